package stentor.speech.export;

/**
 * Lays stretches of time one after another in whole milliseconds. What would be negative, empty or
 * overlap what came before is moved forward by as little as is needed. One use, one thread.
 */
final class Timeline {

  /** More than 30 years; times beyond it are no times of a recording. */
  private static final double MOST_SECONDS = 1e9;

  private long free;

  /**
   * A stretch on the timeline.
   *
   * @param start milliseconds from the beginning of the recording, 0 or more
   * @param end milliseconds from the beginning of the recording, after {@code start}
   */
  record Stretch(long start, long end) {}

  /** Lays the next stretch, at least a millisecond long. */
  Stretch place(double start, double end) {
    long placedStart = Math.max(milliseconds(start), free);
    long placedEnd = Math.max(milliseconds(end), placedStart + 1);
    free = placedEnd;
    return new Stretch(placedStart, placedEnd);
  }

  /** Where the last stretch ended, in milliseconds. */
  long end() {
    return free;
  }

  /** Rounded to the nearest; what is no time is 0. */
  static long milliseconds(double seconds) {
    return seconds > 0 ? Math.round(Math.min(seconds, MOST_SECONDS) * 1000) : 0;
  }

  /** Milliseconds as seconds with three decimals. */
  static String seconds(long milliseconds) {
    long fraction = milliseconds % 1000;
    String zeros = fraction < 10 ? "00" : fraction < 100 ? "0" : "";
    return milliseconds / 1000 + "." + zeros + fraction;
  }
}
