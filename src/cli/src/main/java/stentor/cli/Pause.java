package stentor.cli;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {

  /** Returns after this time. */
  void take(Duration time) throws InterruptedException;
}
