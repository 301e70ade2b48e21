package stentor.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import stentor.control.cloud.SignIn;
import stentor.speech.problem.Problem;

/** Asks for new credentials on the terminal; where there is none, the operation ends. */
public final class TerminalSignIn implements SignIn {

  private final Terminal terminal;

  /** Asks there. */
  public TerminalSignIn(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Answer ask(Problem problem, int round) throws InterruptedException {
    terminal.problem(problem);
    try {
      return terminal
          .confirmed("Sign in again in another window, then go on here. Go on?")
          .filter(goOn -> goOn)
          .map(goOn -> Answer.AGAIN)
          .orElse(Answer.GIVE_UP);
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }
}
