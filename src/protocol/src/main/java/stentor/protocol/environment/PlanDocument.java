package stentor.protocol.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.json.Versioned;

/**
 * What would be done to an environment, before it is done: answer of {@code plan --json}, and the
 * file that {@code plan --save} writes and {@code up --plan} reads.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param environment its name
 * @param platform {@code local}, {@code aws} or {@code rehearsal}
 * @param criticalPathSeconds seconds from start to end when everything that can runs in parallel
 * @param costPerHour what an hour costs once it is up
 * @param problems what stands in the way; it cannot be run while there are any
 * @param steps in an order in which each comes after all that it depends on
 * @param request what was asked for, so that a saved plan can be run
 * @param outlook what is known beforehand; absent on this computer
 */
public record PlanDocument(
    int schema,
    EnvironmentName environment,
    String platform,
    double criticalPathSeconds,
    double costPerHour,
    List<ProblemStatus> problems,
    List<PlannedStep> steps,
    Request request,
    Optional<Outlook> outlook)
    implements Versioned {

  /** Copies the lists. */
  public PlanDocument {
    problems = List.copyOf(problems);
    steps = List.copyOf(steps);
  }

  /** One without an outlook. */
  public PlanDocument(
      int schema,
      EnvironmentName environment,
      String platform,
      double criticalPathSeconds,
      double costPerHour,
      List<ProblemStatus> problems,
      List<PlannedStep> steps,
      Request request) {
    this(
        schema,
        environment,
        platform,
        criticalPathSeconds,
        costPerHour,
        problems,
        steps,
        request,
        Optional.empty());
  }

  /** The same with these problems in its way. */
  public PlanDocument withProblems(List<ProblemStatus> other) {
    return new PlanDocument(
        schema,
        environment,
        platform,
        criticalPathSeconds,
        costPerHour,
        other,
        steps,
        request,
        outlook);
  }

  /** The same with these steps. */
  public PlanDocument withSteps(List<PlannedStep> other) {
    return new PlanDocument(
        schema,
        environment,
        platform,
        criticalPathSeconds,
        costPerHour,
        problems,
        other,
        request,
        outlook);
  }

  /** The same with this outlook. */
  public PlanDocument withOutlook(Outlook other) {
    return new PlanDocument(
        schema,
        environment,
        platform,
        criticalPathSeconds,
        costPerHour,
        problems,
        steps,
        request,
        Optional.of(other));
  }

  /**
   * One step.
   *
   * @param id short stable name, unique in the plan
   * @param title what it does, for a person
   * @param kind what it works on: {@code folder}, {@code model}, {@code process}, {@code stack},
   *     ...
   * @param dependsOn ids of the steps that end before this one begins
   * @param expectedSeconds how long it takes, about
   * @param costPerHour what an hour of what it makes costs
   * @param change what it does to what is there
   */
  public record PlannedStep(
      String id,
      String title,
      String kind,
      List<String> dependsOn,
      double expectedSeconds,
      double costPerHour,
      Change change) {

    /** Copies the list. */
    public PlannedStep {
      dependsOn = List.copyOf(dependsOn);
    }

    /** The same with another title. */
    public PlannedStep withTitle(String other) {
      return new PlannedStep(id, other, kind, dependsOn, expectedSeconds, costPerHour, change);
    }
  }

  /** What a step does to what is there. */
  public enum Change {
    /** It makes what is not there. */
    @JsonProperty("create")
    CREATE,
    /** It changes what is there. */
    @JsonProperty("update")
    UPDATE,
    /** It removes what is there and makes it anew. */
    @JsonProperty("replace")
    REPLACE,
    /** It removes what is there. */
    @JsonProperty("delete")
    DELETE,
    /** Nothing: it is as it shall be. */
    @JsonProperty("none")
    NONE
  }

  /**
   * What was asked for.
   *
   * @param models models with their versions, as they were resolved when the plan was made
   * @param minWorkers fewest workers of each; absent: as it was, or the default
   * @param maxWorkers most workers of each; present exactly when {@code minWorkers} is
   * @param expireSeconds how long from the start it lives; absent: as it was, or for ever
   * @param idleSeconds how long it lives without a job; absent: as it was, or for ever
   * @param cloud what was asked for of the cloud; absent on this computer
   */
  public record Request(
      List<Model> models,
      OptionalLong minWorkers,
      OptionalLong maxWorkers,
      OptionalLong expireSeconds,
      OptionalLong idleSeconds,
      Optional<CloudRequest> cloud) {

    /** Copies the list. */
    public Request {
      models = List.copyOf(models);
    }

    /** One for this computer. */
    public Request(
        List<Model> models,
        OptionalLong minWorkers,
        OptionalLong maxWorkers,
        OptionalLong expireSeconds,
        OptionalLong idleSeconds) {
      this(models, minWorkers, maxWorkers, expireSeconds, idleSeconds, Optional.empty());
    }

    /** How long from the start it lives. */
    public Optional<Duration> expire() {
      return seconds(expireSeconds);
    }

    /** How long it lives without a job. */
    public Optional<Duration> idle() {
      return seconds(idleSeconds);
    }

    private static Optional<Duration> seconds(OptionalLong seconds) {
      return seconds.isPresent()
          ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
          : Optional.empty();
    }
  }

  /**
   * A model that was asked for.
   *
   * @param id its id
   * @param version its version
   */
  public record Model(String id, String version) {}
}
