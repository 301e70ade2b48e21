package stentor.cli;

import stentor.cli.progress.Progress;
import stentor.cli.terminal.Terminal;

/**
 * One call of the command line.
 *
 * @param terminal where it reads and writes
 * @param services what it works with
 */
public record Session(Terminal terminal, Services services) {

  /** Shows work that begins now on the terminal, until it is closed. */
  public Progress progress() {
    return Progress.on(terminal, services.clock());
  }
}
