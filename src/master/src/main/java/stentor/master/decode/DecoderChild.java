package stentor.master.decode;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;

/**
 * One running decoder process, used by one thread at a time. Closing it kills it and what it
 * started.
 */
final class DecoderChild implements AutoCloseable {

  /** Five times what a day of talk with a pause each second needs. */
  private static final int MOST_ANSWER_BYTES = 8 * 1024 * 1024;

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** On a computer with fifty processes for two cores a decoder got a twentieth of one. */
  private static final int CLOCK_FACTOR = 10;

  private static final Set<String> NEEDED_VARIABLES = Set.of("PATH", "SystemRoot", "STENTOR_HOME");

  private final Process process;
  private final OutputStream requests;
  private final InputStream answers;

  private DecoderChild(Process process) {
    this.process = process;
    this.requests = process.getOutputStream();
    this.answers = new BufferedInputStream(process.getInputStream());
  }

  /** Starts it; it takes some tenths of a second until it answers. */
  static DecoderChild start(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    // What a hostile recording might take over shall find no credentials.
    builder.environment().keySet().retainAll(NEEDED_VARIABLES);
    return new DecoderChild(builder.start());
  }

  boolean alive() {
    return process.isAlive();
  }

  /**
   * Has it prepare one recording.
   *
   * @throws DecoderDiedException if it died over this recording
   * @param limit processor time that it and what it starts may take; ten times as much may pass by
   *     the clock, for a computer that does not get to it has nothing against the recording
   * @throws TimeoutException if it took longer; it must be closed then
   */
  DecodeAnswer decode(Path input, Path output, Duration limit)
      throws InterruptedException, TimeoutException, DecoderDiedException {
    CompletableFuture<DecodeAnswer> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("decoder")
        .start(
            () -> {
              try {
                answer.complete(ask(input, output));
              } catch (IOException died) {
                answer.completeExceptionally(died);
              }
            });
    // It has started nothing yet: to look for children costs a look at all processes there are.
    Duration before = processorTime(Stream.of(process.toHandle()));
    long deadline = System.nanoTime() + limit.multipliedBy(CLOCK_FACTOR).toNanos();
    Duration look = limit.compareTo(LOOK_EVERY) < 0 ? limit : LOOK_EVERY;
    while (true) {
      try {
        return answer.get(look.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException died) {
        throw new DecoderDiedException(died);
      } catch (TimeoutException notYet) {
        Duration spent =
            processorTime(Stream.concat(Stream.of(process.toHandle()), process.descendants()))
                .minus(before);
        if (spent.compareTo(limit) > 0 || System.nanoTime() > deadline) {
          throw notYet;
        }
      }
    }
  }

  /** What processes took so far; zero where the system does not say. */
  private static Duration processorTime(Stream<ProcessHandle> processes) {
    return processes
        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private DecodeAnswer ask(Path input, Path output) throws IOException {
    requests.write(Documents.write(new DecodeRequest(input.toString(), output.toString())));
    requests.write('\n');
    requests.flush();
    try {
      return Documents.read(readLine(), DecodeAnswer.class);
    } catch (DocumentException noAnswer) {
      throw new IOException("The decoder broke the protocol", noAnswer);
    }
  }

  /**
   * A line of at most {@value #MOST_ANSWER_BYTES} bytes: a child that was taken over may send more.
   */
  private byte[] readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = answers.read(); next != '\n'; next = answers.read()) {
      if (next < 0) {
        throw new IOException("The decoder closed its output");
      }
      if (line.size() == MOST_ANSWER_BYTES) {
        throw new IOException("The decoder's answer has no end");
      }
      line.write(next);
    }
    return line.toByteArray();
  }

  @Override
  public void close() {
    // Asked for before it dies: afterwards nobody knows whose they were.
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  /** The decoder died while it worked on a recording. */
  static final class DecoderDiedException extends Exception {
    private static final long serialVersionUID = 1;

    DecoderDiedException(Throwable cause) {
      super(cause);
    }
  }
}
