package stentor.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import stentor.control.cloud.SignIn;
import stentor.control.secret.Secret;
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
    if (!terminal.canAsk()) {
      return Answer.GIVE_UP;
    }
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

  @Override
  public Optional<Secret> secret(Question question, int round) {
    if (round > 1) {
      terminal.note("That was not taken");
    }
    try {
      return terminal.secret(
          switch (question) {
            case Question.Code(String device, String profile) ->
                "Code that %s shows now, for the profile %s: ".formatted(device, profile);
            case Question.Passphrase(String profile) ->
                "Passphrase of the access keys %s: ".formatted(profile);
          });
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  @Override
  public Optional<Shown> show(DevicePage page) {
    if (!terminal.canAsk()) {
      return Optional.empty();
    }
    terminal.note("Sign in to IAM Identity Center: open " + page.direct());
    terminal.note("and confirm the code " + page.code() + ". It goes on by itself then.");
    return Optional.of(new Page());
  }

  /** What is written stays; Ctrl-C ends all of it. */
  private record Page() implements Shown {
    @Override
    public boolean isStopped() {
      return false;
    }

    @Override
    public void close() {}
  }
}
