package stentor.cli.environment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.progress.Progress;
import stentor.control.HumanDuration;
import stentor.control.UpRequest;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.StatusDocument;

/** {@code stentor up}. */
@Command(
    name = "up",
    description = "Brings an environment up, or adds models to one that is.",
    footer = {
      "",
      "On one that is up already, what is not named stays as it is, except that one which",
      "stentor transcribe has started no longer stops itself."
    })
public final class UpCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @SuppressWarnings("UnusedVariable") // there is one platform only; a wrong one is refused
  @Option(
      names = "--on",
      paramLabel = "PLATFORM",
      defaultValue = "local",
      description = "Where it lives: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Place on = Place.local;

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "A model it shall serve; may be repeated. Default: the catalogue's first.")
  private List<String> models = List.of();

  @Option(
      names = "--workers",
      paramLabel = "MIN..MAX",
      description = "Workers of each model, or of those named (1..2).")
  private @Nullable String workers;

  @Option(
      names = "--expire",
      paramLabel = "TIME",
      description = "It stops itself after this time, for example 4h. Default: never.")
  private @Nullable String expire;

  @Option(
      names = "--idle",
      paramLabel = "TIME",
      description = "It stops itself after this time without a job, for example 30m.")
  private @Nullable String idle;

  @SuppressWarnings("UnusedVariable") // on this computer nothing is asked
  @Option(names = "--yes", description = "Asks nothing.")
  private boolean yes;

  /** The platforms there are, as they are written. */
  @SuppressWarnings("MemberName") // picocli shows and reads the names as they are
  enum Place {
    /** This computer. */
    local
  }

  /** The command of this session. */
  public UpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    UpRequest request =
        UpRequest.parse(
            environment.name().value(),
            models,
            Optional.ofNullable(workers),
            Optional.ofNullable(expire),
            Optional.ofNullable(idle));
    StatusDocument status;
    try (Progress progress = session.progress()) {
      status = session.services().environments().up(request, progress);
    }
    session
        .terminal()
        .answer(
            "%s is up%s"
                .formatted(
                    request.environment(), status.endpoint().map(" at "::concat).orElse("")));
    noteEnd(session.services().environments().wanted(request.environment()));
    return ExitStatus.DONE;
  }

  private void noteEnd(Optional<EnvironmentDocument> wanted) {
    if (wanted.isEmpty()) {
      return;
    }
    wanted.get().expiresAt().ifPresent(end -> session.terminal().note("It stops itself at " + end));
    wanted
        .get()
        .idleSeconds()
        .ifPresent(
            seconds ->
                session
                    .terminal()
                    .note(
                        "It stops itself after %s without a job; --idle changes that"
                            .formatted(HumanDuration.said(Duration.ofSeconds(seconds)))));
  }
}
