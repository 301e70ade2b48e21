package stentor.app.async;

import java.time.Instant;
import stentor.speech.problem.Problem;

/** How far a task is. It goes from running to one of the others, once. */
public sealed interface TaskState {

  /**
   * It goes on.
   *
   * @param done how much is done, from 0 to {@code total}
   * @param total 0 where nobody knows
   */
  record Running(double done, double total) implements TaskState {

    /** The part that is done, from 0 to 1; negative where nobody knows. */
    public double fraction() {
      return total > 0 ? Math.clamp(done / total, 0, 1) : -1;
    }
  }

  /** It was done. */
  record Succeeded(Instant at) implements TaskState {}

  /** It could not be done. */
  record Failed(Instant at, Problem problem) implements TaskState {}

  /** Somebody cancelled it. */
  record Cancelled(Instant at) implements TaskState {}

  /** Whether it goes on. */
  default boolean isRunning() {
    return this instanceof Running;
  }
}
