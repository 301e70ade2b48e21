package stentor.simulator.stack;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a stack is made.
 *
 * @param onFailure what is done where it cannot be made
 * @param timeoutMinutes after which it counts as one that cannot be made
 * @param token of the request; the same again is the same request
 * @param termination whether it is protected from being deleted
 */
public record CreateOptions(
    OnFailure onFailure, OptionalInt timeoutMinutes, Optional<String> token, boolean termination) {

  /** What is done with a stack that cannot be made. */
  public enum OnFailure {
    /** What was made stays. */
    DO_NOTHING,
    /** What was made goes. */
    ROLLBACK,
    /** All of it goes. */
    DELETE
  }
}
