package stentor.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import stentor.protocol.program.Arguments;

/**
 * Loads an environment with the engine that takes no time and prints what came of it as JSON:
 * {@code --target jobs|transcriptions --rate N [--seconds 30] [--warm-up 60] [--workers 1] [--json
 * FILE] --dist FOLDER --home EMPTY_FOLDER}. {@code jobs} is answered when the job is on the disk,
 * {@code transcriptions} when the text is there. How fast the jobs that wait are ended after the
 * last request is reported beside it.
 */
final class LoadProgram {

  private static final int TIMEOUT_MILLISECONDS = 30_000;
  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(10);

  private LoadProgram() {}

  /** Runs one load. */
  public static void main(String[] words) throws IOException, InterruptedException {
    Arguments arguments = Arguments.of(List.of(words));
    String path =
        switch (arguments.required("target")) {
          case "jobs" -> "/v1/jobs";
          case "transcriptions" -> "/v1/audio/transcriptions";
          default -> throw new IllegalArgumentException("--target is jobs or transcriptions");
        };
    double rate = arguments.number("rate", 150);
    OpenLoop warmUp = new OpenLoop(rate, Duration.ofSeconds(arguments.number("warm-up", 60)));
    OpenLoop measured = new OpenLoop(rate, Duration.ofSeconds(arguments.number("seconds", 30)));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("target", path);
    try (NoopEnvironment environment =
            NoopEnvironment.start(
                Path.of(arguments.required("dist")).toAbsolutePath(),
                Path.of(arguments.required("home")).toAbsolutePath(),
                arguments.number("workers", 1));
        MasterConnections master =
            new MasterConnections(environment.port(), environment.token(), TIMEOUT_MILLISECONDS)) {
      byte[] form = Clip.form();
      Shot shot = () -> master.post(path, Clip.CONTENT_TYPE, form).status();
      warmUp.run(shot);
      Map<String, Double> before = environment.processorSeconds();
      result.put("load", measured.run(shot));
      result.put("drain", Drain.await(environment.folder().resolve("open"), LONGEST_DRAIN));
      Map<String, Double> used = environment.processorSeconds();
      used.replaceAll((program, seconds) -> seconds - before.getOrDefault(program, 0.0));
      result.put("processorSeconds", used);
    }
    byte[] json =
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(result);
    Optional<String> file = arguments.optional("json");
    if (file.isPresent()) {
      Files.write(Path.of(file.get()), json);
    }
    System.out.write(json);
    System.out.println();
  }

  /**
   * How jobs that waited were ended after the last request.
   *
   * @param waiting how many there were
   * @param seconds until none was left
   * @param perSecond jobs ended a second
   */
  record Drain(long waiting, double seconds, double perSecond) {

    static Drain await(Path open, Duration longest) throws IOException, InterruptedException {
      long waiting = count(open);
      long begun = System.nanoTime();
      while (count(open) > 0 && System.nanoTime() - begun < longest.toNanos()) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      long left = count(open);
      if (left > 0) {
        throw new IOException(left + " jobs of " + waiting + " have not ended");
      }
      return new Drain(waiting, seconds, seconds > 0 ? waiting / seconds : 0);
    }

    private static long count(Path folder) throws IOException {
      try (Stream<Path> entries = Files.list(folder)) {
        return entries.count();
      }
    }
  }
}
