package stentor.control.plan;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import stentor.speech.problem.Problem;

/**
 * How a step meets problems that pass by themselves: throttling, a connection that was cut. Between
 * two attempts it waits for a random time up to a limit that doubles each time ("full jitter": M.
 * Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015).
 *
 * @param attempts how often the step is tried at most, 1 or more
 * @param first limit of the first wait
 * @param most limit of every wait
 * @param passes whether a problem passes
 */
public record Retry(int attempts, Duration first, Duration most, Predicate<Problem> passes) {

  /** No problem passes. */
  public static final Retry NEVER = new Retry(1, Duration.ZERO, Duration.ZERO, problem -> false);

  private static final int MOST_DOUBLINGS = 20;

  /** Checks the number of attempts. */
  public Retry {
    if (attempts < 1) {
      throw new IllegalArgumentException("Not a number of attempts: " + attempts);
    }
  }

  /** Whether it is tried again after this problem of this attempt, counted from 1. */
  boolean again(int attempt, Problem problem) {
    return attempt < attempts && passes.test(problem);
  }

  /** How long it waits after this attempt, counted from 1. */
  Duration pause(int attempt, RandomGenerator random) {
    long limit = first.toNanos() << Math.min(attempt - 1, MOST_DOUBLINGS);
    long bounded = limit < first.toNanos() ? most.toNanos() : Math.min(limit, most.toNanos());
    return Duration.ofNanos(random.nextLong(bounded + 1));
  }
}
