package stentor.app.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of a chart. Immutable.
 *
 * @param name what it is, as the value on hover is called: {@code ready}
 * @param points in the order of their time; may be empty
 */
public record ChartSeries(String name, List<ChartPoint> points) {

  /** Copies the list. */
  public ChartSeries {
    points = List.copyOf(points);
  }

  /** The largest value between two moments; absent where nothing was measured. */
  public OptionalDouble largest(Instant from, Instant to) {
    return points.stream()
        .filter(point -> !point.isGap() && !point.at().isBefore(from) && !point.at().isAfter(to))
        .mapToDouble(ChartPoint::value)
        .max();
  }

  /** The value that was measured last; absent where nothing was, or nothing is any more. */
  public Optional<ChartPoint> latest() {
    return points.isEmpty() || points.getLast().isGap()
        ? Optional.empty()
        : Optional.of(points.getLast());
  }

  /**
   * The point nearest to a moment on the line between two points; beside a line no farther than so
   * much.
   *
   * @return absent where nothing was measured then
   */
  public Optional<ChartPoint> nearest(Instant at, Duration beside) {
    int after = firstFrom(at);
    Optional<ChartPoint> right = point(after);
    Optional<ChartPoint> left = point(after - 1);
    if (left.isPresent() && right.isPresent()) {
      return distance(left.get(), at).compareTo(distance(right.get(), at)) < 0 ? left : right;
    }
    return left.or(() -> right).filter(point -> distance(point, at).compareTo(beside) <= 0);
  }

  private static Duration distance(ChartPoint point, Instant at) {
    return Duration.between(point.at(), at).abs();
  }

  private Optional<ChartPoint> point(int index) {
    return index < 0 || index >= points.size() || points.get(index).isGap()
        ? Optional.empty()
        : Optional.of(points.get(index));
  }

  /** Index of the first point that is not before the moment. */
  private int firstFrom(Instant at) {
    int low = 0;
    int high = points.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (points.get(middle).at().isBefore(at)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
