package stentor.control.local;

import java.io.IOException;
import java.time.Duration;

/** Waits for conditions of the file system and of processes, which tell nobody when they change. */
final class Waiting {

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private Waiting() {}

  /** Something that may be so. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException;
  }

  /**
   * Waits until the condition holds.
   *
   * @return whether it does; false when it did not in all that time
   */
  static boolean until(Condition condition, Duration most)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - start >= most.toNanos()) {
        return false;
      }
      Thread.sleep(LOOK_EVERY);
    }
    return true;
  }
}
