package stentor.speech.audio;

import java.time.Duration;

/**
 * How much audio one recording may have.
 *
 * @param longest the longest recording that is taken, more than 0, at most {@link #LONGEST}
 */
public record AudioLimits(Duration longest) {

  /** The most that {@link PreparedAudio} can hold, in whole hours. */
  public static final Duration LONGEST = Duration.ofHours(37);

  /** A day: where nothing else is set. */
  public static final AudioLimits DEFAULT = new AudioLimits(Duration.ofHours(24));

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the limit is out of it
   */
  public AudioLimits {
    if (!longest.isPositive() || longest.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("limit out of range: " + longest);
    }
  }

  /** The limit in samples at {@value Samples#RATE} Hz. */
  long samples() {
    return longest.toNanos() / 1_000 * Samples.RATE / 1_000_000;
  }
}
