package stentor.app.testing;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
import stentor.control.problem.ControlProblem;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.access.AccessToken;
import stentor.protocol.access.NamedToken;
import stentor.protocol.access.TokenName;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.environment.StatusDocument.Queue;
import stentor.protocol.environment.StatusDocument.ServedModelStatus;
import stentor.protocol.environment.StatusDocument.Workers;

/** Environments in memory, which are as a test puts them. Safe for all threads. */
public final class PlatformDouble implements Platform {

  /** When all of them came up. */
  public static final Instant SINCE = Instant.parse("2026-11-28T09:14:00Z");

  private final Map<EnvironmentName, StatusDocument> statuses = new TreeMap<>(BY_NAME);
  private final Map<EnvironmentName, EnvironmentDocument> documents = new TreeMap<>(BY_NAME);
  private final Map<EnvironmentName, OngoingChange> changes = new TreeMap<>(BY_NAME);
  private final Map<EnvironmentName, ControlProblem> lost = new TreeMap<>(BY_NAME);
  private Optional<ControlProblem> trouble = Optional.empty();

  private static final java.util.Comparator<EnvironmentName> BY_NAME =
      java.util.Comparator.comparing(EnvironmentName::value);

  /** Everything that was asked to be up. */
  public final List<Wanted> asked = new CopyOnWriteArrayList<>();

  /** Everything that was asked to be put off. */
  public final List<EnvironmentName> extended = new CopyOnWriteArrayList<>();

  /** Everything that was asked to be taken down. */
  public final List<EnvironmentName> takenDown = new CopyOnWriteArrayList<>();

  /** What stands in the way of every plan. */
  public List<ProblemStatus> planProblems = List.of();

  /** What environments on a cloud have made. */
  public volatile List<ReceiptDocument.Made> made = List.of();

  /** By which clocks time passes on clouds, by their names. */
  public final Map<String, Clock> clocks = new ConcurrentHashMap<>();

  /** How often each environment was looked at. */
  public final Map<EnvironmentName, Integer> looks = new ConcurrentHashMap<>();

  /** Something that an operation does, told as its events. */
  @FunctionalInterface
  public interface Doing {
    /** Does it; its thread may be interrupted. */
    void with(EventStream events) throws InterruptedException;
  }

  /** What is done while an environment is brought up. */
  public volatile Doing rising = events -> events.start("start", "Start the environment").finish();

  /** What is done while an environment is taken down. */
  public volatile Doing falling = events -> {};

  /** What another process does, for who follows it. */
  public volatile Doing followed = events -> {};

  /** What another process does with one environment, where that is not {@link #followed}. */
  public final Map<EnvironmentName, Doing> follows = new ConcurrentHashMap<>();

  /** Receipts of some environments, where that is not {@link #receipt}. */
  public final Map<EnvironmentName, ReceiptDocument> receipts = new ConcurrentHashMap<>();

  /** The receipt of whatever was taken down last. */
  public volatile Optional<ReceiptDocument> receipt = Optional.empty();

  /** Where masters answer. */
  public Optional<Endpoint> endpoint = Optional.empty();

  /** Jobs that have not ended. */
  public long unfinished;

  /** An environment that serves one model with one worker. */
  public static StatusDocument status(String name, EnvironmentState state) {
    return new StatusDocument(
        1,
        new EnvironmentName(name),
        Optional.of("local"),
        state,
        Optional.of("http://127.0.0.1:8080"),
        Optional.of(SINCE),
        Optional.empty(),
        List.of(
            new ServedModelStatus(
                "moonshine-tiny-en",
                "1",
                "en",
                "transcribe",
                new Workers(1, 2, 1, 1),
                new Queue(0, 0, OptionalDouble.empty()))),
        List.of(),
        List.of(),
        StatusDocument.Cost.FREE,
        List.of());
  }

  /** What is wanted of an environment that stops after ten idle minutes. */
  public static EnvironmentDocument wanted(String name) {
    return new EnvironmentDocument(
        1,
        new EnvironmentName(name),
        "local",
        EnvironmentDocument.Wanted.UP,
        SINCE,
        8080,
        List.of(new WantedModel("moonshine-tiny-en", "1", 1, 2)),
        Optional.empty(),
        OptionalLong.of(600),
        Optional.empty());
  }

  /** Has an environment that is up. */
  public synchronized PlatformDouble up(String name) {
    return put(status(name, EnvironmentState.UP), wanted(name));
  }

  /** Has an environment with this status, of which that is wanted. */
  public synchronized PlatformDouble put(StatusDocument status, EnvironmentDocument wanted) {
    statuses.put(status.environment(), status);
    documents.put(status.environment(), wanted);
    return this;
  }

  /** Has some process about this with an environment that is there. */
  public synchronized PlatformDouble changing(EnvironmentName name, OngoingChange change) {
    changes.put(name, change);
    return this;
  }

  /** Has nothing of this environment seen from now on. */
  public synchronized PlatformDouble lose(EnvironmentName name, ControlProblem why) {
    lost.put(name, why);
    return this;
  }

  /** Has all that was lost seen again. */
  public synchronized PlatformDouble findAll() {
    lost.clear();
    trouble = Optional.empty();
    return this;
  }

