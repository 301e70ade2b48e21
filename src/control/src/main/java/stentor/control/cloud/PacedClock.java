package stentor.control.cloud;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that runs faster than another one: the time of a rehearsal. Safe for all threads. */
final class PacedClock extends Clock {

  private static final double NANOS = 1e9;

  private final Clock real;
  private final Instant start;
  private final Instant origin;
  private final double pace;

  PacedClock(Clock real, Instant start, Instant origin, double pace) {
    this.real = real;
    this.start = start;
    this.origin = origin;
    this.pace = pace;
  }

  @Override
  public Instant instant() {
    Duration passed = Duration.between(start, real.instant());
    double seconds = (passed.getSeconds() + passed.getNano() / NANOS) * pace;
    long whole = (long) Math.floor(seconds);
    return origin.plusSeconds(whole).plusNanos((long) ((seconds - whole) * NANOS));
  }

  /** How long of the other clock this much of this one is. */
  Duration real(Duration paced) {
    return Duration.ofNanos((long) (paced.toNanos() / pace));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Instants only");
  }
}
