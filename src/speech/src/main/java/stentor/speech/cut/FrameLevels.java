package stentor.speech.cut;

import java.util.Arrays;
import stentor.speech.audio.Samples;

/**
 * How loud audio is, frame by frame of 10 ms: the power of very roughly the band from 0.3 to 4 kHz,
 * in which speech is and hum is not, as a mean over the 9 frames around. Immutable.
 *
 * <p>All arithmetic is as in {@code test/benchmarks/reference_decode.py}, to the last cut; ADR 0005
 * gives the reasons.
 */
final class FrameLevels {

  /** Samples of a frame: 10 ms. */
  static final int FRAME = Samples.RATE / 100;

  /** Samples of which the mean is taken, which leaves the band below 4 kHz, roughly. */
  private static final int BLOCK = 4;

  private static final int BLOCKS = FRAME / BLOCK;
  private static final int FRAMES_EACH_SIDE = 4;

  /** Keeps the logarithm of digital silence finite: -120 dB. */
  private static final double LEAST_POWER = 1e-12;

  private final double[] decibels;

  private FrameLevels(double[] decibels) {
    this.decibels = decibels;
  }

  /** The levels of the first {@code length} of {@code samples}; less than a frame is left out. */
  static FrameLevels of(float[] samples, int length) {
    double[] powers = powers(samples, length / FRAME);
    double[] decibels = new double[powers.length];
    for (int frame = 0; frame < decibels.length; frame++) {
      int from = Math.max(0, frame - FRAMES_EACH_SIDE);
      int to = Math.min(decibels.length, frame + FRAMES_EACH_SIDE + 1);
      double total = 0;
      for (int i = from; i < to; i++) {
        total += powers[i];
      }
      // Strict: the same cuts on every computer.
      decibels[frame] = 10 * StrictMath.log10(total / (to - from) + LEAST_POWER);
    }
    return new FrameLevels(decibels);
  }

  /** Mean square of the differences between block means: takes out constant offset and hum. */
  private static double[] powers(float[] samples, int frames) {
    double[] powers = new double[frames];
    double before = frames == 0 ? 0 : blockMean(samples, 0);
    for (int frame = 0; frame < frames; frame++) {
      double total = 0;
      for (int block = 0; block < BLOCKS; block++) {
        double mean = blockMean(samples, frame * FRAME + block * BLOCK);
        double step = mean - before;
        total += step * step;
        before = mean;
      }
      powers[frame] = total / BLOCKS;
    }
    return powers;
  }

  private static double blockMean(float[] samples, int at) {
    double total = 0;
    for (int i = at; i < at + BLOCK; i++) {
      total += samples[i];
    }
    return total / BLOCK;
  }

  /** How many frames there are. */
  int frames() {
    return decibels.length;
  }

  /** Level of a frame in dB below a power of 1. */
  double decibels(int frame) {
    return decibels[frame];
  }

  /**
   * The level that {@code percent} of the frames do not exceed.
   *
   * @throws IndexOutOfBoundsException if there is no frame
   */
  double percentile(int percent) {
    double[] sorted = decibels.clone();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) * percent / 100];
  }

  /**
   * The quietest frame from {@code from} (included) to {@code to} (excluded), the first if equal.
   */
  int quietest(int from, int to) {
    int quietest = from;
    for (int frame = from + 1; frame < to; frame++) {
      if (decibels[frame] < decibels[quietest]) {
        quietest = frame;
      }
    }
    return quietest;
  }
}
