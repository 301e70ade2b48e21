package stentor.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import stentor.control.Endpoint;
import stentor.control.OngoingChange;
import stentor.control.Platform;
import stentor.control.WorkerRange;
import stentor.control.event.EventStream;
import stentor.control.plan.Completion;
import stentor.control.plan.Plan;
import stentor.control.plan.Step;
import stentor.control.plan.Step.Action;
import stentor.control.plan.StepReport;
import stentor.control.plan.Work;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.TokenProblem;
import stentor.protocol.access.AccessToken;
import stentor.protocol.access.NamedToken;
import stentor.protocol.access.NamedTokens;
import stentor.protocol.access.TokenName;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.ReceiptDocument.Left;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;

/** A platform of one environment in memory, whose master is whatever answers at an endpoint. */
public final class PlatformDouble implements Platform {

  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

  private final Endpoint endpoint;
  private final Path logs;
  private Optional<EnvironmentDocument> document = Optional.empty();
  private NamedTokens tokens = NamedTokens.NONE;

  /** Everything that was asked to be up. */
  public final List<Wanted> asked = new ArrayList<>();

  /** Jobs that have not ended. */
  public long unfinished;

  /** How often it was asked for its status, which may start an environment. */
  public int statusAsked;

  /** What is seen at the next looks, before what is. */
  public final Deque<StatusDocument> looks = new ArrayDeque<>();

  /** What stands in the way of every plan. */
  public List<ProblemStatus> planProblems = List.of();

  /** What stays when it is taken down. */
  public List<Left> left = List.of();

