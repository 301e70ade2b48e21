package stentor.app.async;

import java.util.function.Consumer;
import stentor.speech.problem.Problem;

/**
 * What happens when work has ended. Exactly one of the methods is called, once, on the window's
 * thread.
 *
 * @param <T> what comes of the work
 */
public interface Ending<T> {

  /** It was done. */
  void succeeded(T result);

  /** It could not be done. */
  void failed(Problem problem);

  /** Somebody cancelled it. */
  default void cancelled() {}

  /** One that takes the result or the problem, and leaves a cancelled one alone. */
  static <T> Ending<T> of(Consumer<? super T> succeeded, Consumer<Problem> failed) {
    return new Ending<>() {
      @Override
      public void succeeded(T result) {
        succeeded.accept(result);
      }

      @Override
      public void failed(Problem problem) {
        failed.accept(problem);
      }
    };
  }
}
