package stentor.app.home;

import java.util.List;
import java.util.Optional;
import stentor.app.navigation.ScreenView.Status;
import stentor.protocol.environment.EnvironmentName;

/**
 * What a card says of an environment, in the words that it is said in. Immutable, so that equal
 * cards need not be drawn again.
 *
 * @param name the environment
 * @param title what it is called
 * @param place where it is, whether it costs anything, how large it is
 * @param badge what marks its place; absent for this computer
 * @param status its state
 * @param lines what is known of it, in order
 * @param trouble what is wrong with it, or since when it is not seen; absent for nothing
 * @param stale whether it is not seen now: nothing may be done to it
 * @param actions what can be done with it now, in the order of their buttons
 */
record EnvironmentCard(
    EnvironmentName name,
    String title,
    String place,
    Optional<Status> badge,
    Status status,
    List<Line> lines,
    Optional<String> trouble,
    boolean stale,
    List<Action> actions) {

  EnvironmentCard {
    lines = List.copyOf(lines);
    actions = List.copyOf(actions);
  }

  /**
   * One thing that is known.
   *
   * @param label what it is
   * @param value how it is
   * @param extendable whether an end stands here that can be put off
   */
  record Line(String label, String value, boolean extendable) {}

  /** Something that a person can do. */
  enum Action {
    /** Give it recordings. */
    TRANSCRIBE,
    /** See how it does. */
    OPEN,
    /** See the change that goes on. */
    FOLLOW,
    /** Bring it up again. */
    START,
    /** Take it down. */
    TEAR_DOWN
  }
}
