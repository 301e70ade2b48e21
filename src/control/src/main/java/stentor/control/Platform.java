package stentor.control;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import stentor.control.event.EventStream;
import stentor.control.plan.Step.Action;
import stentor.control.problem.ControlException;
import stentor.control.problem.PlanProblem;
import stentor.protocol.access.AccessToken;
import stentor.protocol.access.NamedToken;
import stentor.protocol.access.TokenName;
import stentor.protocol.environment.CloudRequest;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.StatusDocument;

/**
 * A place where environments live. Implementations are safe for all threads of a process, and
 * several processes may use the same place: one of them changes an environment at a time.
 *
 * <p>Every method throws {@link stentor.control.problem.ControlException} for an expected problem.
 */
public interface Platform {

  /** How documents and the command line call it, for example {@code local}. */
  String name();

  /** Whether environments may live on the platform of this name. */
  default boolean offers(String platform) {
    return name().equals(platform);
  }

  /**
   * The clock of the place where an environment lives, which a rehearsal's runs faster; absent
   * where it is everybody's.
   *
   * @param platform where it shall live if it is not there yet; absent: on this computer
   */
  default Optional<Clock> clock(EnvironmentName environment, Optional<String> platform)
      throws InterruptedException {
    return Optional.empty();
  }

  /** Names of the environments that are or were there, in alphabetical order. */
  List<EnvironmentName> all();

  /** What is wanted of the environment, if it is there. */
  Optional<EnvironmentDocument> wanted(EnvironmentName environment) throws InterruptedException;

  /**
   * What is seen of the environment. One that is wanted up and does not run is started again, and
   * its status is told as soon as there is one; one that was left half taken down is taken down.
   */
  StatusDocument status(EnvironmentName environment) throws InterruptedException;

  /**
   * What is seen of the environment; nothing is started and nothing changed, but that an end which
   * a budget had brought forward is put off where less was spent. Where nobody has seen anything of
   * it lately, that is the problem it ends with.
   */
  StatusDocument look(EnvironmentName environment) throws InterruptedException;

  /** The change of the environment that some process is about now, if one is. */
  Optional<OngoingChange> changing(EnvironmentName environment) throws InterruptedException;

  /**
   * Tells on what the process does that is about a change of the environment now, and returns when
   * that has ended; at once where none is.
   */
  void follow(EnvironmentName environment, EventStream events) throws InterruptedException;

  /**
   * What {@link #up} would do, and what stands in its way; nothing is changed.
   *
   * @param models steps that bring the models of {@code wanted} to this computer
   */
  PlanDocument plan(Wanted wanted, List<Action> models) throws InterruptedException;

  /**
   * Makes the environment, or changes the one that is there, and returns when it serves all that is
   * wanted. Does nothing where it already does. Failed, it leaves nothing that this call began: an
   * environment that it made is gone again, one that it changed is as it was. Interrupted, it
   * leaves nothing either, unless the environment was started already: then that goes on by itself,
   * and a note says so.
   *
   * @param models steps that bring the models of {@code wanted} to this computer
   */
  StatusDocument up(Wanted wanted, List<Action> models, EventStream events)
      throws InterruptedException;

  /**
   * Puts off the end of an environment that is up.
   *
   * @param by how much later it ends
   * @return what is wanted of it now
   */
  EnvironmentDocument extend(EnvironmentName environment, Duration by, EventStream events)
      throws InterruptedException;

  /**
   * Makes an environment that stands what it was when an earlier plan had been carried out; its end
   * stays as it is.
   *
   * @param revision number of that plan
   * @throws stentor.control.problem.ControlException with {@link
   *     stentor.control.problem.PlanProblem.NoSuchRevision}; always on a platform that keeps none
   */
  default StatusDocument rollback(EnvironmentName environment, int revision, EventStream events)
      throws InterruptedException {
    throw new ControlException(new PlanProblem.NoSuchRevision(environment, revision, List.of()));
  }

  /**
   * Changes how many workers a model of an environment that is up may have. Returns before they
   * have come or gone.
   *
   * @return what is wanted of it now
   */
  EnvironmentDocument scale(
      EnvironmentName environment, String model, WorkerRange workers, EventStream events)
      throws InterruptedException;

