package stentor.cli.credentials;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;

/** {@code stentor credentials remove}. */
@Command(
    name = "remove",
    description = "Forgets access keys.",
    footer = {"", "AWS goes on taking them until they are made inactive or deleted there."})
public final class CredentialsRemoveCommand implements Callable<Integer> {

  private final Session session;

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Mixin
  private final EnvironmentOption environment = new EnvironmentOption();

  @Mixin private NameParameter keys = new NameParameter();

  @Option(names = "--json", description = "Prints the access keys that are left as JSON.")
  private boolean json;

  /** The command of this session. */
  public CredentialsRemoveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    session.services().keys().remove(keys.name());
    session
        .terminal()
        .answer(
            json
                ? KeyListing.of(session.services().keys().all()).json()
                : keys.name() + " is forgotten here");
    return ExitStatus.DONE;
  }
}
