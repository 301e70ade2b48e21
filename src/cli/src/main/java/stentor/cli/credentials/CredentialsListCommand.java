package stentor.cli.credentials;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;

/** {@code stentor credentials list}. */
@Command(
    name = "list",
    description = "Lists the access keys that are kept: name, end of the id, where, since when.")
public final class CredentialsListCommand implements Callable<Integer> {

  private final Session session;

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Mixin
  private final EnvironmentOption environment = new EnvironmentOption();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /** The command of this session. */
  public CredentialsListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    KeyListing listing = KeyListing.of(session.services().keys().all());
    if (json) {
      session.terminal().answer(listing.json());
    } else {
      listing.keys().stream().map(CredentialsListCommand::row).forEach(session.terminal()::answer);
    }
    return ExitStatus.DONE;
  }

  private static String row(KeyListing.Entry key) {
    return String.format(
        Locale.ROOT,
        "%-20s  ...%-4s  %-24s  %s",
        key.name(),
        key.hint(),
        key.kept().words(),
        key.createdAt().truncatedTo(ChronoUnit.SECONDS));
  }
}
