package stentor.worker;

import java.time.Duration;

/**
 * How many short jobs to take at once: as many as are done in a tenth of a second, so that what
 * surrounds recognising is shared where parts are tiny, and nobody waits behind parts that another
 * worker could have begun. One at first. Used by one thread.
 */
final class Pace {

  private static final Duration AT_ONCE = Duration.ofMillis(100);

  /** What a queue gives at once (SQS API reference, ReceiveMessage). */
  private static final int MOST = 10;

  /** Weight of what was done last in the mean. */
  private static final double WEIGHT = 0.3;

  private double nanosEach = AT_ONCE.toNanos();

  /** So many parts were done in so much time. */
  void did(int parts, Duration took) {
    nanosEach += WEIGHT * ((double) took.toNanos() / parts - nanosEach);
  }

  /** How many to take next, 1 to {@value #MOST}. */
  int next() {
    return (int) Math.clamp(AT_ONCE.toNanos() / nanosEach, 1, MOST);
  }
}
