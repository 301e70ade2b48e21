package stentor.control.event;

import java.time.Duration;
import java.time.Instant;
import stentor.speech.problem.Problem;

/**
 * Something that happened while an environment was changed. Screen, command line, log and receipt
 * read the same stream. Holds no secret.
 */
public sealed interface ControlEvent {

  /** Place in its stream, from 1, without gaps. */
  long sequence();

  /** When it happened. */
  Instant at();

  /**
   * A step began.
   *
   * @param step short stable name of the step, the same in all its events
   * @param title what it does, for a person
   */
  record StepStarted(long sequence, Instant at, String step, String title)
      implements ControlEvent {}

  /**
   * A step moved on.
   *
   * @param done bytes that are there, 0 or more
   * @param total bytes there will be, at least {@code done}
   */
  record StepProgressed(long sequence, Instant at, String step, String title, long done, long total)
      implements ControlEvent {}

  /**
   * A step ended well.
   *
   * @param took how long it took
   */
  record StepFinished(long sequence, Instant at, String step, String title, Duration took)
      implements ControlEvent {}

  /**
   * Something a person should know.
   *
   * @param text one sentence without a full stop at its end
   */
  record Note(long sequence, Instant at, String text) implements ControlEvent {}

  /** Something is wrong, and it goes on all the same. */
  record ProblemSeen(long sequence, Instant at, Problem problem) implements ControlEvent {}
}
