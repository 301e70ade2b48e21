package stentor.control.event;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.protocol.environment.JournalEntry.OperationEnding;
import stentor.protocol.environment.JournalEntry.SkipReason;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.PlannedStep;
import stentor.speech.problem.Problem;

/**
 * The steps of one operation and how far each is, as its events tell. A step that no plan has named
 * is one more at the end. Not safe for threads; {@link #copy()} is what another thread may have.
 */
public final class Timeline {

  private static final double MILLISECONDS = 1e3;

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private Optional<Heading> heading = Optional.empty();
  private Optional<Ended> ended = Optional.empty();

  /** One that tells of nothing yet. */
  public Timeline() {}

  /**
   * What the operation is.
   *
   * @param operation its kind
   * @param plan all its steps
   * @param begunAt when it began
   */
  public record Heading(String operation, PlanDocument plan, Instant begunAt) {}

  /**
   * The end of the operation.
   *
   * @param at when
   * @param ending how
   */
  public record Ended(Instant at, OperationEnding ending) {}

  /**
   * One step.
   *
   * @param id its short stable name
   * @param title what it does
   * @param expected how long it takes, about; absent where nobody knows
   * @param dependsOn ids of the steps that end before it begins
   * @param state how far it is
   */
  public record Row(
      String id, String title, Optional<Duration> expected, List<String> dependsOn, State state) {

    /** Copies the list. */
    public Row {
      dependsOn = List.copyOf(dependsOn);
    }
  }

  /** How far a step is. */
  public sealed interface State {

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
     * @param at when it ended
     * @param took how long it took
     */
    record Finished(Instant at, Duration took) implements State {}

    /**
     * It ended without having done what it should.
     *
     * @param at when it ended
     * @param took how long it took
     * @param problem why
     */
    record Failed(Instant at, Duration took, Problem problem) implements State {}

    /**
     * It was not begun.
     *
     * @param reason why not
     */
    record Skipped(SkipReason reason) implements State {}

    /** Whether nothing more comes of it, and it is as it should be. */
    default boolean isWell() {
      return switch (this) {
        case Finished _ -> true;
        case Skipped skipped -> skipped.reason() == SkipReason.DONE;
        case Waiting _, Running _, Failed _ -> false;
      };
    }
  }

  /** The steps, in the order of the plan. */
  public List<Row> rows() {
    return List.copyOf(rows.values());
  }

  /** What the operation is; absent where no plan was told. */
  public Optional<Heading> heading() {
    return heading;
  }

  /** Its end; absent while it goes on. */
  public Optional<Ended> ended() {
    return ended;
  }

  /** Whether a step goes on. */
  public boolean isRunning() {
    return rows.values().stream().anyMatch(row -> row.state() instanceof State.Running);
  }

  /** Whether anything happens: a plan whose every step is done already changes nothing. */
  public boolean hasWork() {
    return rows.values().stream()
        .anyMatch(row -> !row.state().equals(new State.Skipped(SkipReason.DONE)));
  }

  /** The same, as it is now. */
  public Timeline copy() {
    Timeline copy = new Timeline();
    copy.rows.putAll(rows);
    copy.heading = heading;
    copy.ended = ended;
    return copy;
  }

  /** Forgets all of it. */
  public void clear() {
    rows.clear();
    heading = Optional.empty();
    ended = Optional.empty();
  }

  /**
   * Takes an event: a plan begins it anew, a step's event moves that step. Notes, and problems that
   * end nothing, change nothing here.
   */
  public void accept(ControlEvent event) {
    switch (event) {
      case ControlEvent.PlanReady ready -> begin(ready);
      case ControlEvent.StepStarted started ->
          set(started.step(), started.title(), new State.Running(started.at(), 0, 0));
      case ControlEvent.StepProgressed moved ->
          set(
              moved.step(),
              moved.title(),
              new State.Running(
                  since(moved.step()).orElse(moved.at()), moved.done(), moved.total()));
      case ControlEvent.StepFinished finished ->
          set(
              finished.step(),
              finished.title(),
              new State.Finished(finished.at(), finished.took()));
      case ControlEvent.StepFailed failed -> {
        Duration took =
            since(failed.step())
                .map(since -> Duration.between(since, failed.at()))
                .orElse(Duration.ZERO);
        set(failed.step(), failed.title(), new State.Failed(failed.at(), took, failed.problem()));
      }
      case ControlEvent.StepSkipped skipped ->
          set(skipped.step(), skipped.title(), new State.Skipped(skipped.reason()));
      case ControlEvent.OperationEnded end ->
          ended = Optional.of(new Ended(end.at(), end.ending()));
      case ControlEvent.Note _, ControlEvent.ProblemSeen _, ControlEvent.ResourceChanged _ -> {}
    }
  }

  private void begin(ControlEvent.PlanReady ready) {
    clear();
    heading = Optional.of(new Heading(ready.operation(), ready.plan(), ready.at()));
    for (PlannedStep step : ready.plan().steps()) {
      boolean done = step.change() == PlanDocument.Change.NONE;
      rows.put(
          step.id(),
          new Row(
              step.id(),
              step.title(),
              Optional.of(Duration.ofMillis(Math.round(step.expectedSeconds() * MILLISECONDS))),
              step.dependsOn(),
              done ? new State.Skipped(SkipReason.DONE) : new State.Waiting()));
    }
  }

  private Optional<Instant> since(String step) {
    return Optional.ofNullable(rows.get(step))
        .map(Row::state)
        .filter(State.Running.class::isInstance)
        .map(running -> ((State.Running) running).since());
  }

  private void set(String step, String title, State state) {
    Optional<Row> before = Optional.ofNullable(rows.get(step));
    rows.put(
        step,
        new Row(
            step,
            title,
            before.flatMap(Row::expected),
            before.map(Row::dependsOn).orElse(List.of()),
            state));
  }
}
