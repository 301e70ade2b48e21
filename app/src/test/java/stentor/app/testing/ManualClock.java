package stentor.app.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test sets. Used by one thread. */
public final class ManualClock extends Clock {

  private Instant now;

  /** One that stands at this moment. */
  public ManualClock(Instant now) {
    this.now = now;
  }

  /** Lets so much time pass. */
  public void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
