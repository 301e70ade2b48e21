package stentor.app.problem;

import java.util.List;
import stentor.speech.problem.Problem;

/** Shows a problem over all else. Used on the window's thread. */
@FunctionalInterface
public interface ProblemShower {

  /**
   * Shows it, unless it is shown already.
   *
   * @param fixes what the app can do about it, the most likely mend first; none: what is known for
   *     problems of its kind
   */
  void show(Problem problem, List<Fix> fixes);

  /** Shows a problem with what is known for its kind. */
  default void show(Problem problem) {
    show(problem, List.of());
  }
}
