package stentor.app.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.app.chart.Gantt;
import stentor.app.chart.Gantt.Look;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.control.event.Schedule;
import stentor.control.event.Schedule.Bar;
import stentor.control.event.Timeline;
import stentor.control.event.Timeline.State;
import stentor.control.problem.PlanProblem;
import stentor.protocol.environment.JournalEntry.SkipReason;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.PlanDocument.PlannedStep;

/** Timelines as rows of a Gantt chart, with words. */
public final class GanttRows {

  private static final double NANOS = 1e9;
  private static final String DOLLARS = "USD";
  private static final double MINUTE = 60;

  private final Messages messages;

  /** Rows in the words of these messages. */
  public GanttRows(Messages messages) {
    this.messages = messages;
  }

  /** A plan that has not begun: what each step does to what is there, and when it will. */
  public Gantt of(PlanDocument plan) {
    List<Bar> bars = Schedule.of(plan).bars();
    List<Gantt.Row> rows = new ArrayList<>();
    for (int index = 0; index < bars.size(); index++) {
      rows.add(planned(bars.get(index), plan.steps().get(index)));
    }
    return new Gantt(rows, OptionalDouble.empty());
  }

  private Gantt.Row planned(Bar bar, PlannedStep step) {
    Change change = step.change();
    Optional<String> about =
        bar.row().expected().filter(Duration::isPositive).map(Figures::duration);
    String does =
        switch (change) {
          case CREATE -> planned("launch.row.create", "launch.soon.create", about);
          case UPDATE -> planned("launch.row.update", "launch.soon.update", about);
          case REPLACE -> planned("launch.row.replace", "launch.soon.replace", about);
          case DELETE -> planned("launch.row.delete", "launch.soon.delete", about);
          case NONE -> messages.text("launch.row.none");
        };
    String time =
        step.costPerHour() > 0
            ? messages.text(
                "launch.row.cost",
                about.filter(known -> change == Change.CREATE).orElse(does),
                Figures.money(step.costPerHour(), DOLLARS))
            : does;
    return new Gantt.Row(
        id(0, step.id()),
        bar.row().title(),
        time,
        messages.text(
            bar.critical() ? "change.spoken.critical" : "change.spoken", bar.row().title(), time),
        look(bar.row().state()),
        seconds(bar.begin()),
        seconds(bar.end()),
        bar.critical());
  }

  private String planned(String lasting, String soon, Optional<String> about) {
    return about.map(time -> messages.text(lasting, time)).orElseGet(() -> messages.text(soon));
  }

  /**
   * Operations after one another, on one axis.
   *
   * @param schedules one for each of the timelines
   * @param live whether the last one goes on
   */
  Gantt of(List<Timeline> timelines, List<Schedule> schedules, boolean live) {
    List<Gantt.Row> rows = new ArrayList<>();
    OptionalDouble now = OptionalDouble.empty();
    Optional<Timeline.Heading> first =
        timelines.isEmpty() ? Optional.empty() : timelines.getFirst().heading();
    for (int index = 0; index < timelines.size(); index++) {
      Duration offset = offset(first, timelines.get(index));
      Schedule schedule = schedules.get(index);
      int operation = index;
      schedule.bars().forEach(bar -> rows.add(row(operation, bar, offset, schedule.elapsed())));
      now = OptionalDouble.of(seconds(offset.plus(schedule.elapsed())));
    }
    return new Gantt(rows, live ? now : OptionalDouble.empty());
  }

