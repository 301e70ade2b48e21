package stentor.cli;

import java.util.Optional;
import stentor.cli.progress.Progress;
import stentor.cli.terminal.Terminal;
import stentor.protocol.environment.EnvironmentName;

/**
 * One call of the command line.
 *
 * @param terminal where it reads and writes
 * @param services what it works with
 */
public record Session(Terminal terminal, Services services) {

  /**
   * Shows work on an environment that begins now on the terminal, until it is closed, by the clock
   * of where the environment is.
   *
   * @param platform where it shall be if it is not there yet
   */
  public Progress progress(EnvironmentName environment, Optional<String> platform)
      throws InterruptedException {
    return Progress.on(terminal, services.environments().clock(environment, platform));
  }

  /** Shows work that begins now on the terminal, until it is closed. */
  public Progress progress() {
    return Progress.on(terminal, services.clock());
  }
}
