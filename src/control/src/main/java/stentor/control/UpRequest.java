package stentor.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;
import stentor.control.problem.ControlException;
import stentor.control.problem.RequestProblem;
import stentor.control.problem.RequestProblem.BadRequest.BadInput;
import stentor.protocol.environment.CloudRequest;
import stentor.protocol.environment.CloudRequest.Network;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.model.ModelNames;

/**
 * What is asked of an environment that shall be up. What is absent stays as it is in an environment
 * that is there, and has its default in one that is made.
 *
 * @param environment its name
 * @param models ids of models it shall serve besides those it serves, each once; empty: no more,
 *     and the catalogue's default where it serves none
 * @param workers workers of each model that is named, of all where none is
 * @param expire how long from now it lives
 * @param idle how long it lives without a job
 * @param platform where it shall live, for example {@code local}; absent: where it is, or on this
 *     computer
 * @param cloud what is asked of the cloud
 */
public record UpRequest(
    EnvironmentName environment,
    List<String> models,
    Optional<WorkerRange> workers,
    Optional<Duration> expire,
    Optional<Duration> idle,
    Optional<String> platform,
    CloudRequest cloud) {

  private static final String LOCAL = "local";
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d{1,2}");
  private static final double MOST_DOLLARS = 1e6;

  /** Copies the list; a model stands once. */
  public UpRequest {
    models = List.copyOf(new LinkedHashSet<>(models));
  }

  /** A request that names no place. */
  public UpRequest(
      EnvironmentName environment,
      List<String> models,
      Optional<WorkerRange> workers,
      Optional<Duration> expire,
      Optional<Duration> idle) {
    this(environment, models, workers, expire, idle, Optional.empty(), CloudRequest.NONE);
  }

  /** A request for this environment as it is, or with all defaults. */
  public static UpRequest of(EnvironmentName environment) {
    return new UpRequest(
        environment, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same in this place. */
  public UpRequest on(Optional<String> otherPlatform, CloudRequest otherCloud) {
    return new UpRequest(environment, models, workers, expire, idle, otherPlatform, otherCloud);
  }

  /**
   * What is asked of the cloud, as texts.
   *
   * @param region its region
   * @param profile the profile whose credentials are used
   * @param network how nodes are connected
   * @param budget US dollars
   */
  public record CloudTexts(
      Optional<String> region,
      Optional<String> profile,
      Optional<Network> network,
      Optional<String> budget) {

    /** Nothing is asked. */
    public static final CloudTexts NONE =
        new CloudTexts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The request that these texts spell, in no place in particular. */
  public static UpRequest parse(
      String environment,
      List<String> models,
      Optional<String> workers,
      Optional<String> expire,
      Optional<String> idle) {
    return parse(environment, models, workers, expire, idle, Optional.empty(), CloudTexts.NONE);
  }

  /**
   * The request that these texts spell.
   *
   * @param platform where it shall live; absent: where it is, or on this computer
   * @throws ControlException with {@link RequestProblem.BadRequest}, which names all that is wrong
   */
  public static UpRequest parse(
      String environment,
      List<String> models,
      Optional<String> workers,
      Optional<String> expire,
      Optional<String> idle,
      Optional<String> platform,
      CloudTexts cloud) {
    List<BadInput> bad = new ArrayList<>();
    Optional<EnvironmentName> name = EnvironmentName.of(environment);
    if (name.isEmpty()) {
      bad.add(new BadInput("--environment", environment, "a name like default or my-lab-2"));
    }
    for (String model : models) {
      if (!ModelNames.isId(model)) {
        bad.add(new BadInput("--model", model, "a model's id (stentor models list shows them)"));
      }
    }
    Optional<WorkerRange> range =
        parsed("--workers", workers, WorkerRange::of, "MIN..MAX, for example 1..2", bad);
    Optional<Duration> lifetime =
        parsed("--expire", expire, HumanDuration::of, "a duration, for example 4h", bad);
    Optional<Duration> idleTime =
        parsed("--idle", idle, HumanDuration::of, "a duration, for example 30m", bad);
    Optional<String> region =
        parsed("--region", cloud.region(), UpRequest::region, "a region like eu-central-1", bad);
    Optional<Double> budget =
        parsed("--budget", cloud.budget(), UpRequest::dollars, "US dollars, for example 5", bad);
    if (platform.filter(LOCAL::equals).isPresent() && !cloud.equals(CloudTexts.NONE)) {
      bad.add(
          new BadInput(
              "--on", LOCAL, "aws or rehearsal with --region, --profile, --network or --budget"));
    }
    if (!bad.isEmpty()) {
      throw new ControlException(new RequestProblem.BadRequest(bad));
    }
    return new UpRequest(
        name.orElseThrow(),
        models,
        range,
        lifetime,
        idleTime,
        platform,
        new CloudRequest(
            region,
            cloud.profile(),
            cloud.network(),
            budget.isPresent() ? OptionalDouble.of(budget.get()) : OptionalDouble.empty()));
  }

  /** The region that a text names, if it is spelt like one. */
  public static Optional<String> region(String text) {
    return Optional.of(text).filter(REGION.asMatchPredicate());
  }

  /** The amount of US dollars that a text says, if it may be a budget. */
  public static Optional<Double> dollars(String text) {
    try {
      return Optional.of(Double.valueOf(text)).filter(value -> value > 0 && value < MOST_DOLLARS);
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  private static <T> Optional<T> parsed(
      String option,
      Optional<String> text,
      Function<String, Optional<T>> parser,
      String expected,
      List<BadInput> bad) {
    Optional<T> value = text.flatMap(parser);
    if (text.isPresent() && value.isEmpty()) {
      bad.add(new BadInput(option, text.get(), expected));
    }
    return value;
  }
}
