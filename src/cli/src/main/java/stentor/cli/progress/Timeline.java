package stentor.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.control.event.ControlEvent;
import stentor.protocol.environment.JournalEntry.SkipReason;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.PlannedStep;
import stentor.speech.problem.Problem;

/**
 * The steps of one operation and how far each is, as its events tell. A step that no plan has named
 * is one more at the end. Not safe for threads.
 */
final class Timeline {

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private Optional<Heading> heading = Optional.empty();

  /**
   * What the operation is.
   *
   * @param operation its kind
   * @param plan all its steps
   * @param begunAt when it began
   */
  record Heading(String operation, PlanDocument plan, Instant begunAt) {}

  /**
   * One step.
   *
   * @param title what it does
   * @param expected how long it takes, about; absent where nobody knows
   * @param state how far it is
   */
  record Row(String title, Optional<Duration> expected, State state) {}

  /** How far a step is. */
  sealed interface State {

    /** It has not begun. */
    record Waiting() implements State {}

    /**
     * It goes on.
     *
     * @param since when it began
     * @param done bytes that are there
     * @param total bytes there will be; 0 where it is not counted
     */
    record Running(Instant since, long done, long total) implements State {}

    /**
     * It ended well.
     *
     * @param took how long it took
     */
    record Finished(Duration took) implements State {}

    /**
     * It ended without having done what it should.
     *
     * @param took how long it took
     * @param problem why
     */
    record Failed(Duration took, Problem problem) implements State {}

    /**
     * It was not begun.
     *
     * @param reason why not
     */
    record Skipped(SkipReason reason) implements State {}
  }

  /** The steps, in the order of the plan. */
  List<Row> rows() {
    return List.copyOf(rows.values());
  }

  /** What the operation is; absent where no plan was told. */
  Optional<Heading> heading() {
    return heading;
  }

  /** Whether a step goes on. */
  boolean isRunning() {
    return rows.values().stream().anyMatch(row -> row.state() instanceof State.Running);
  }

  /** Whether anything happens: a plan whose every step is done already changes nothing. */
  boolean hasWork() {
    return rows.values().stream()
        .anyMatch(row -> !row.state().equals(new State.Skipped(SkipReason.DONE)));
  }

  /** Forgets all of it. */
  void clear() {
    rows.clear();
    heading = Optional.empty();
  }

  /** Begins with this plan; what was told before is forgotten. */
  void begin(ControlEvent.PlanReady ready) {
    clear();
    heading = Optional.of(new Heading(ready.operation(), ready.plan(), ready.at()));
    for (PlannedStep step : ready.plan().steps()) {
      boolean done = step.change() == PlanDocument.Change.NONE;
      rows.put(
          step.id(),
          new Row(
              step.title(),
              Optional.of(Amount.ofSeconds(step.expectedSeconds())),
              done ? new State.Skipped(SkipReason.DONE) : new State.Waiting()));
    }
  }

  /** A step began. */
  void accept(ControlEvent.StepStarted event) {
    set(event.step(), event.title(), new State.Running(event.at(), 0, 0));
  }

  /** A step moved on. */
  void accept(ControlEvent.StepProgressed event) {
    Instant since = since(event.step()).orElse(event.at());
    set(event.step(), event.title(), new State.Running(since, event.done(), event.total()));
  }

  /** A step ended well. */
  void accept(ControlEvent.StepFinished event) {
    set(event.step(), event.title(), new State.Finished(event.took()));
  }

  /** A step failed. */
  void accept(ControlEvent.StepFailed event) {
    Duration took =
        since(event.step()).map(since -> Duration.between(since, event.at())).orElse(Duration.ZERO);
    set(event.step(), event.title(), new State.Failed(took, event.problem()));
  }

  /** A step was not begun. */
  void accept(ControlEvent.StepSkipped event) {
    set(event.step(), event.title(), new State.Skipped(event.reason()));
  }

  private Optional<Instant> since(String step) {
    return Optional.ofNullable(rows.get(step))
        .map(Row::state)
        .filter(State.Running.class::isInstance)
        .map(running -> ((State.Running) running).since());
  }

  private void set(String step, String title, State state) {
    Optional<Duration> expected = Optional.ofNullable(rows.get(step)).flatMap(Row::expected);
    rows.put(step, new Row(title, expected, state));
  }
}
