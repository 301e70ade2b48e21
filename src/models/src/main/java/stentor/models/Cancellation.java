package stentor.models;

/**
 * Asked now and then by something long: shall it stop? An interrupt of its thread stops it as well.
 * Implementations are safe for all threads; an {@code AtomicBoolean::get} is one.
 */
@FunctionalInterface
public interface Cancellation {

  /** Whether somebody wants it to stop. Once true, it stays true. */
  boolean requested();

  /** A cancellation that nobody requests. */
  static Cancellation never() {
    return () -> false;
  }

  /**
   * Returns if the work shall go on. The interrupt of the thread, if there is one, stays set.
   *
   * @throws ModelException with {@link ModelProblem.Cancelled} if it shall stop
   */
  default void check() {
    if (requested() || Thread.currentThread().isInterrupted()) {
      throw new ModelException(new ModelProblem.Cancelled());
    }
  }
}
