package stentor.cli.environment;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.progress.Progress;
import stentor.control.HumanDuration;
import stentor.control.problem.ControlException;
import stentor.control.problem.RequestProblem;
import stentor.control.problem.RequestProblem.BadRequest.BadInput;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.json.Documents;

/** {@code stentor extend}. */
@Command(
    name = "extend",
    description = "Puts off the end of an environment: it expires that much later.")
public final class ExtendCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Parameters(paramLabel = "DURATION", description = "How much later, for example 2h or 1h30m.")
  private String duration = "";

  @Option(names = "--json", description = "Prints what is wanted of the environment now as JSON.")
  private boolean json;

  /** The command of this session. */
  public ExtendCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Duration by =
        HumanDuration.of(duration)
            .orElseThrow(
                () ->
                    new ControlException(
                        new RequestProblem.BadRequest(
                            List.of(
                                new BadInput(
                                    "DURATION", duration, "a duration, for example 2h")))));
    EnvironmentDocument wanted;
    try (Progress progress = session.progress(environment.name(), Optional.empty())) {
      wanted = session.services().environments().extend(environment.name(), by, progress);
    }
    session
        .terminal()
        .answer(
            json
                ? new String(Documents.write(wanted), StandardCharsets.UTF_8)
                : told(wanted, now()));
    return ExitStatus.DONE;
  }

  /** What the time is where the environment is, which may be a rehearsal. */
  private Instant now() throws InterruptedException {
    return session.services().environments().clock(environment.name(), Optional.empty()).instant();
  }

  private static String told(EnvironmentDocument wanted, Instant now) {
    return wanted
        .expiresAt()
        .map(
            end ->
                "%s ends at %s, in %s"
                    .formatted(
                        wanted.environment(),
                        end.truncatedTo(ChronoUnit.SECONDS),
                        HumanDuration.said(StatusText.past(now, end))))
        .orElseGet(() -> wanted.environment() + " does not end by itself");
  }
}
