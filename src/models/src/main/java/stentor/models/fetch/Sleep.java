package stentor.models.fetch;

import java.time.Duration;

/** Waits; {@code Thread::sleep} outside of tests. */
@FunctionalInterface
interface Sleep {

  /** Waits that long. */
  void sleep(Duration duration) throws InterruptedException;
}