  /**
   * Where the master of an environment is that is wanted up; it is started again where it does not
   * run, and waited for. Empty where none is wanted up.
   */
  Optional<Endpoint> endpoint(EnvironmentName environment, EventStream events)
      throws InterruptedException;

  /** Tokens of the environment that have names, the oldest first. */
  List<NamedToken> tokens(EnvironmentName environment) throws InterruptedException;

  /**
   * Makes a token of this name. Its masters know it within a second.
   *
   * @return the token, which is kept nowhere
   */
  AccessToken addToken(EnvironmentName environment, TokenName name, EventStream events)
      throws InterruptedException;

  /** Makes the token of this name worthless. Its masters know it within a second. */
  void revokeToken(EnvironmentName environment, TokenName name, EventStream events)
      throws InterruptedException;

  /**
   * What the environment has made and not yet removed, as far as it is written down on this
   * computer, in the order it was made; nobody else is asked.
   */
  default List<ReceiptDocument.Made> made(EnvironmentName environment) throws InterruptedException {
    return List.of();
  }

  /** Jobs of the environment that have not ended, 0 where there is none. */
  long unfinishedJobs(EnvironmentName environment) throws InterruptedException;

  /** Folder of its programs' logs on this computer; may not exist. */
  Path logs(EnvironmentName environment);

  /**
   * Stops the environment, erases what it kept, and looks whether anything is left. Goes on past
   * failures; an environment that is not there leaves nothing.
   */
  ReceiptDocument down(EnvironmentName environment, EventStream events) throws InterruptedException;

  /**
   * The receipt of the last time that an environment of this name was taken down; empty where there
   * is none.
   */
  Optional<ReceiptDocument> lastReceipt(EnvironmentName environment) throws InterruptedException;

  /**
   * What shall be.
   *
   * @param environment its name
   * @param models models to be served besides those that are; one that is served already keeps its
   *     version
   * @param workers workers of each of {@code models}, of every model where they are empty; absent:
   *     as it was, {@link WorkerRange#LOCAL_DEFAULT} for a model that is new
   * @param expire how long from now it lives; absent: as it was, or for ever
   * @param idle how long it lives without a job; absent: as it was, or for ever where it was
   *     passing or is new
   * @param passing whether it shall be up for the sake of one command only, so that its idle end is
   *     nobody's wish and the next request that is not passing lifts it
   * @param platform where it shall live; absent: where it is, or on this computer
   * @param cloud what is asked of the cloud
   */
  record Wanted(
      EnvironmentName environment,
      List<ModelVersion> models,
      Optional<WorkerRange> workers,
      Optional<Duration> expire,
      Optional<Duration> idle,
      boolean passing,
      Optional<String> platform,
      CloudRequest cloud) {

    /** Copies the list. */
    public Wanted {
      models = List.copyOf(models);
    }

    /** What shall be in no place in particular. */
    public Wanted(
        EnvironmentName environment,
        List<ModelVersion> models,
        Optional<WorkerRange> workers,
        Optional<Duration> expire,
        Optional<Duration> idle,
        boolean passing) {
      this(
          environment, models, workers, expire, idle, passing, Optional.empty(), CloudRequest.NONE);
    }

    /** What is asked for, as a plan keeps it. */
    public PlanDocument.Request request() {
      return new PlanDocument.Request(
          models.stream()
              .map(model -> new PlanDocument.Model(model.id(), model.version()))
              .toList(),
          number(workers.map(range -> (long) range.min())),
          number(workers.map(range -> (long) range.max())),
          number(expire.map(Duration::toSeconds)),
          number(idle.map(Duration::toSeconds)),
          Optional.of(cloud).filter(asked -> !asked.equals(CloudRequest.NONE)));
    }

    private static OptionalLong number(Optional<Long> value) {
      return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
    }
  }

  /**
   * A version of a model.
   *
   * @param id its id
   * @param version its version
   */
  record ModelVersion(String id, String version) {}
}