  /** Has nothing at all seen from now on. */
  public synchronized PlatformDouble fail(ControlProblem why) {
    trouble = Optional.of(why);
    return this;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public boolean offers(String platform) {
    return List.of("local", "aws", "rehearsal").contains(platform);
  }

  @Override
  public Optional<Clock> clock(EnvironmentName environment, Optional<String> platform) {
    return platform
        .or(() -> wanted(environment).map(EnvironmentDocument::platform))
        .flatMap(named -> Optional.ofNullable(clocks.get(named)));
  }

  @Override
  public List<ReceiptDocument.Made> made(EnvironmentName environment) {
    return made;
  }

  @Override
  public synchronized List<EnvironmentName> all() {
    if (trouble.isPresent()) {
      throw new ControlException(trouble.get());
    }
    return List.copyOf(statuses.keySet());
  }

  @Override
  public synchronized Optional<EnvironmentDocument> wanted(EnvironmentName environment) {
    return Optional.ofNullable(documents.get(environment));
  }

  @Override
  public StatusDocument status(EnvironmentName environment) {
    return look(environment);
  }

  @Override
  public synchronized StatusDocument look(EnvironmentName environment) {
    looks.merge(environment, 1, Integer::sum);
    if (lost.containsKey(environment)) {
      throw new ControlException(lost.get(environment));
    }
    return Optional.ofNullable(statuses.get(environment))
        .orElseGet(() -> StatusDocument.absent(environment));
  }

  @Override
  public synchronized Optional<OngoingChange> changing(EnvironmentName environment) {
    return Optional.ofNullable(changes.get(environment));
  }

  @Override
  public void follow(EnvironmentName environment, EventStream events) throws InterruptedException {
    follows.getOrDefault(environment, followed).with(events);
  }

  @Override
  public Optional<ReceiptDocument> lastReceipt(EnvironmentName environment) {
    return Optional.ofNullable(receipts.get(environment)).or(() -> receipt);
  }

  @Override
  public PlanDocument plan(Wanted wanted, List<Action> models) {
    Optional<String> cloud = wanted.platform().filter(named -> !named.equals(name()));
    if (cloud.isPresent()) {
      return CloudScene.plan(wanted.environment(), cloud.get(), planProblems);
    }
    boolean there = wanted(wanted.environment()).isPresent();
    Action start =
        Action.of("start", "Start the environment", "process", new Idle())
            .expecting(Duration.ofMillis(2_500))
            .changing(there ? Change.NONE : Change.CREATE);
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
  public StatusDocument up(Wanted wanted, List<Action> models, EventStream events)
      throws InterruptedException {
    asked.add(wanted);
    rising.with(events);
    String name = wanted.environment().value();
    Optional<String> cloud = wanted.platform().filter(named -> !named.equals(name()));
    if (cloud.isPresent()) {
      put(
          CloudScene.status(name, cloud.get(), EnvironmentState.UP, SINCE),
          CloudScene.wanted(name, cloud.get(), SINCE));
    } else {
      up(name);
    }
    return look(wanted.environment());
  }

  @Override
  public synchronized EnvironmentDocument extend(
      EnvironmentName environment, Duration by, EventStream events) {
    EnvironmentDocument wanted =
        wanted(environment)
            .orElseThrow(() -> new ControlException(new EnvironmentProblem.NotUp(environment)));
    Instant end =
        wanted
            .expiresAt()
            .orElseThrow(() -> new ControlException(new EnvironmentProblem.NoExpiry(environment)));
    extended.add(environment);
    return changed(wanted, Optional.of(end.plus(by)), wanted.models());
  }

  @Override
  public synchronized EnvironmentDocument scale(
      EnvironmentName environment, String model, WorkerRange workers, EventStream events) {
    EnvironmentDocument wanted =
        wanted(environment)
            .orElseThrow(() -> new ControlException(new EnvironmentProblem.NotUp(environment)));
    List<WantedModel> models = new ArrayList<>();
    for (WantedModel one : wanted.models()) {
      models.add(
          one.id().equals(model)
              ? new WantedModel(model, one.version(), workers.min(), workers.max())
              : one);
    }
    return changed(wanted, wanted.expiresAt(), models);
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
            wanted.store(),
            wanted.cloud());
    documents.put(wanted.environment(), changed);
    return changed;
  }

  @Override
  public synchronized Optional<Endpoint> endpoint(EnvironmentName environment, EventStream events) {
    return documents.containsKey(environment) ? endpoint : Optional.empty();
  }

  /** The app shows no tokens. */
  @Override
  public List<NamedToken> tokens(EnvironmentName environment) {
    return List.of();
  }

  @Override
  public AccessToken addToken(EnvironmentName environment, TokenName name, EventStream events) {
    throw new AssertionError("The app adds no tokens");
  }

  @Override
  public void revokeToken(EnvironmentName environment, TokenName name, EventStream events) {
    throw new AssertionError("The app revokes no tokens");
  }

  @Override
  public long unfinishedJobs(EnvironmentName environment) {
    return unfinished;
  }

  @Override
  public Path logs(EnvironmentName environment) {
    return Path.of("logs", environment.value());
  }

  @Override
  public ReceiptDocument down(EnvironmentName environment, EventStream events)
      throws InterruptedException {
    falling.with(events);
    remove(environment);
    return receipt.orElseGet(
        () ->
            new ReceiptDocument(
                1,
                environment,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new ReceiptDocument.Spent(0, "USD")));
  }

  private synchronized void remove(EnvironmentName environment) {
    takenDown.add(environment);
    statuses.remove(environment);
    documents.remove(environment);
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
