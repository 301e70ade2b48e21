package stentor.app.async;

/**
 * Something that takes time. Runs on a thread of its own, which is interrupted when it is
 * cancelled.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface Work<T> {

  /**
   * Does it.
   *
   * @param report where it says how far it is
   * @throws stentor.speech.problem.ProblemException if it could not be done, for a reason that is
   *     expected
   * @throws InterruptedException if it was cancelled
   */
  T run(TaskReport report) throws InterruptedException;
}
