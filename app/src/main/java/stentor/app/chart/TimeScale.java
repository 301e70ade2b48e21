package stentor.app.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A time axis with labels at round times. Pure.
 *
 * @param step seconds between two labels
 * @param span seconds from its beginning to its end, a multiple of {@code step}
 */
record TimeScale(double step, double span) {

  private static final double MINUTE = 60;
  private static final double HOUR = 3600;
  private static final double[] STEPS = {
    0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400
  };

  /** One label. */
  record Tick(double at, String text) {}

  /**
   * The axis on which so many seconds fit.
   *
   * @param most how many labels have room, at least 1
   */
  static TimeScale of(double seconds, int most) {
    double step = STEPS[STEPS.length - 1];
    for (int index = STEPS.length - 1; index >= 0; index--) {
      if (seconds / STEPS[index] <= most) {
        step = STEPS[index];
      }
    }
    while (seconds / step > most) {
      step *= 2;
    }
    return new TimeScale(step, step * Math.max(1, Math.ceil(seconds / step)));
  }

  /** Its labels, the first at 0; none at its end, where there is no room for one. */
  List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    for (int index = 0; index * step < span; index++) {
      ticks.add(new Tick(index * step, text(index * step)));
    }
    return ticks;
  }

  private String text(double at) {
    if (step < MINUTE) {
      return step < 1 ? "%.1f s".formatted(at).replace(',', '.') : Math.round(at) + " s";
    }
    return step < HOUR ? Math.round(at / MINUTE) + " min" : Math.round(at / HOUR) + " h";
  }
}
