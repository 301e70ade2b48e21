package stentor.app.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis from 0 to a round number, with round steps: 1, 2 or 5 times a power of ten.
 *
 * @param top its upper end, above 0
 * @param step between two marks
 */
public record ValueAxis(double top, double step) {

  /**
   * The axis for values up to this one.
   *
   * @param largest the largest value; what is not above 0 counts as 1
   * @param steps about how many steps; at least 1
   * @param whole whether the values are whole numbers, so that no mark is between them
   */
  public static ValueAxis of(double largest, int steps, boolean whole) {
    double most = largest > 0 && Double.isFinite(largest) ? largest : 1;
    double raw = most / Math.max(1, steps);
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double step = 10 * power;
    for (int factor : List.of(1, 2, 5)) {
      if (factor * power >= raw * (1 - 1e-9)) {
        step = factor * power;
        break;
      }
    }
    if (whole) {
      step = Math.max(1, step);
    }
    return new ValueAxis(step * Math.max(1, Math.ceil(most / step - 1e-9)), step);
  }

  /** The values of its marks, the lowest first. */
  public List<Double> marks() {
    List<Double> marks = new ArrayList<>();
    long count = Math.round(top / step);
    for (int index = 0; index <= count; index++) {
      marks.add(index * step);
    }
    return marks;
  }

  /** Where a value is in a plot of this height, from its upper edge. */
  public double place(double value, double height) {
    return height * (1 - Math.clamp(value / top, 0, 1));
  }
}
