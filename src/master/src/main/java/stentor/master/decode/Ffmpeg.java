package stentor.master.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stentor.master.decode.LimitedProcess.Limits;

/**
 * The programs of FFmpeg that decode what we do not (docs/decisions/0016-formats.md).
 *
 * @param decoder decodes
 * @param prober tells what is in a file
 * @param libraries folder of their libraries, where these are not the system's
 */
record Ffmpeg(Path decoder, Path prober, Optional<Path> libraries) {

  private static final int MOST_PROTOCOLS_BYTES = 65_536;

  /**
   * The first that runs here and can read a file it is handed open: the one that came with the
   * programs, else one on the PATH.
   *
   * @param own folder of the one that came with the programs
   * @param path folders where the system's may be
   */
  static Optional<Ffmpeg> find(Optional<Path> own, List<Path> path, Limits limits)
      throws InterruptedException {
    List<Ffmpeg> candidates = new ArrayList<>();
    own.flatMap(folder -> in(folder, Optional.of(folder))).ifPresent(candidates::add);
    path.stream().flatMap(folder -> in(folder, Optional.empty()).stream()).forEach(candidates::add);
    for (Ffmpeg candidate : candidates) {
      if (candidate.runs(limits)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static Optional<Ffmpeg> in(Path folder, Optional<Path> libraries) {
    Optional<Path> decoder = program(folder, "ffmpeg");
    Optional<Path> prober = program(folder, "ffprobe");
    return decoder.isPresent() && prober.isPresent()
        ? Optional.of(new Ffmpeg(decoder.get(), prober.get(), libraries))
        : Optional.empty();
  }

  private static Optional<Path> program(Path folder, String name) {
    return Stream.of(name, name + ".exe")
        .map(folder::resolve)
        .filter(Ffmpeg::isProgram)
        .findFirst();
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  /** A system too old for it, or one too old for us, shows here. */
  private boolean runs(Limits limits) throws InterruptedException {
    List<String> question = List.of(decoder.toString(), "-v", "error", "-protocols");
    Path nothing = Path.of(Files.exists(Path.of("/dev/null")) ? "/dev/null" : "NUL");
    try (LimitedProcess process = LimitedProcess.start(question, libraries, nothing, limits);
        InputStream output = process.output()) {
      String protocols =
          new String(output.readNBytes(MOST_PROTOCOLS_BYTES), StandardCharsets.US_ASCII);
      return protocols.lines().anyMatch(line -> line.strip().equals("fd")) && process.status() == 0;
    } catch (IOException cannotStart) {
      return false;
    }
  }
}
