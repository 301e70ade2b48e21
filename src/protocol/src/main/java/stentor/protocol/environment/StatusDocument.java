package stentor.protocol.environment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import stentor.protocol.json.Versioned;
import stentor.speech.problem.Problem;

/**
 * What is seen of an environment: answer of {@code status --json}, and {@code status.json} in the
 * environment's folder, which the supervisor replaces as a whole on every change. Every key is
 * always written, as null where its value is absent, so that scripts need not ask first; but for
 * {@code identity}, which environments on this computer do not have.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param environment its name
 * @param platform {@code local}, {@code aws} or {@code rehearsal}; absent where there is none
 * @param state its state
 * @param endpoint base URL of the master; absent where none answers
 * @param since when it was made
 * @param expiresAt when it ends by itself
 * @param models what it serves
 * @param processes its processes on this computer
 * @param nodes its nodes on the cloud
 * @param cost what it costs
 * @param problems what is wrong with it now
 * @param identity as whom the cloud was asked; absent, and not written, on this computer
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StatusDocument(
    int schema,
    EnvironmentName environment,
    Optional<String> platform,
    EnvironmentState state,
    Optional<String> endpoint,
    Optional<Instant> since,
    Optional<Instant> expiresAt,
    List<ServedModelStatus> models,
    List<ProcessStatus> processes,
    List<NodeStatus> nodes,
    Cost cost,
    List<ProblemStatus> problems,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<CloudIdentity> identity)
    implements Versioned {

  /** One that nobody needs to be known to a cloud for. */
  public StatusDocument(
      int schema,
      EnvironmentName environment,
      Optional<String> platform,
      EnvironmentState state,
      Optional<String> endpoint,
      Optional<Instant> since,
      Optional<Instant> expiresAt,
      List<ServedModelStatus> models,
      List<ProcessStatus> processes,
      List<NodeStatus> nodes,
      Cost cost,
      List<ProblemStatus> problems) {
    this(
        schema,
        environment,
        platform,
        state,
        endpoint,
        since,
        expiresAt,
        models,
        processes,
        nodes,
        cost,
        problems,
        Optional.empty());
  }

  /** Copies the lists. */
  public StatusDocument {
    models = List.copyOf(models);
    processes = List.copyOf(processes);
    nodes = List.copyOf(nodes);
    problems = List.copyOf(problems);
  }

  /** The status of an environment that is not there. */
  public static StatusDocument absent(EnvironmentName environment) {
    return new StatusDocument(
        SCHEMA,
        environment,
        Optional.empty(),
        EnvironmentState.ABSENT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Cost.FREE,
        List.of());
  }

  /** The same, seen by somebody whom the cloud knows. */
  public StatusDocument withIdentity(CloudIdentity other) {
    return with(state, problems, Optional.of(other));
  }

  /** The same in another state. */
  public StatusDocument withState(EnvironmentState other) {
    return with(other, problems, identity);
  }

  /** The same with one more problem, told before the others. */
  public StatusDocument withProblem(ProblemStatus problem) {
    return with(state, Stream.concat(Stream.of(problem), problems.stream()).toList(), identity);
  }

  private StatusDocument with(
      EnvironmentState otherState,
      List<ProblemStatus> otherProblems,
      Optional<CloudIdentity> otherIdentity) {
    return new StatusDocument(
        schema,
        environment,
        platform,
        otherState,
        endpoint,
        since,
        expiresAt,
        models,
        processes,
        nodes,
        cost,
        otherProblems,
        otherIdentity);
  }

  /**
   * The state an environment is in. It goes from one to the next as {@link #mayBecome} says, and
   * whoever keeps it publishes nothing else.
   */
  public enum EnvironmentState {
    /** Nothing runs. */
    @JsonProperty("absent")
    ABSENT,
    /** It is being started and does not serve yet. */
    @JsonProperty("starting")
    STARTING,
    /** All that is wanted runs. */
    @JsonProperty("up")
    UP,
    /** It runs, but something of it does not. */
    @JsonProperty("degraded")
    DEGRADED,
    /** It is being stopped. */
    @JsonProperty("stopping")
    STOPPING,
    /** It could not be started or kept running. */
    @JsonProperty("failed")
    FAILED;

    /**
     * Whether what is in this state may be in that one next. It may always stay as it is.
     *
     * <p>An environment that failed may still come up: what kept dying is started again, later each
     * time. What serves already does not start anew, it is degraded until all of it serves again.
     * Nothing is gone that was not stopped.
     */
    public boolean mayBecome(EnvironmentState next) {
      return next == this
          || switch (this) {
            case ABSENT -> next == STARTING;
            case STARTING -> next == UP || next == FAILED || next == STOPPING;
            case UP -> next == DEGRADED || next == STOPPING;
            case DEGRADED -> next == UP || next == STOPPING;
            case STOPPING -> next == ABSENT || next == FAILED;
            case FAILED -> next == STARTING || next == UP || next == STOPPING;
          };
    }
  }

  /**
   * A model that is served.
   *
   * @param id its id
   * @param version its version
   * @param language first of its BCP 47 tags
   * @param task {@code transcribe} or {@code recognise}
   * @param workers how many are wanted and there
   * @param queue what waits for them
   */
  public record ServedModelStatus(
      String id, String version, String language, String task, Workers workers, Queue queue) {}

  /**
   * Workers of a model.
   *
   * @param min fewest
   * @param max most
   * @param wanted how many shall run now
   * @param ready how many take work now
   */
  public record Workers(int min, int max, int wanted, int ready) {}

  /**
   * Work of a model.
   *
   * @param depth parts that wait
   * @param inFlight parts that a worker has
   * @param oldestSeconds how long the oldest unfinished job has been there; absent where there is
   *     none
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Queue(long depth, long inFlight, OptionalDouble oldestSeconds) {}

  /**
   * A process of the environment.
   *
   * @param role {@code supervisor}, {@code master} or {@code worker}
   * @param pid its process id
   * @param model id of a worker's model; absent for others
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record ProcessStatus(String role, long pid, Optional<String> model) {}

  /**
   * A node of the environment's cluster.
   *
   * @param name its name
   * @param type its instance type
   * @param zone its availability zone
   * @param spot whether it may be reclaimed
   * @param since when it joined
   */
  public record NodeStatus(String name, String type, String zone, boolean spot, Instant since) {}

  /**
   * Money.
   *
   * @param perHour what an hour costs now
   * @param soFar what it has cost, estimated
   * @param currency ISO 4217
   * @param budget what it may cost before it ends by itself; absent: that is not limited
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Cost(double perHour, double soFar, String currency, OptionalDouble budget) {

    /** Without a limit. */
    public Cost(double perHour, double soFar, String currency) {
      this(perHour, soFar, currency, OptionalDouble.empty());
    }

    /** The cost of this computer. */
    public static final Cost FREE = new Cost(0, 0, "USD");
  }

  /**
   * Something that is wrong.
   *
   * @param code short stable code
   * @param title what happened
   * @param cause why
   * @param fixes what to do
   */
  public record ProblemStatus(String code, String title, String cause, List<String> fixes) {

    /** Copies the list. */
    public ProblemStatus {
      fixes = List.copyOf(fixes);
    }

    /** The problem, to be shown. */
    public static ProblemStatus of(Problem problem) {
      return new ProblemStatus(problem.code(), problem.what(), problem.why(), problem.fixes());
    }
  }
}
