package stentor.speech.export;

import java.util.Locale;

/** Milliseconds as people read a clock. */
final class ClockTime {

  private ClockTime() {}

  /** {@code HH:MM:SS} and milliseconds, more hour digits where it takes them. */
  static String of(long milliseconds, char point) {
    long seconds = milliseconds / 1000;
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d%c%03d",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        point,
        milliseconds % 1000);
  }
}
