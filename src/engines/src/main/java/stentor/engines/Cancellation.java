package stentor.engines;

import java.util.concurrent.CancellationException;

/** Tells long work whether it is still wanted. Safe for all threads. */
@FunctionalInterface
public interface Cancellation {

  /** Work that is wanted to its end. */
  Cancellation NEVER = () -> false;

  /** Whether the work is not wanted any more; once true, always true. */
  boolean requested();

  /**
   * Ends the work if it is not wanted any more.
   *
   * @throws CancellationException if so
   */
  default void check() {
    if (requested()) {
      throw new CancellationException();
    }
  }
}