  private static Duration offset(Optional<Timeline.Heading> first, Timeline timeline) {
    if (first.isEmpty() || timeline.heading().isEmpty()) {
      return Duration.ZERO;
    }
    Duration offset = Duration.between(first.get().begunAt(), timeline.heading().get().begunAt());
    return offset.isNegative() ? Duration.ZERO : offset;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  /**
   * The id of a row.
   *
   * @param operation which of the operations of a change, from 0
   */
  static String id(int operation, String step) {
    return operation + "/" + step;
  }

  private Gantt.Row row(int operation, Bar bar, Duration offset, Duration elapsed) {
    State state = bar.row().state();
    String title = bar.row().title();
    String spoken =
        messages.text(
            bar.critical() ? "change.spoken.critical" : "change.spoken",
            title,
            spoken(bar, elapsed));
    return new Gantt.Row(
        id(operation, bar.row().id()),
        title,
        time(bar, elapsed),
        spoken,
        look(state),
        seconds(offset.plus(bar.begin())),
        seconds(offset.plus(bar.end())),
        bar.critical());
  }

  private static Look look(State state) {
    return switch (state) {
      case State.Waiting _ -> Look.WAITING;
      case State.Running _ -> Look.RUNNING;
      case State.Finished _ -> Look.DONE;
      case State.Failed _ -> Look.FAILED;
      case State.Skipped(SkipReason reason) -> reason == SkipReason.DONE ? Look.DONE : Look.SKIPPED;
    };
  }

  private String time(Bar bar, Duration elapsed) {
    return switch (bar.row().state()) {
      case State.Waiting _ -> about(bar).orElse("");
      case State.Running running -> running(bar, running, elapsed.minus(bar.begin()));
      case State.Finished finished -> Figures.duration(finished.took());
      case State.Failed failed ->
          messages.text(
              failed.problem() instanceof PlanProblem.Interrupted
                  ? "change.row.interrupted"
                  : "change.row.failed",
              Figures.duration(failed.took()));
      case State.Skipped(SkipReason reason) ->
          messages.text(reason == SkipReason.DONE ? "change.row.done" : "change.row.unreached");
    };
  }

  private Optional<String> about(Bar bar) {
    return bar.row()
        .expected()
        .filter(Duration::isPositive)
        .map(expected -> messages.text("change.row.about", Figures.duration(expected)));
  }

  private String running(Bar bar, State.Running running, Duration seen) {
    if (running.total() > 0) {
      double rate = seen.isPositive() ? (double) running.done() / seconds(seen) : 0;
      return messages.text(
          "change.row.bytes",
          megabytes(running.done(), running.total()),
          Figures.bytes((double) running.total()),
          Figures.bytes(rate));
    }
    Optional<Duration> expected = bar.row().expected().filter(Duration::isPositive);
    return expected.map(all -> of(seen, all)).orElseGet(() -> Figures.duration(seen));
  }

  /** Both in the unit of the whole, which is said once: 5.9 of about 9.6 min. */
  private String of(Duration part, Duration whole) {
    if (part.compareTo(whole) > 0) {
      return messages.text("change.row.over", Figures.duration(part), Figures.duration(whole));
    }
    double unit = seconds(whole) < MINUTE ? 1 : MINUTE;
    return messages.text(
        unit == 1 ? "change.row.of.seconds" : "change.row.of.minutes",
        Figures.decimal(seconds(part) / unit),
        Figures.decimal(seconds(whole) / unit));
  }

  private static String megabytes(long done, long total) {
    String part = Figures.bytes((double) done);
    String whole = Figures.bytes((double) total);
    String unit = whole.substring(whole.lastIndexOf(' '));
    return part.endsWith(unit) ? part.substring(0, part.length() - unit.length()) : part;
  }

  private String spoken(Bar bar, Duration elapsed) {
    return switch (bar.row().state()) {
      case State.Waiting _ ->
          about(bar)
              .map(about -> messages.text("change.spoken.waiting", about))
              .orElseGet(() -> messages.text("change.spoken.waits"));
      case State.Running _ -> messages.text("change.spoken.running", time(bar, elapsed));
      case State.Finished finished ->
          messages.text("change.spoken.finished", Figures.duration(finished.took()));
      case State.Failed _, State.Skipped _ -> time(bar, elapsed);
    };
  }
}
