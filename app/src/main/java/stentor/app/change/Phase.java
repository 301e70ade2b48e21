package stentor.app.change;

import java.util.Optional;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.StatusDocument;
import stentor.speech.problem.Problem;

/** How far a change is. It goes from running to one of the others, once. */
public sealed interface Phase {

  /**
   * It goes on.
   *
   * @param stopping whether somebody has cancelled it, and it is being taken back
   */
  record Running(boolean stopping) implements Phase {}

  /** It is up as it was asked for. */
  record CameUp(StatusDocument status) implements Phase {}

  /** It was taken down; the receipt says what is left. */
  record TornDown(ReceiptDocument receipt) implements Phase {}

  /**
   * What another process was about has ended.
   *
   * @param wanted whether the environment is there now
   */
  record Watched(boolean wanted) implements Phase {}

  /** It could not be done. */
  record Failed(Problem problem) implements Phase {}

  /**
   * Somebody cancelled it.
   *
   * @param stays whether the environment is there all the same; absent where that could not be seen
   */
  record Cancelled(Optional<Boolean> stays) implements Phase {}

  /** Whether it goes on. */
  default boolean isRunning() {
    return this instanceof Running;
  }
}
