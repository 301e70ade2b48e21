package stentor.app.overview;

import java.util.List;
import stentor.app.navigation.ScreenView.Mood;

/**
 * A problem of an environment as it is shown.
 *
 * @param code its stable name
 * @param what what happened
 * @param why why, with its evidence; may be empty
 * @param fixes what a person can do, in words
 * @param actions what the app can do, the most likely mend first
 * @param mood how grave it is
 */
record ProblemNote(
    String code, String what, String why, List<String> fixes, List<Action> actions, Mood mood) {

  /** Copies the lists. */
  ProblemNote {
    fixes = List.copyOf(fixes);
    actions = List.copyOf(actions);
  }

  /** What the app can do about a problem. */
  enum Action {
    /** Start again what has stopped. */
    START_AGAIN,
    /** Let the environment live longer. */
    EXTEND,
    /** Show what its programs wrote. */
    SHOW_LOGS,
    /** Forget that an action failed. */
    DISMISS
  }
}
