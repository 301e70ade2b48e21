package stentor.app.sound;

/**
 * How loud a short stretch of sound is.
 *
 * @param decibels its level as root mean square, in dBFS by AES17: 0 is a sine of full scale;
 *     {@value #SILENCE} at least
 * @param peakDecibels its highest sample in dBFS: 0 is full scale
 */
public record Level(double decibels, double peakDecibels) {

  /** Where levels begin. */
  public static final double SILENCE = -90;

  /** No sound. */
  public static final Level SILENT = new Level(SILENCE, SILENCE);

  /** AES17-2020, 3.12: the level of a sine of full scale is 0 dBFS, its mean square a half. */
  private static final double SINE_MEAN_SQUARE = 0.5;

  /** The level of the first {@code count} samples, each from -1 to 1. */
  static Level of(float[] samples, int count) {
    double squares = 0;
    float highest = 0;
    for (int index = 0; index < count; index++) {
      squares += (double) samples[index] * samples[index];
      highest = Math.max(highest, Math.abs(samples[index]));
    }
    if (count == 0) {
      return SILENT;
    }
    return new Level(
        atLeast(10 * Math.log10(squares / count / SINE_MEAN_SQUARE)),
        atLeast(20 * Math.log10(highest)));
  }

  private static double atLeast(double decibels) {
    return Math.max(SILENCE, decibels);
  }
}
