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
import stentor.control.Endpoint;
import stentor.control.OngoingChange;
import stentor.control.Platform;
import stentor.control.WorkerRange;
import stentor.control.event.EventStream;
import stentor.control.plan.Plan;
import stentor.control.plan.Step;
import stentor.control.plan.Step.Action;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.ReceiptDocument.Left;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;

/** A platform of one environment in memory, whose master is whatever answers at an endpoint. */
public final class PlatformDouble implements Platform {

  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

  private final Endpoint endpoint;
  private final Path logs;
  private Optional<EnvironmentDocument> document = Optional.empty();

  /** Everything that was asked to be up. */
  public final List<Wanted> asked = new ArrayList<>();

  /** Jobs that have not ended. */
  public long unfinished;

  /** How often it was asked for its status, which may start an environment. */
  public int statusAsked;

  /** What is seen at the next looks, before what is. */
  public final Deque<StatusDocument> looks = new ArrayDeque<>();

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
  public PlanDocument plan(Wanted wanted, List<Action> models) {
    return new Plan(new Step.Parallel(models))
        .document(
            wanted.environment(),
            name(),
            List.of(),
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
    return document.orElseThrow();
  }

  @Override
  public EnvironmentDocument scale(
      EnvironmentName environment, String model, WorkerRange workers, EventStream events) {
    return document.orElseThrow();
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
                Optional.empty(),
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
}
