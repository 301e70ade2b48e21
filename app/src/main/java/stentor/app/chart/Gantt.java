package stentor.app.chart;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a {@link GanttChart} shows. Times are in seconds from the beginning of the first bar.
 * Immutable.
 *
 * @param rows one for each step, from the top
 * @param now where now is; absent where nothing goes on
 */
public record Gantt(List<Row> rows, OptionalDouble now) {

  /** Nothing. */
  public static final Gantt EMPTY = new Gantt(List.of(), OptionalDouble.empty());

  /** Copies the list. */
  public Gantt {
    rows = List.copyOf(rows);
  }

  /** The latest time that it shows. */
  public double end() {
    return Math.max(now.orElse(0), rows.stream().mapToDouble(Row::end).max().orElse(0));
  }

  /**
   * One step.
   *
   * @param id its own among all rows, the same as long as it is shown
   * @param title what it does
   * @param time how long it takes or took, in words; may be empty
   * @param spoken all of it in one sentence, for who does not see it
   * @param look how far it is
   * @param begin when it began or will
   * @param end when it ended or will; at {@code begin} there is no bar
   * @param critical whether it is on the critical path
   */
  public record Row(
      String id,
      String title,
      String time,
      String spoken,
      Look look,
      double begin,
      double end,
      boolean critical) {}

  /** How far a step is. */
  public enum Look {
    /** It has not begun. */
    WAITING,
    /** It goes on. */
    RUNNING,
    /** It ended well. */
    DONE,
    /** It ended, and not well. */
    FAILED,
    /** It was not begun, because that was not needed or not possible any more. */
    SKIPPED;

    /** Its style class. */
    String style() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
