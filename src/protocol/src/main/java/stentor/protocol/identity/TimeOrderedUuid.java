package stentor.protocol.identity;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** UUIDs of version 7 (RFC 9562, section 5.7): their order is that of time, to the millisecond. */
public final class TimeOrderedUuid {

  private static final int VERSION = 7;

  private TimeOrderedUuid() {}

  /** A new one: 48 bits of milliseconds from the clock, 74 random bits. */
  public static UUID next(Clock clock, RandomGenerator random) {
    long milliseconds = clock.millis() & 0xFFFF_FFFF_FFFFL;
    long high = milliseconds << 16 | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = 0x8000_0000_0000_0000L | (random.nextLong() >>> 2);
    return new UUID(high, low);
  }

  /**
   * Checks the version.
   *
   * @throws IllegalArgumentException if it is another
   */
  public static void require(UUID uuid) {
    if (uuid.version() != VERSION) {
      throw new IllegalArgumentException("Not a UUID of version 7: " + uuid);
    }
  }
}
