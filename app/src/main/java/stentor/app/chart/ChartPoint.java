package stentor.app.chart;

import java.time.Instant;

/**
 * A value that was measured, or a moment from which on nothing was.
 *
 * @param at when
 * @param value in the chart's unit; not a number: nothing was measured here
 */
public record ChartPoint(Instant at, double value) {

  /** A moment from which on nothing was measured, until the next point. */
  public static ChartPoint gap(Instant at) {
    return new ChartPoint(at, Double.NaN);
  }

  /** Whether nothing was measured here. */
  public boolean isGap() {
    return Double.isNaN(value);
  }
}
