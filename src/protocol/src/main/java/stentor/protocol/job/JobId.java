package stentor.protocol.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import stentor.protocol.identity.TimeOrderedUuid;

/**
 * Names a job: a UUID of version 7 (RFC 9562, section 5.7), so that the order of ids is the order
 * of acceptance to the millisecond.
 *
 * @param uuid the UUID; always of version 7
 */
public record JobId(UUID uuid) implements Comparable<JobId> {

  private static final int LENGTH = 36;

  /** Checks the version. */
  public JobId {
    TimeOrderedUuid.require(uuid);
  }

  /** A new id: 48 bits of milliseconds from the clock, 74 random bits. */
  public static JobId next(Clock clock, RandomGenerator random) {
    return new JobId(TimeOrderedUuid.next(clock, random));
  }

  /** The id that this text spells in the canonical form, if it does. */
  public static Optional<JobId> of(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    try {
      UUID uuid = UUID.fromString(text);
      return uuid.version() == 7 && uuid.toString().equals(text)
          ? Optional.of(new JobId(uuid))
          : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /** The id that a document spells. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static JobId parse(String text) {
    return of(text).orElseThrow(() -> new IllegalArgumentException("Not a job id: " + text));
  }

  /** When it was made, to the millisecond. */
  public Instant instant() {
    return Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16);
  }

  @Override
  public int compareTo(JobId other) {
    int high =
        Long.compareUnsigned(uuid.getMostSignificantBits(), other.uuid.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            uuid.getLeastSignificantBits(), other.uuid.getLeastSignificantBits());
  }

  @JsonValue
  @Override
  public String toString() {
    return uuid.toString();
  }
}
