package stentor.cli.environment;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.json.Documents;

/** {@code stentor status}. */
@Command(
    name = "status",
    description = "Shows an environment; one that should be up and is not is started again.")
public final class StatusCommand implements Callable<Integer> {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Option(names = "--watch", description = "Shows it again whenever it changes, until interrupted.")
  private boolean watch;

  @Option(names = "--json", description = "Prints JSON, one document a line.")
  private boolean json;

  /** The command of this session. */
  public StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<StatusDocument> shown = Optional.empty();
    do {
      StatusDocument status = session.services().environments().status(environment.name());
      if (!shown.equals(Optional.of(status))) {
        if (shown.isPresent() && !json) {
          session.terminal().answer("");
        }
        show(status);
        shown = Optional.of(status);
      }
      if (watch) {
        Thread.sleep(LOOK_EVERY);
      }
    } while (watch);
    return ExitStatus.DONE;
  }

  private void show(StatusDocument status) {
    if (json) {
      session.terminal().answer(new String(Documents.write(status), StandardCharsets.UTF_8));
    } else {
      StatusText.of(status, Instant.now()).forEach(session.terminal()::answer);
    }
  }
}
