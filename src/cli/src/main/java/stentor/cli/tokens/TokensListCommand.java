package stentor.cli.tokens;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;

/** {@code stentor tokens list}. */
@Command(name = "list", description = "Lists the named tokens of an environment, and when made.")
public final class TokensListCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /** The command of this session. */
  public TokensListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    TokenListing listing =
        TokenListing.of(session.services().environments().tokens(environment.name()));
    if (json) {
      session.terminal().answer(listing.json());
    } else {
      listing.tokens().stream().map(TokensListCommand::row).forEach(session.terminal()::answer);
    }
    return ExitStatus.DONE;
  }

  private static String row(TokenListing.Entry token) {
    return String.format(
        Locale.ROOT, "%-20s  %s", token.name(), token.createdAt().truncatedTo(ChronoUnit.SECONDS));
  }
}
