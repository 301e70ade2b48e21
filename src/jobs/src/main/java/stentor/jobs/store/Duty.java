package stentor.jobs.store;

import java.time.Duration;
import java.time.Instant;
import stentor.protocol.json.Versioned;

/**
 * Who has a duty, and until when: {@code duties/<duty>.json}.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param holder who has it
 * @param from when it was taken or kept last, by the holder's clock
 * @param until when it is over, by the holder's clock
 */
record Duty(int schema, String holder, Instant from, Instant until) implements Versioned {

  static Duty of(String holder, Instant now, Duration length) {
    return new Duty(SCHEMA, holder, now, now.plus(length));
  }

  /**
   * Whether somebody who asks now cannot have it. One that begins further in the future than it is
   * long was written before a clock was set back, and binds nobody; a smaller difference is one
   * between two computers' clocks.
   */
  boolean binds(String asking, Instant now) {
    return !holder.equals(asking)
        && now.isBefore(until)
        && !now.plus(Duration.between(from, until)).isBefore(from);
  }
}
