package stentor.app.sound;

import java.io.IOException;
import java.util.Arrays;
import stentor.speech.audio.SampleSink;

/**
 * Makes speech faster without making it higher: overlap and add of frames that are taken where they
 * fit best, WSOLA (Verhelst and Roelands, 1993). Not for use by several threads at once.
 */
final class TimeStretch implements SampleSink {

  private static final double HALF_FRAME_SECONDS = 0.015;
  private static final double SEARCH_SECONDS = 0.008;
  private static final int COMPARED_EVERY = 2;

  private final double factor;
  private final SampleSink target;
  private final int half;
  private final int search;
  private final float[] fade;
  private final float[] joined;
  private float[] input;
  private int filled;

  /** Where the frame before ended its first half: its natural continuation. */
  private int continuation;

  /** Where the next frame would lie by the factor alone. */
  private double ideal;

  /**
   * Hands faster sound on.
   *
   * @param factor from 1, at which not a bit changes
   */
  TimeStretch(int rate, double factor, SampleSink target) {
    this.factor = factor;
    this.target = target;
    this.half = Math.max(8, (int) (rate * HALF_FRAME_SECONDS));
    this.search = Math.max(1, (int) (rate * SEARCH_SECONDS));
    this.fade = new float[half];
    for (int index = 0; index < half; index++) {
      fade[index] = (float) (0.5 - 0.5 * Math.cos(Math.PI * (index + 0.5) / half));
    }
    this.joined = new float[half];
    this.input = new float[8 * half];
    this.ideal = half * factor;
  }

  @Override
  public void accept(float[] samples, int count) throws IOException {
    if (factor == 1) {
      target.accept(samples, count);
      return;
    }
    if (filled + count > input.length) {
      input = Arrays.copyOf(input, Math.max(2 * input.length, filled + count));
    }
    System.arraycopy(samples, 0, input, filled, count);
    filled += count;
    while ((int) ideal + search + 2 * half <= filled && continuation + half <= filled) {
      int start = best((int) ideal);
      join(start);
      continuation = start + half;
      ideal += half * factor;
      forget();
    }
  }

  private void join(int start) throws IOException {
    for (int index = 0; index < half; index++) {
      joined[index] =
          input[continuation + index] * (1 - fade[index]) + input[start + index] * fade[index];
    }
    target.accept(joined, half);
  }

  /** The start near {@code around} at which the input goes on most as it did. */
  private int best(int around) {
    int best = around;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int start = Math.max(0, around - search); start <= around + search; start++) {
      double product = 0;
      double energy = 1e-9;
      for (int index = 0; index < half; index += COMPARED_EVERY) {
        float one = input[start + index];
        product += one * input[continuation + index];
        energy += one * one;
      }
      double score = product / Math.sqrt(energy);
      if (score > bestScore) {
        bestScore = score;
        best = start;
      }
    }
    return best;
  }

  private void forget() {
    int gone = Math.min(continuation, Math.max(0, (int) ideal - search));
    if (gone > 0) {
      System.arraycopy(input, gone, input, 0, filled - gone);
      filled -= gone;
      continuation -= gone;
      ideal -= gone;
    }
  }

  @Override
  public void finish() throws IOException {
    if (factor != 1 && continuation < filled) {
      float[] rest = Arrays.copyOfRange(input, continuation, filled);
      int count = (int) Math.min(rest.length, Math.max(0, (filled - continuation) / factor));
      target.accept(rest, count);
    }
    target.finish();
  }
}
