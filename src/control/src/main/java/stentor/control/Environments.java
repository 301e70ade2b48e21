package stentor.control;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.control.event.EventSink;
import stentor.control.event.EventStream;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.StatusDocument;

/**
 * What a person can do with environments, on whatever platform they live. Safe for all threads. An
 * interrupt ends every method soon, and what the method had begun is undone.
 */
public final class Environments {

  /** How long an environment lives without a job that was started for one command only. */
  public static final Duration PASSING_IDLE = Duration.ofMinutes(10);

  private final Platform platform;
  private final ModelSource models;
  private final Clock clock;

  /** The environments of this platform. */
  public Environments(Platform platform, ModelSource models, Clock clock) {
    this.platform = platform;
    this.models = models;
    this.clock = clock;
  }

  /** Names of the environments that are or were there, in alphabetical order. */
  public List<EnvironmentName> all() {
    return platform.all();
  }

  /** What is wanted of an environment, if it is there. */
  public Optional<EnvironmentDocument> wanted(EnvironmentName environment)
      throws InterruptedException {
    return platform.wanted(environment);
  }

  /** What is seen of an environment. One that should be up and is not is started again. */
  public StatusDocument status(EnvironmentName environment) throws InterruptedException {
    return platform.status(environment);
  }

  /** What is seen of an environment; nothing is started and nothing changed. */
  public StatusDocument look(EnvironmentName environment) throws InterruptedException {
    return platform.look(environment);
  }

  /**
   * Brings an environment up, or adds to one that is: fetches its models, starts it, waits until it
   * serves. One that {@link #endpointOrStart} brought up for a while stays from then on, unless the
   * request names an idle time.
   *
   * @throws ModelException if a model is unknown or cannot be had
   * @throws ControlException if the environment cannot be brought up
   */
  public StatusDocument up(UpRequest request, EventSink sink) throws InterruptedException {
    return up(request, false, new EventStream(clock, sink));
  }

  private StatusDocument up(UpRequest request, boolean passing, EventStream events)
      throws InterruptedException {
    List<String> known = request.models().isEmpty() ? List.of() : models.known();
    for (String id : request.models()) {
      if (!known.contains(id)) {
        throw new ModelException(new ModelProblem.UnknownModel(id, known));
      }
    }
    List<String> ids = new ArrayList<>(request.models());
    if (ids.isEmpty() && servedBefore(request.environment()).isEmpty()) {
      ids.add(models.defaultModel());
    }
    List<Platform.ModelVersion> installed = new ArrayList<>();
    for (String id : ids) {
      installed.add(models.install(id, events));
    }
    return platform.up(
        new Platform.Wanted(
            request.environment(),
            installed,
            request.workers(),
            request.expire(),
            request.idle(),
            passing),
        events);
  }

  private List<EnvironmentDocument.WantedModel> servedBefore(EnvironmentName environment)
      throws InterruptedException {
    return platform
        .wanted(environment)
        .filter(document -> document.wanted() != EnvironmentDocument.Wanted.DOWN)
        .map(EnvironmentDocument::models)
        .orElse(List.of());
  }

  /**
   * Where the master of an environment is that is up.
   *
   * @throws ControlException with {@link EnvironmentProblem.NotUp} if it shall not be up
   */
  public Endpoint endpoint(EnvironmentName environment, EventSink sink)
      throws InterruptedException {
    return endpoint(environment, new EventStream(clock, sink));
  }

  private Endpoint endpoint(EnvironmentName environment, EventStream events)
      throws InterruptedException {
    return platform
        .endpoint(environment, events)
        .orElseThrow(() -> new ControlException(new EnvironmentProblem.NotUp(environment)));
  }

  /**
   * Where the master of an environment is. Where it is not up, it is brought up for a while: it
   * stops itself after {@link #PASSING_IDLE} without a job.
   *
   * @param model id of the model that the work needs; absent: any
   * @throws ModelException if the model is unknown or cannot be had
   * @throws ControlException with {@link EnvironmentProblem.ModelNotServed} if the environment is
   *     up without that model
   */
  public Endpoint endpointOrStart(
      EnvironmentName environment, Optional<String> model, EventSink sink)
      throws InterruptedException {
    EventStream events = new EventStream(clock, sink);
    Optional<Endpoint> found = platform.endpoint(environment, events);
    if (found.isPresent()) {
      requireServed(environment, model);
      return found.get();
    }
    events.note(
        "No environment %s is up: one is started, which stops itself after %s without a job"
            .formatted(environment, HumanDuration.said(PASSING_IDLE)));
    try {
      var _ =
          up(
              new UpRequest(
                  environment,
                  model.stream().toList(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(PASSING_IDLE)),
              true,
              events);
    } catch (ControlException failed) {
      if (!(failed.problem() instanceof EnvironmentProblem.EnvironmentBusy)) {
        throw failed;
      }
      // Another command is starting the same one: theirs is waited for.
    }
    return endpoint(environment, events);
  }

  private void requireServed(EnvironmentName environment, Optional<String> model)
      throws InterruptedException {
    List<String> served =
        servedBefore(environment).stream().map(EnvironmentDocument.WantedModel::id).toList();
    if (model.isEmpty() || served.contains(model.get())) {
      return;
    }
    List<String> known = models.known();
    if (!known.contains(model.get())) {
      throw new ModelException(new ModelProblem.UnknownModel(model.get(), known));
    }
    throw new ControlException(
        new EnvironmentProblem.ModelNotServed(environment, model.get(), served));
  }

  /** Folder of the logs of an environment's programs on this computer; may not exist. */
  public Path logs(EnvironmentName environment) {
    return platform.logs(environment);
  }

  /** Jobs of an environment that have not ended. */
  public long unfinishedJobs(EnvironmentName environment) throws InterruptedException {
    return platform.unfinishedJobs(environment);
  }

  /** Stops an environment, erases what it kept, and tells what is left. */
  public ReceiptDocument down(EnvironmentName environment, EventSink sink)
      throws InterruptedException {
    return platform.down(environment, new EventStream(clock, sink));
  }
}
