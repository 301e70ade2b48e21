package stentor.control;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import stentor.control.event.EventSink;
import stentor.control.event.EventStream;
import stentor.control.event.Following;
import stentor.control.plan.Step.Action;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.PlanProblem;
import stentor.control.problem.TokenProblem;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.protocol.access.AccessToken;
import stentor.protocol.access.NamedToken;
import stentor.protocol.access.TokenName;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.StatusDocument;

/**
 * What a person can do with environments, on whatever platform they live. Safe for all threads. An
 * interrupt ends every method soon, and what the method had begun is undone, but for an environment
 * that was started already: that comes up by itself.
 *
 * <p>A method that takes a sink hands it all events before it returns, on another thread, one after
 * the other; the work does not wait for the sink.
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

  /**
   * What is seen of an environment. One that should be up and is not is started again; one that was
   * left half taken down is taken down.
   */
  public StatusDocument status(EnvironmentName environment) throws InterruptedException {
    return platform.status(environment);
  }

  /** What is seen of an environment; nothing is started and nothing changed. */
  public StatusDocument look(EnvironmentName environment) throws InterruptedException {
    return platform.look(environment);
  }

  /** The change of an environment that some process is about now, if one is. */
  public Optional<OngoingChange> changing(EnvironmentName environment) throws InterruptedException {
    return platform.changing(environment);
  }

  /**
   * Hands on what the process does that is about a change of the environment now, and returns when
   * that has ended; at once where none is. An interrupt ends the following, not the change.
   */
  public void follow(EnvironmentName environment, EventSink sink) throws InterruptedException {
    boolean _ =
        telling(
            environment,
            sink,
            events -> {
              platform.follow(environment, events);
              return true;
            });
  }

  /**
   * What {@link #up(UpRequest, EventSink)} would do. What stands in its way is among the plan's
   * problems, all of it; nothing is changed.
   */
  public PlanDocument plan(UpRequest request) throws InterruptedException {
    requireOffered(request);
    WantedModels wanted = WantedModels.of(request, models, servedBefore(request.environment()));
    PlanDocument plan = platform.plan(wanted(request, wanted, false), steps(request, wanted));
    return wanted.withProblems(plan);
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
    requireOffered(request);
    return telling(
        request.environment(), request.platform(), sink, events -> up(request, false, events));
  }

  /**
   * Does what a saved plan says.
   *
   * @throws ControlException with {@link PlanProblem.PlanOutdated} if it does not fit any more. It
   *     fits where each step would do what the plan says or finds its work done, so that the same
   *     plan may be run again after a failure
   */
  public StatusDocument up(PlanDocument plan, EventSink sink) throws InterruptedException {
    UpRequest request = SavedPlan.request(plan);
    requireOffered(request);
    SavedPlan.requireFits(plan, plan(request));
    return up(request, sink);
  }

  private void requireOffered(UpRequest request) {
    Optional<String> missing = request.platform().filter(name -> !platform.offers(name));
    if (missing.isPresent()) {
      throw new ControlException(new PlanProblem.OtherPlatform(missing.get()));
    }
  }

  private StatusDocument up(UpRequest request, boolean passing, EventStream events)
      throws InterruptedException {
    WantedModels wanted = WantedModels.of(request, models, servedBefore(request.environment()));
    wanted.requireAll();
    return platform.up(wanted(request, wanted, passing), steps(request, wanted), events);
  }

  private static Platform.Wanted wanted(UpRequest request, WantedModels models, boolean passing) {
    return new Platform.Wanted(
        request.environment(),
        models.versions(),
        request.workers(),
        request.expire(),
        request.idle(),
        passing,
        request.platform(),
        request.cloud());
  }

  private List<Action> steps(UpRequest request, WantedModels wanted) {
    return new ModelSteps(models, request.environment()).of(wanted.offers());
  }

  private List<String> servedBefore(EnvironmentName environment) throws InterruptedException {
    return platform
        .wanted(environment)
        .filter(document -> document.wanted() != EnvironmentDocument.Wanted.DOWN)
        .map(EnvironmentDocument::models)
        .orElse(List.of())
        .stream()
        .map(EnvironmentDocument.WantedModel::id)
        .toList();
  }

  /**
   * Puts off the end of an environment that is up: it ends that much later than it would have.
   *
   * @return what is wanted of it now
   * @throws ControlException with {@link EnvironmentProblem.NotUp} or {@link
   *     EnvironmentProblem.NoExpiry}
   */
  public EnvironmentDocument extend(EnvironmentName environment, Duration by, EventSink sink)
      throws InterruptedException {
    return telling(environment, sink, events -> platform.extend(environment, by, events));
  }

  /**
   * Changes how many workers a model of an environment that is up may have. Returns before they
   * have come or gone.
   *
   * @return what is wanted of it now
   * @throws ControlException with {@link EnvironmentProblem.NotUp} or {@link
   *     EnvironmentProblem.ModelNotServed}
   */
  public EnvironmentDocument scale(
      EnvironmentName environment, String model, WorkerRange workers, EventSink sink)
      throws InterruptedException {
    return telling(
        environment, sink, events -> platform.scale(environment, model, workers, events));
  }

  /**
   * Makes an environment that stands what it was when an earlier plan had been carried out.
   *
   * @param revision number of that plan
   * @throws ControlException with {@link PlanProblem.NoSuchRevision}
   */
  public StatusDocument rollback(EnvironmentName environment, int revision, EventSink sink)
      throws InterruptedException {
    return telling(environment, sink, events -> platform.rollback(environment, revision, events));
  }

  /**
   * Where the master of an environment is that is up.
   *
   * @throws ControlException with {@link EnvironmentProblem.NotUp} if it shall not be up
   */
  public Endpoint endpoint(EnvironmentName environment, EventSink sink)
      throws InterruptedException {
    return telling(environment, sink, events -> endpoint(environment, events));
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
    return telling(environment, sink, events -> endpointOrStart(environment, model, events));
  }

  private Endpoint endpointOrStart(
      EnvironmentName environment, Optional<String> model, EventStream events)
      throws InterruptedException {
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
    List<String> served = servedBefore(environment);
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

  /**
   * Tokens of an environment that have names, the oldest first; the environment may be stopped.
   *
   * @throws ControlException with {@link EnvironmentProblem.NotUp} where there is no such
   *     environment
   */
  public List<NamedToken> tokens(EnvironmentName environment) throws InterruptedException {
    return platform.tokens(environment);
  }

  /**
   * Makes a token of this name, which opens the environment as its own token does.
   *
   * @return the token, which is kept nowhere
   * @throws ControlException with {@link EnvironmentProblem.NotUp}, {@link
   *     TokenProblem.TokenExists} or {@link TokenProblem.TooManyTokens}
   */
  public AccessToken addToken(EnvironmentName environment, TokenName name, EventSink sink)
      throws InterruptedException {
    return telling(environment, sink, events -> platform.addToken(environment, name, events));
  }

  /**
   * Makes the token of this name worthless. What goes on with it already may go on.
   *
   * @throws ControlException with {@link EnvironmentProblem.NotUp} or {@link
   *     TokenProblem.TokenUnknown}
   */
  public void revokeToken(EnvironmentName environment, TokenName name, EventSink sink)
      throws InterruptedException {
    boolean _ =
        telling(
            environment,
            sink,
            events -> {
              platform.revokeToken(environment, name, events);
              return true;
            });
  }

  /** Folder of the logs of an environment's programs on this computer; may not exist. */
  public Path logs(EnvironmentName environment) {
    return platform.logs(environment);
  }

  /**
   * What an environment on a cloud has made, as far as it is written down on this computer; empty
   * for one that lives on this computer.
   */
  public List<ReceiptDocument.Made> made(EnvironmentName environment) throws InterruptedException {
    return platform.made(environment);
  }

  /** Jobs of an environment that have not ended. */
  public long unfinishedJobs(EnvironmentName environment) throws InterruptedException {
    return platform.unfinishedJobs(environment);
  }

  /** Stops an environment, erases what it kept, and tells what is left. */
  public ReceiptDocument down(EnvironmentName environment, EventSink sink)
      throws InterruptedException {
    return telling(environment, sink, events -> platform.down(environment, events));
  }

  /**
   * The receipt of the last time that an environment of this name was taken down; empty where it
   * never was, or nothing was there then.
   */
  public Optional<ReceiptDocument> lastReceipt(EnvironmentName environment)
      throws InterruptedException {
    return platform.lastReceipt(environment);
  }

  private interface Telling<T> {
    T with(EventStream events) throws InterruptedException;
  }

  /**
   * The clock by which an environment's time passes.
   *
   * @param named the platform where it shall live if it is not there yet
   */
  public Clock clock(EnvironmentName environment, Optional<String> named)
      throws InterruptedException {
    return platform.clock(environment, named).orElse(clock);
  }

  private <T> T telling(EnvironmentName environment, EventSink sink, Telling<T> work)
      throws InterruptedException {
    return telling(environment, Optional.empty(), sink, work);
  }

  /** The stream ends before its follower is closed, which waits until the sink has had all. */
  private <T> T telling(
      EnvironmentName environment, Optional<String> named, EventSink sink, Telling<T> work)
      throws InterruptedException {
    EventStream events = new EventStream(clock(environment, named));
    try (Following _ = events.follow(sink);
        events) {
      return work.with(events);
    }
  }
}
