package stentor.cluster.watch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: a random time up to a limit that doubles ("full
 * jitter": M. Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015), so that many
 * who lost the same server do not come back at once. Used by one thread.
 */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration MOST = Duration.ofSeconds(4);
  private static final int MOST_DOUBLINGS = 4;

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** After one more failure. */
  Duration next() {
    long limit = Math.min(MOST.toMillis(), FIRST.toMillis() << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    return Duration.ofMillis(1 + random.nextLong(limit));
  }

  /** It works again. */
  void reset() {
    failures = 0;
  }
}
