package stentor.speech.audio;

import java.math.BigInteger;

/**
 * The low-pass filter of a {@link Resampler}: a sinc under a Kaiser window, sampled at every
 * fraction of an input sample at which an output sample can lie. Immutable.
 *
 * <p>With f the lower of the two rates: flat up to 0.45 f, designed to be {@value #ATTENUATION} dB
 * down from 0.5 f on, so nothing folds back. The window's length and shape follow J. F. Kaiser,
 * "Nonrecursive digital filter design using the I0-sinh window function" (ISCAS 1974). Rates whose
 * ratio needs more phases than fit get fewer, with linear interpolation between neighbours as in J.
 * O. Smith, "Digital Audio Resampling Home Page" (CCRMA): its error falls with the square of their
 * number, here to below -100 dB.
 */
final class FilterBank {

  private static final double ATTENUATION = 90;
  private static final double PASS_EDGE = 0.45;
  private static final double STOP_EDGE = 0.5;

  /** Above this many coefficients (512 KB) neighbouring phases are interpolated instead. */
  private static final int MAXIMUM_COEFFICIENTS = 1 << 17;

  /** Phases a sample of the lower rate where they are interpolated. */
  private static final int INTERPOLATED_PHASES = 512;

  private final int up;
  private final int down;
  private final int halfWidth;
  private final int rows;
  private final float[] coefficients;

  private FilterBank(int up, int down, int halfWidth, int rows, float[] coefficients) {
    this.up = up;
    this.down = down;
    this.halfWidth = halfWidth;
    this.rows = rows;
    this.coefficients = coefficients;
  }

  /** Designs the filter from one rate to another, both in Hz. */
  static FilterBank design(int inputRate, int outputRate) {
    int divisor = BigInteger.valueOf(inputRate).gcd(BigInteger.valueOf(outputRate)).intValue();
    int up = outputRate / divisor;
    int down = inputRate / divisor;
    // All that follows is in units of the input's samples and rate.
    double band = Math.min(1.0, (double) outputRate / inputRate);
    double transition = 2 * Math.PI * (STOP_EDGE - PASS_EDGE) * band;
    double taps = (ATTENUATION - 7.95) / (2.285 * transition) + 1;
    int halfWidth = 4 * (int) Math.ceil(taps / 8);
    long exact = (up + 1L) * 2 * halfWidth;
    int rows = exact <= MAXIMUM_COEFFICIENTS ? up : (int) Math.ceil(INTERPOLATED_PHASES * band);
    double cutoff = (PASS_EDGE + STOP_EDGE) / 2 * band;
    return new FilterBank(up, down, halfWidth, rows, coefficients(rows, halfWidth, cutoff));
  }

  /** Output samples for every {@link #down} input samples; the number of phases. */
  int up() {
    return up;
  }

  /** Input samples for every {@link #up} output samples. */
  int down() {
    return down;
  }

  /** Input samples that one output sample depends on; a multiple of 8. */
  int taps() {
    return 2 * halfWidth;
  }

  /** How many of the {@link #taps} lie before the input sample at or just before the output. */
  int tapsBefore() {
    return halfWidth - 1;
  }

  /**
   * The output sample that lies {@code phase / up} input samples after the input sample at {@code
   * start + tapsBefore()}.
   *
   * @param input read from {@code start} (included) to {@code start + taps()} (excluded)
   * @param phase 0 to {@code up - 1}
   */
  float apply(float[] input, int start, int phase) {
    double position = (double) phase * rows / up;
    int row = (int) position;
    float between = (float) (position - row);
    float below = product(input, start, row);
    return between == 0 ? below : below + between * (product(input, start, row + 1) - below);
  }

  /** Eight sums at a time: one alone would wait for each addition before the next. */
  private float product(float[] input, int start, int row) {
    int taps = taps();
    int offset = row * taps;
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    for (int i = 0; i < taps; i += 8) {
      int at = start + i;
      int by = offset + i;
      a += input[at] * coefficients[by];
      b += input[at + 1] * coefficients[by + 1];
      c += input[at + 2] * coefficients[by + 2];
      d += input[at + 3] * coefficients[by + 3];
      e += input[at + 4] * coefficients[by + 4];
      f += input[at + 5] * coefficients[by + 5];
      g += input[at + 6] * coefficients[by + 6];
      h += input[at + 7] * coefficients[by + 7];
    }
    return ((a + e) + (b + f)) + ((c + g) + (d + h));
  }

  /** {@code [rows + 1, 2 * halfWidth]}; the last row is the first, one input sample later. */
  private static float[] coefficients(int rows, int halfWidth, double cutoff) {
    int taps = 2 * halfWidth;
    float[] all = new float[(rows + 1) * taps];
    double[] line = new double[taps];
    double beta = 0.1102 * (ATTENUATION - 8.7);
    for (int row = 0; row <= rows; row++) {
      double sum = 0;
      for (int tap = 0; tap < taps; tap++) {
        double time = (double) row / rows - (tap - (halfWidth - 1));
        line[tap] = sinc(2 * cutoff * time) * kaiser(time / halfWidth, beta);
        sum += line[tap];
      }
      // A steady input gives exactly the same at every phase.
      for (int tap = 0; tap < taps; tap++) {
        all[row * taps + tap] = (float) (line[tap] / sum);
      }
    }
    return all;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /** The window at {@code x} in [-1, 1]; 0 elsewhere. */
  private static double kaiser(double x, double beta) {
    double square = 1 - x * x;
    return square < 0 ? 0 : bessel(beta * Math.sqrt(square)) / bessel(beta);
  }

  /** The modified Bessel function of the first kind and order 0, by its power series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      double factor = x / (2 * k);
      term *= factor * factor;
      sum += term;
    }
    return sum;
  }
}
