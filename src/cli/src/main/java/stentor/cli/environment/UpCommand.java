package stentor.cli.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.progress.Progress;
import stentor.control.Environments;
import stentor.control.HumanDuration;
import stentor.control.UpRequest;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.json.Documents;
import stentor.speech.problem.ProblemException;

/** {@code stentor up}. */
@Command(
    name = "up",
    description = "Brings an environment up, or adds models to one that is.",
    footer = {
      "",
      "On one that is up already, what is not named stays as it is, except that one which",
      "stentor transcribe has started no longer stops itself.",
      "stentor plan shows what it would do."
    })
public final class UpCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();
  @Mixin private UpOptions options = new UpOptions();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "Does what this file says, which stentor plan --save wrote, and nothing else.")
  private @Nullable Path plan;

  @Option(names = "--json", description = "Prints what is up then as JSON, as stentor status does.")
  private boolean json;

  /** The command of this session. */
  public UpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    return plan == null ? up(options.request(environment.name())) : up(alone(plan));
  }

  /** The plan's file, where nothing else was asked for beside it. */
  private Path alone(Path file) {
    List<String> others = UpOptions.given(command().commandLine().getParseResult());
    if (!others.isEmpty()) {
      throw wrong("--plan says all that is asked for: it takes no " + String.join(", ", others));
    }
    return file;
  }

  private int up(UpRequest request) throws InterruptedException, IOException {
    if (options.costsMoney() && !options.yes()) {
      Optional<Integer> refused = refused(request);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    StatusDocument status;
    try (Progress progress = session.progress(request.environment(), request.platform())) {
      status = environments().up(request, progress);
    }
    return tell(request.environment(), status);
  }

  /** Shows what it costs and asks; the exit status where it shall not be. */
  private Optional<Integer> refused(UpRequest request) throws InterruptedException, IOException {
    PlanDocument planned = environments().plan(request);
    String cost =
        "%s on aws costs about $%.2f an hour, more with each node, until it ends by itself"
            .formatted(request.environment(), planned.costPerHour());
    Optional<Boolean> confirmed = session.terminal().confirmed(cost + ". Bring it up?");
    if (confirmed.isEmpty()) {
      session.terminal().problem(cost + "; confirm with --yes");
      return Optional.of(ExitStatus.WRONG_USAGE);
    }
    if (!confirmed.get()) {
      session.terminal().note("Nothing was changed.");
      return Optional.of(ExitStatus.FAILED);
    }
    return Optional.empty();
  }

  private int up(Path file) throws InterruptedException {
    PlanDocument saved;
    try {
      saved = PlanFile.read(file);
    } catch (ProblemException unreadable) {
      session.terminal().problem(file.toString(), unreadable.problem());
      return ExitStatus.FAILED;
    }
    if (command().commandLine().getParseResult().hasMatchedOption("--environment")
        && !environment.name().equals(saved.environment())) {
      throw wrong(
          "--environment %s: the plan is for %s"
              .formatted(environment.name(), saved.environment()));
    }
    StatusDocument status;
    try (Progress progress = session.progress(saved.environment(), Optional.of(saved.platform()))) {
      status = environments().up(saved, progress);
    }
    return tell(saved.environment(), status);
  }

  private Environments environments() {
    return session.services().environments();
  }

  private CommandSpec command() {
    return Objects.requireNonNull(spec);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command().commandLine(), message);
  }

  private int tell(EnvironmentName name, StatusDocument status) throws InterruptedException {
    session
        .terminal()
        .answer(
            json
                ? new String(Documents.write(status), StandardCharsets.UTF_8)
                : "%s is up%s".formatted(name, status.endpoint().map(" at "::concat).orElse("")));
    noteEnd(status, environments().wanted(name));
    return ExitStatus.DONE;
  }

  /** Its status knows the end, which a budget may bring forward. */
  private void noteEnd(StatusDocument status, Optional<EnvironmentDocument> wanted) {
    status
        .expiresAt()
        .ifPresent(
            end ->
                session
                    .terminal()
                    .note("It stops itself at " + end.truncatedTo(ChronoUnit.SECONDS)));
    // Nothing on a cloud knows of jobs yet.
    wanted
        .filter(document -> document.cloud().isEmpty())
        .map(EnvironmentDocument::idleSeconds)
        .orElseGet(OptionalLong::empty)
        .ifPresent(
            seconds ->
                session
                    .terminal()
                    .note(
                        "It stops itself after %s without a job; --idle changes that"
                            .formatted(HumanDuration.said(Duration.ofSeconds(seconds)))));
  }
}
