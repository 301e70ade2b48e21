package stentor.control.secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import stentor.control.problem.ControlException;
import stentor.control.problem.KeysProblem;

/**
 * A program of the system that opens its keychain. What is secret goes by its standard input and
 * output alone.
 *
 * @param file the program
 */
record KeychainProgram(Path file) {

  /** A person may have to unlock the keychain first. */
  private static final long PATIENCE_SECONDS = 120;

  private static final int MOST_BYTES = 1 << 16;

  /** The program of this name on the search path, if it is there. */
  static Optional<KeychainProgram> find(String name, String searchPath) {
    for (String folder : searchPath.split(":", -1)) {
      Path file = Path.of(folder.isEmpty() ? "." : folder).resolve(name);
      if (file.isAbsolute() && Files.isExecutable(file)) {
        return Optional.of(new KeychainProgram(file));
      }
    }
    return Optional.empty();
  }

  /** How a run ended. */
  record Run(int exit, String out, String err) {}

  /**
   * Runs it.
   *
   * @param input its standard input
   * @throws ControlException with {@link KeysProblem.KeychainFailed} if it cannot be run, or does
   *     not end
   */
  Run run(String input, List<String> arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(arguments);
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
      Process process = builder.start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException ended) {
        // It reads nothing: how it ended tells more.
      }
      CompletableFuture<String> out = read(process.getInputStream());
      CompletableFuture<String> err = read(process.getErrorStream());
      boolean ended = false;
      try {
        ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } finally {
        // Not one that has ended: what it said and nobody has read yet would be lost.
        if (!ended) {
          process.destroy();
        }
      }
      if (!ended) {
        throw failed("it did not answer within " + PATIENCE_SECONDS + " seconds");
      }
      return new Run(process.exitValue(), out.join(), err.join());
    } catch (IOException unstartable) {
      throw failed("its program " + file + " cannot be started");
    }
  }

  private static CompletableFuture<String> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
          } catch (IOException closed) {
            return "";
          }
        },
        Thread::startVirtualThread);
  }

  static ControlException failed(String reason) {
    return new ControlException(new KeysProblem.KeychainFailed(reason));
  }
}
