package stentor.control.plan;

import java.time.Duration;

/** How a runner waits; {@code Thread::sleep} is one. */
@FunctionalInterface
public interface Pause {

  /** Returns after that time. */
  void take(Duration duration) throws InterruptedException;
}
