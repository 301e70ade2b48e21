package stentor.app.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis of time.
 *
 * @param from its left end
 * @param to its right end, after {@code from}
 */
public record TimeAxis(Instant from, Instant to) {

  private static final List<Integer> MINUTES = List.of(1, 2, 5, 10, 15, 20, 30, 60, 120, 360, 720);

  /** Checks the order. */
  public TimeAxis {
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException("No time from " + from + " to " + to);
    }
  }

  /** One that ends now and is so long. */
  public static TimeAxis until(Instant now, Duration length) {
    return new TimeAxis(now.minus(length), now);
  }

  /** Where a moment is in a plot of this width, from its left edge; may be outside. */
  public double place(Instant at, double width) {
    return width * (at.toEpochMilli() - from.toEpochMilli()) / millis();
  }

  /** The moment at this place in a plot of this width. */
  public Instant at(double place, double width) {
    return from.plusMillis(Math.round(Math.clamp(place / width, 0, 1) * millis()));
  }

  private double millis() {
    return to.toEpochMilli() - from.toEpochMilli();
  }

  /**
   * Round times of day on it: every so many whole minutes that divide the hour or the day.
   *
   * @param most how many there is room for
   */
  public List<Instant> marks(int most, ZoneId zone) {
    long minutes = Math.max(1, Math.round(millis() / 60_000));
    int step =
        MINUTES.stream()
            .filter(one -> minutes / one < Math.max(2, most))
            .findFirst()
            .orElse(MINUTES.getLast());
    ZonedDateTime day = from.atZone(zone).truncatedTo(ChronoUnit.DAYS);
    long begun = Duration.between(day.toInstant(), from).toMinutes() / step * step;
    List<Instant> marks = new ArrayList<>();
    Instant mark = day.toInstant().plus(Duration.ofMinutes(begun));
    while (!mark.isAfter(to)) {
      if (!mark.isBefore(from)) {
        marks.add(mark);
      }
      mark = mark.plus(Duration.ofMinutes(step));
    }
    return marks;
  }
}
