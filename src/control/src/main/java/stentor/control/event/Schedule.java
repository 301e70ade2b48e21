package stentor.control.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stentor.control.event.Timeline.Row;
import stentor.control.event.Timeline.State;
import stentor.protocol.environment.PlanDocument;

/**
 * When each step of an operation was or will be, and which of them decide how long it takes. What
 * has happened is as it was; what goes on takes as long as was expected, or as its bytes tell; what
 * waits begins when the last of the steps before it ends. Immutable.
 *
 * @param bars the steps, in the order of the timeline
 * @param elapsed how long it has gone on, or went on where it has ended
 * @param end from its beginning to the end of its last step; at least {@code elapsed} while it goes
 *     on
 */
public record Schedule(List<Bar> bars, Duration elapsed, Duration end) {

  /** A rate that was seen for less time says nothing. */
  private static final Duration LEAST_SEEN = Duration.ofSeconds(1);

  /**
   * One step.
   *
   * @param row the step
   * @param begin from the beginning of the operation to its own
   * @param end from the beginning of the operation to its end, expected or seen
   * @param critical whether the operation would be shorter if it were
   */
  public record Bar(Row row, Duration begin, Duration end, boolean critical) {}

  /** Copies the list. */
  public Schedule {
    bars = List.copyOf(bars);
  }

  /** How long it still takes, about, by the critical path. */
  public Duration left() {
    return end.compareTo(elapsed) > 0 ? end.minus(elapsed) : Duration.ZERO;
  }

  /** A plan that has not begun. */
  public static Schedule of(PlanDocument plan) {
    Timeline timeline = new Timeline();
    timeline.accept(new ControlEvent.PlanReady(1, Instant.EPOCH, "plan", plan));
    return of(timeline, Instant.EPOCH);
  }

  /**
   * An operation as it is.
   *
   * @param now what counts as now while it goes on
   */
  public static Schedule of(Timeline timeline, Instant now) {
    List<Row> rows = timeline.rows();
    Instant begun = timeline.heading().map(Timeline.Heading::begunAt).orElse(now);
    Instant until = timeline.ended().map(Timeline.Ended::at).orElse(now);
    Duration elapsed = span(begun, until);
    Map<String, Bar> placed = new HashMap<>();
    List<Bar> bars = new ArrayList<>();
    for (Row row : rows) {
      Bar bar = place(row, begun, elapsed, ready(row, placed));
      placed.put(row.id(), bar);
      bars.add(bar);
    }
    Set<String> critical = critical(bars, placed);
    Duration end = bars.stream().map(Bar::end).max(Duration::compareTo).orElse(Duration.ZERO);
    Duration whole = timeline.ended().isEmpty() && end.compareTo(elapsed) < 0 ? elapsed : end;
    return new Schedule(
        bars.stream()
            .map(
                bar ->
                    new Bar(bar.row(), bar.begin(), bar.end(), critical.contains(bar.row().id())))
            .toList(),
        elapsed,
        whole);
  }

  private static Duration span(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }

  /** When all that it waits for has ended. */
  private static Duration ready(Row row, Map<String, Bar> placed) {
    return last(row, placed).map(Bar::end).orElse(Duration.ZERO);
  }

  /** The step that ends last of those that it waits for. */
  private static Optional<Bar> last(Row row, Map<String, Bar> placed) {
    Optional<Bar> last = Optional.empty();
    for (String id : row.dependsOn()) {
      Bar before = placed.get(id);
      if (before != null && (last.isEmpty() || before.end().compareTo(last.get().end()) > 0)) {
        last = Optional.of(before);
      }
    }
    return last;
  }

  private static Bar place(Row row, Instant begun, Duration elapsed, Duration ready) {
    Duration expected = row.expected().orElse(Duration.ZERO);
    return switch (row.state()) {
      case State.Waiting _ -> {
        Duration begin = later(ready, elapsed);
        yield new Bar(row, begin, begin.plus(expected), false);
      }
      case State.Running running -> {
        Duration begin = span(begun, running.since());
        Duration seen = elapsed.minus(begin);
        Duration end = begin.plus(byBytes(running, seen).orElse(expected));
        yield new Bar(row, begin, later(end, elapsed), false);
      }
      case State.Finished(Instant at, Duration took) ->
          new Bar(row, span(begun, at.minus(took)), span(begun, at), false);
      case State.Failed(Instant at, Duration took, var _) ->
          new Bar(row, span(begun, at.minus(took)), span(begun, at), false);
      case State.Skipped _ -> new Bar(row, ready, ready, false);
    };
  }

  /** How long it takes if the rest comes as fast as what came. */
  private static Optional<Duration> byBytes(State.Running running, Duration seen) {
    boolean known = running.done() > 0 && running.total() > 0 && seen.compareTo(LEAST_SEEN) >= 0;
    return known
        ? Optional.of(
            Duration.ofMillis(
                Math.round(seen.toMillis() * ((double) running.total() / running.done()))))
        : Optional.empty();
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** From the step that ends last, always to the one that it waited for the longest. */
  private static Set<String> critical(List<Bar> bars, Map<String, Bar> placed) {
    Set<String> chain = new HashSet<>();
    Set<String> visited = new HashSet<>();
    Optional<Bar> at = Optional.empty();
    for (Bar bar : bars) {
      if (at.isEmpty() || bar.end().compareTo(at.get().end()) > 0) {
        at = Optional.of(bar);
      }
    }
    while (at.isPresent() && visited.add(at.get().row().id())) {
      Bar bar = at.get();
      if (bar.end().compareTo(bar.begin()) > 0) {
        chain.add(bar.row().id());
      }
      at = last(bar.row(), placed);
    }
    return chain;
  }
}
