package stentor.cli.progress;

import java.time.Duration;
import java.util.Locale;

/** How much of something there is, in words. */
final class Amount {

  private static final double MILLISECONDS = 1e3;

  private Amount() {}

  /** A hundredth part of the whole, from 0 to 100; 0 where the whole is not known. */
  static int percent(long done, long total) {
    return total <= 0 ? 0 : (int) Math.clamp(100.0 * done / total, 0, 100);
  }

  /** Bytes with their whole: {@code 12.3 of 40.0 MB}. */
  static String ofBytes(long done, long total) {
    return String.format(Locale.ROOT, "%.1f of %.1f MB", done / 1e6, total / 1e6);
  }

  /** The duration of so many seconds, to the millisecond. */
  static Duration ofSeconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * MILLISECONDS));
  }
}
