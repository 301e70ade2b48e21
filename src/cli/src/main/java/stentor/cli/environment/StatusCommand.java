package stentor.cli.environment;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.terminal.Screen;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.json.Documents;

/** {@code stentor status}. */
@Command(
    name = "status",
    description = "Shows an environment; one that should be up and is not is started again.")
public final class StatusCommand implements Callable<Integer> {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Option(names = "--watch", description = "Goes on showing it, until it is gone or you interrupt.")
  private boolean watch;

  @Option(names = "--json", description = "Prints JSON, one document a line.")
  private boolean json;

  /** The command of this session. */
  public StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    StatusDocument status = seen();
    // Where the environment lives, which may be a rehearsal.
    Clock clock = session.services().environments().clock(environment.name(), Optional.empty());
    if (watch) {
      watch(status, clock);
    } else {
      lines(status, clock).forEach(session.terminal()::answer);
    }
    return ExitStatus.DONE;
  }

  private StatusDocument seen() throws InterruptedException {
    return session.services().environments().status(environment.name());
  }

  private List<String> lines(StatusDocument status, Clock clock) {
    return json
        ? List.of(new String(Documents.write(status), StandardCharsets.UTF_8))
        : StatusText.of(status, clock.instant());
  }

  private void watch(StatusDocument first, Clock clock) throws InterruptedException {
    Function<StatusDocument, List<String>> lines = status -> lines(status, clock);
    Optional<Screen> screen = json ? Optional.empty() : session.terminal().outScreen();
    StatusWatch watching =
        screen.isPresent()
            ? new StatusWatch.OnScreen(session.terminal(), screen.get(), lines)
            : new StatusWatch.InLines(session.terminal(), lines, json ? List.of() : List.of(""));
    StatusDocument status = first;
    watching.show(status);
    while (status.state() != EnvironmentState.ABSENT) {
      session.services().pause().take(LOOK_EVERY);
      status = seen();
      watching.show(status);
    }
  }
}
