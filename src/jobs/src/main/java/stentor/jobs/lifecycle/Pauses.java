package stentor.jobs.lifecycle;

import java.time.Duration;

/** Waits between two looks; {@code Thread::sleep} outside of tests. */
@FunctionalInterface
public interface Pauses {

  /** Waits so long. */
  void pause(Duration length) throws InterruptedException;
}
