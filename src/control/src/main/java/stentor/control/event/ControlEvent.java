package stentor.control.event;

import java.time.Duration;
import java.time.Instant;
import stentor.protocol.environment.JournalEntry.OperationEnding;
import stentor.protocol.environment.JournalEntry.SkipReason;
import stentor.protocol.environment.PlanDocument;
import stentor.speech.problem.Problem;

/**
 * Something that happened while an environment was changed. Screen, command line, log and receipt
 * read the same stream. Holds no secret.
 *
 * <p>Events of one change: {@link PlanReady}, then those of its steps, then {@link OperationEnded}.
 * A stream may tell of several, for example of one by another process that was waited for.
 */
public sealed interface ControlEvent {

  /** Place in its stream, from 1, without gaps. */
  long sequence();

  /** When it happened. */
  Instant at();

  /**
   * An operation begins, and this is what it will do.
   *
   * @param operation what kind: {@code up}, {@code down}
   * @param plan all its steps
   */
  record PlanReady(long sequence, Instant at, String operation, PlanDocument plan)
      implements ControlEvent {}

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
   * Something which a step makes or removes has another state.
   *
   * @param resource what it is called, unique in the step
   * @param type what it is, for example {@code AWS::EC2::VPC}
   * @param state the state, in the words of whoever makes it
   * @param reason why it is in that state, empty where nothing is said
   */
  record ResourceChanged(
      long sequence,
      Instant at,
      String step,
      String title,
      String resource,
      String type,
      String state,
      String reason)
      implements ControlEvent {}

  /**
   * A step ended well.
   *
   * @param took how long it took
   */
  record StepFinished(long sequence, Instant at, String step, String title, Duration took)
      implements ControlEvent {}

  /**
   * A step ended without having done what it should.
   *
   * @param problem why
   */
  record StepFailed(long sequence, Instant at, String step, String title, Problem problem)
      implements ControlEvent {}

  /**
   * A step was not begun.
   *
   * @param reason why not
   */
  record StepSkipped(long sequence, Instant at, String step, String title, SkipReason reason)
      implements ControlEvent {}

  /**
   * Something a person should know.
   *
   * @param text one sentence without a full stop at its end
   */
  record Note(long sequence, Instant at, String text) implements ControlEvent {}

  /** Something is wrong, and it goes on all the same. */
  record ProblemSeen(long sequence, Instant at, Problem problem) implements ControlEvent {}

  /**
   * An operation ended.
   *
   * @param operation what kind, as in its {@link PlanReady}
   * @param ending how
   */
  record OperationEnded(long sequence, Instant at, String operation, OperationEnding ending)
      implements ControlEvent {}
}
