package stentor.control.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import stentor.control.event.ControlEvent;
import stentor.control.event.EventStream;
import stentor.control.problem.ToldProblem;
import stentor.protocol.environment.JournalEntry;
import stentor.protocol.environment.JournalLine;
import stentor.protocol.environment.StatusDocument.ProblemStatus;

/** Events as entries of the journal, and back. Pure. */
final class JournaledEvents {

  private static final double MILLISECONDS = 1e3;

  private JournaledEvents() {}

  /** What the journal tells of an event inside of an operation; empty for its beginning and end. */
  static Optional<JournalEntry> entry(ControlEvent event) {
    return switch (event) {
      case ControlEvent.PlanReady _, ControlEvent.OperationEnded _ -> Optional.empty();
      case ControlEvent.StepStarted(_, _, String step, String title) ->
          Optional.of(new JournalEntry.StepIntended(step, title));
      case ControlEvent.StepProgressed(_, _, String step, String title, long done, long total) ->
          Optional.of(new JournalEntry.StepProgressed(step, title, done, total));
      case ControlEvent.ResourceChanged changed ->
          Optional.of(
              new JournalEntry.ResourceChanged(
                  changed.step(),
                  changed.title(),
                  changed.resource(),
                  changed.type(),
                  changed.state(),
                  changed.reason()));
      case ControlEvent.StepFinished(_, _, String step, String title, Duration took) ->
          Optional.of(new JournalEntry.StepDone(step, title, took.toMillis() / MILLISECONDS));
      case ControlEvent.StepFailed(_, _, String step, String title, var problem) ->
          Optional.of(new JournalEntry.StepFailed(step, title, ProblemStatus.of(problem)));
      case ControlEvent.StepSkipped(_, _, String step, String title, var reason) ->
          Optional.of(new JournalEntry.StepSkipped(step, title, reason));
      case ControlEvent.Note(_, _, String text) -> Optional.of(new JournalEntry.Note(text));
      case ControlEvent.ProblemSeen(_, _, var problem) ->
          Optional.of(new JournalEntry.ProblemSeen(ProblemStatus.of(problem)));
    };
  }

  /**
   * The event that a line tells of.
   *
   * @param operation kind of the operation that the line belongs to
   */
  static EventStream.Numbered event(JournalLine line, String operation) {
    Instant at = line.at();
    return switch (line.entry()) {
      case JournalEntry.OperationBegan began ->
          number -> new ControlEvent.PlanReady(number, at, began.kind(), began.plan());
      case JournalEntry.StepIntended(String step, String title) ->
          number -> new ControlEvent.StepStarted(number, at, step, title);
      case JournalEntry.StepProgressed(String step, String title, long done, long total) ->
          number -> new ControlEvent.StepProgressed(number, at, step, title, done, total);
      case JournalEntry.ResourceChanged changed ->
          number ->
              new ControlEvent.ResourceChanged(
                  number,
                  at,
                  changed.step(),
                  changed.title(),
                  changed.resource(),
                  changed.resourceType(),
                  changed.state(),
                  changed.reason());
      case JournalEntry.StepDone(String step, String title, double seconds) ->
          number ->
              new ControlEvent.StepFinished(
                  number, at, step, title, Duration.ofMillis(Math.round(seconds * MILLISECONDS)));
      case JournalEntry.StepFailed(String step, String title, ProblemStatus problem) ->
          number -> new ControlEvent.StepFailed(number, at, step, title, new ToldProblem(problem));
      case JournalEntry.StepSkipped(String step, String title, var reason) ->
          number -> new ControlEvent.StepSkipped(number, at, step, title, reason);
      case JournalEntry.Note(String text) -> number -> new ControlEvent.Note(number, at, text);
      case JournalEntry.ProblemSeen(ProblemStatus problem) ->
          number -> new ControlEvent.ProblemSeen(number, at, new ToldProblem(problem));
      case JournalEntry.OperationEnded(var ending) ->
          number -> new ControlEvent.OperationEnded(number, at, operation, ending);
    };
  }
}
