package stentor.cli.tokens;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.progress.Progress;
import stentor.control.Environments;

/** {@code stentor tokens revoke}. */
@Command(
    name = "revoke",
    description = "Makes a token worthless.",
    footer = {
      "",
      "No call that carries it is let in any more, from a second later on. Streams that are open",
      "go on, and jobs that it was accepted for are done."
    })
public final class TokensRevokeCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Mixin private TokenParameter token = new TokenParameter();

  @Option(names = "--json", description = "Prints the tokens that are left as JSON.")
  private boolean json;

  /** The command of this session. */
  public TokensRevokeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Environments environments = session.services().environments();
    try (Progress progress = session.progress()) {
      environments.revokeToken(environment.name(), token.name(), progress);
    }
    session
        .terminal()
        .answer(
            json
                ? TokenListing.of(environments.tokens(environment.name())).json()
                : "%s lets nobody in any more".formatted(token.name()));
    return ExitStatus.DONE;
  }
}
