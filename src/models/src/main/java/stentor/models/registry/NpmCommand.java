package stentor.models.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.ModelProblem;

/**
 * The program npm, asked for its configuration.
 *
 * @param command how it is started, without arguments
 * @param limit how long it may take
 */
public record NpmCommand(List<String> command, Duration limit) {

  private static final long POLL_MILLISECONDS = 50;
  private static final int MOST_BYTES = 4096;

  /** How a shell, and npm, tells of an interrupt: 128 and the signal's number. */
  private static final int INTERRUPTED = 130;

  /** Copies the list. */
  public NpmCommand {
    command = List.copyOf(command);
  }

  /** The npm of this computer; it may take 20 s. */
  public static NpmCommand ofThisComputer() {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    return new NpmCommand(List.of(windows ? "npm.cmd" : "npm"), Duration.ofSeconds(20));
  }

  /**
   * What {@code npm config get registry} says, as it says it.
   *
   * @throws ModelException if npm is not there, fails or takes too long, or if it was cancelled
   */
  public String registry(Cancellation cancellation) {
    Process npm = start();
    try {
      return answer(npm, cancellation);
    } finally {
      npm.descendants().forEach(ProcessHandle::destroyForcibly);
      npm.destroyForcibly();
    }
  }

  private Process start() {
    List<String> question = new ArrayList<>(command);
    question.addAll(List.of("config", "get", "registry", "--logs-max=0"));
    ProcessBuilder builder = new ProcessBuilder(question);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return builder.start();
    } catch (IOException missing) {
      throw new ModelException(
          new ModelProblem.RegistryUnknown("npm is not installed and npm_config_registry not set"),
          missing);
    }
  }

  private String answer(Process npm, Cancellation cancellation) {
    try {
      npm.getOutputStream().close();
      long deadline = System.nanoTime() + limit.toNanos();
      while (!npm.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        cancellation.check();
        if (System.nanoTime() - deadline > 0) {
          throw unknown("npm did not answer within " + limit.toSeconds() + " s");
        }
      }
      try (InputStream out = npm.getInputStream()) {
        String said = new String(out.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
        if (npm.exitValue() == INTERRUPTED) {
          // An interrupt that was typed reaches npm, too, and may reach it first.
          throw new ModelException(new ModelProblem.Cancelled());
        }
        if (npm.exitValue() != 0 || said.isEmpty()) {
          throw unknown("npm config get registry failed with exit code " + npm.exitValue());
        }
        return said;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ModelException(new ModelProblem.Cancelled(), interrupted);
    } catch (IOException broken) {
      throw new ModelException(
          new ModelProblem.RegistryUnknown("npm could not be asked: " + broken), broken);
    }
  }

  private static ModelException unknown(String reason) {
    return new ModelException(new ModelProblem.RegistryUnknown(reason));
  }
}