  public PlatformDouble(Endpoint endpoint, Path logs) {
    this.endpoint = endpoint;
    this.logs = logs;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public List<EnvironmentName> all() {
    return document.map(EnvironmentDocument::environment).stream().toList();
  }

  @Override
  public Optional<EnvironmentDocument> wanted(EnvironmentName environment) {
    return document;
  }

  @Override
  public StatusDocument status(EnvironmentName environment) {
    statusAsked++;
    return looks.isEmpty() ? look(environment) : looks.removeFirst();
  }

  @Override
  public StatusDocument look(EnvironmentName environment) {
    return document
        .map(
            wanted ->
                new StatusDocument(
                    1,
                    environment,
                    Optional.of("local"),
                    EnvironmentState.UP,
                    Optional.of(endpoint.url().toString()),
                    Optional.of(SINCE),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    StatusDocument.Cost.FREE,
                    List.of()))
        .orElseGet(() -> StatusDocument.absent(environment));
  }

  @Override
  public Optional<OngoingChange> changing(EnvironmentName environment) {
    return Optional.empty();
  }

  @Override
  public void follow(EnvironmentName environment, EventStream events) {}

  @Override
  public PlanDocument plan(Wanted wanted, List<Action> models) {
    Action start =
        Action.of("start", "Start the environment", "process", new Idle())
            .expecting(Duration.ofMillis(2_500))
            .changing(document.isPresent() ? Change.NONE : Change.CREATE);
    return new Plan(new Step.Sequence(List.of(new Step.Parallel(models), start)))
        .document(
            wanted.environment(),
            name(),
            planProblems,
            new PlanDocument.Request(
                wanted.models().stream()
                    .map(model -> new PlanDocument.Model(model.id(), model.version()))
                    .toList(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()));
  }

  @Override
  public EnvironmentDocument extend(EnvironmentName environment, Duration by, EventStream events) {
    EnvironmentDocument wanted = up(environment);
    Instant end =
        wanted
            .expiresAt()
            .orElseThrow(() -> new ControlException(new EnvironmentProblem.NoExpiry(environment)));
    return changed(wanted, Optional.of(end.plus(by)), wanted.models());
  }

  @Override
  public EnvironmentDocument scale(
      EnvironmentName environment, String model, WorkerRange workers, EventStream events) {
    EnvironmentDocument wanted = up(environment);
    List<String> served = wanted.models().stream().map(WantedModel::id).toList();
    if (!served.contains(model)) {
      throw new ControlException(new EnvironmentProblem.ModelNotServed(environment, model, served));
    }
    return changed(
        wanted,
        wanted.expiresAt(),
        List.of(new WantedModel(model, "1", workers.min(), workers.max())));
  }

  private EnvironmentDocument up(EnvironmentName environment) {
    return document.orElseThrow(
        () -> new ControlException(new EnvironmentProblem.NotUp(environment)));
  }

  private EnvironmentDocument changed(
      EnvironmentDocument wanted, Optional<Instant> expiresAt, List<WantedModel> models) {
    EnvironmentDocument changed =
        new EnvironmentDocument(
            1,
            wanted.environment(),
            wanted.platform(),
            wanted.wanted(),
            wanted.since(),
            wanted.port(),
            models,
            expiresAt,
            wanted.idleSeconds(),
            wanted.store());
    document = Optional.of(changed);
    return changed;
  }

  @Override
  public StatusDocument up(Wanted wanted, List<Action> models, EventStream events) {
    asked.add(wanted);
    EventStream.Step step = events.start("start", "Start the environment");
    WorkerRange range = wanted.workers().orElse(WorkerRange.LOCAL_DEFAULT);
    document =
        Optional.of(
            new EnvironmentDocument(
                1,
                wanted.environment(),
                "local",
                EnvironmentDocument.Wanted.UP,
                SINCE,
                endpoint.url().getPort(),
                wanted.models().stream()
                    .map(
                        model ->
                            new WantedModel(model.id(), model.version(), range.min(), range.max()))
                    .toList(),
                wanted.expire().map(SINCE::plus),
                wanted
                    .idle()
                    .map(idle -> OptionalLong.of(idle.toSeconds()))
                    .orElse(OptionalLong.empty()),
                Optional.empty()));
    step.finish();
    return look(wanted.environment());
  }

  @Override
  public Optional<Endpoint> endpoint(EnvironmentName environment, EventStream events) {
    return document.map(wanted -> endpoint);
  }

  @Override
  public List<NamedToken> tokens(EnvironmentName environment) {
    EnvironmentDocument _ = up(environment);
    return tokens.tokens();
  }

  @Override
  public AccessToken addToken(EnvironmentName environment, TokenName name, EventStream events) {
    EnvironmentDocument _ = up(environment);
    if (tokens.find(name).isPresent()) {
      throw new ControlException(new TokenProblem.TokenExists(environment, name));
    }
    AccessToken token = AccessToken.next(new Random(1));
    tokens = tokens.with(new NamedToken(name, SINCE, token.sha256()));
    return token;
  }

  @Override
  public void revokeToken(EnvironmentName environment, TokenName name, EventStream events) {
    EnvironmentDocument _ = up(environment);
    if (tokens.find(name).isEmpty()) {
      throw new ControlException(new TokenProblem.TokenUnknown(environment, name));
    }
    tokens = tokens.without(name);
  }

  @Override
  public long unfinishedJobs(EnvironmentName environment) {
    return unfinished;
  }

  @Override
  public Path logs(EnvironmentName environment) {
    return logs;
  }

  @Override
  public ReceiptDocument down(EnvironmentName environment, EventStream events) {
    document = Optional.empty();
    return new ReceiptDocument(
        1, environment, List.of(), List.of(), left, List.of(), new ReceiptDocument.Spent(0, "USD"));
  }

  @Override
  public Optional<ReceiptDocument> lastReceipt(EnvironmentName environment) {
    return Optional.empty();
  }

  /** What is planned here is never run as a plan. */
  private static final class Idle implements Work {
    @Override
    public Completion look() {
      return Completion.NOT_DONE;
    }

    @Override
    public void run(StepReport report) {}

    @Override
    public void undo(StepReport report) {}
  }
}
