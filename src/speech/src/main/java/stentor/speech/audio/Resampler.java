package stentor.speech.audio;

import java.io.IOException;

/**
 * Brings mono audio of any rate to {@value Samples#RATE} Hz and passes it on: a polyphase
 * windowed-sinc filter, flat to 0.45 of the lower rate, with no delay. Output sample n is the input
 * at the time n / {@value Samples#RATE} s; before its beginning and after its end the input counts
 * as silence.
 *
 * <p>The output depends on the samples alone, not on the lengths in which they come. Memory is
 * bounded by the input's rate: about 0.6 MB at most. Not for use by several threads at once.
 */
public final class Resampler implements SampleSink {

  private static final int BLOCK = 4096;

  private final int inputRate;
  private final SampleSink target;
  private final FilterBank bank;
  private final float[] window;
  private final float[] output = new float[BLOCK];

  /** Samples in the window, from its beginning. */
  private int filled;

  /** Where in the window, or beyond it, the input of the next output sample begins. */
  private int start;

  /**
   * Where the next output sample lies after its input sample, in parts of {@link FilterBank#up}.
   */
  private int phase;

  private int outputFilled;
  private long consumed;
  private long produced;

  private Resampler(int inputRate, SampleSink target) {
    this.inputRate = inputRate;
    this.target = target;
    this.bank = FilterBank.design(inputRate, Samples.RATE);
    this.window = new float[bank.taps() + BLOCK];
    this.filled = bank.tapsBefore();
  }

  /**
   * A sink for samples at {@code inputRate} that passes them on to {@code target} at {@value
   * Samples#RATE} Hz. At that very rate it is {@code target} itself: not a bit changes.
   *
   * @param inputRate {@value WavFormat#MINIMUM_RATE} to {@value WavFormat#MAXIMUM_RATE} Hz
   * @throws IllegalArgumentException if the rate is out of its range
   */
  public static SampleSink into(SampleSink target, int inputRate) {
    if (inputRate < WavFormat.MINIMUM_RATE || inputRate > WavFormat.MAXIMUM_RATE) {
      throw new IllegalArgumentException("rate out of range: " + inputRate + " Hz");
    }
    return inputRate == Samples.RATE ? target : new Resampler(inputRate, target);
  }

  /**
   * How many samples at {@value Samples#RATE} Hz {@code inputLength} samples at {@code inputRate}
   * Hz become: the same time, rounded to the nearest sample, a half upwards.
   */
  public static long outputLength(long inputLength, int inputRate) {
    long whole = inputLength / inputRate;
    long rest = inputLength % inputRate;
    return whole * Samples.RATE + (2 * rest * Samples.RATE + inputRate) / (2L * inputRate);
  }

  @Override
  public void accept(float[] samples, int length) throws IOException {
    consumed += length;
    feed(samples, length, Long.MAX_VALUE);
    flush();
  }

  @Override
  public void finish() throws IOException {
    long whole = outputLength(consumed, inputRate);
    float[] silence = new float[bank.taps()];
    while (produced < whole) {
      feed(silence, silence.length, whole);
    }
    flush();
    target.finish();
  }

  private void feed(float[] samples, int length, long whole) throws IOException {
    int taken = 0;
    while (taken < length && produced < whole) {
      if (filled == window.length) {
        forget();
      }
      int part = Math.min(length - taken, window.length - filled);
      System.arraycopy(samples, taken, window, filled, part);
      taken += part;
      filled += part;
      produce(whole);
    }
  }

  /** Makes every output sample, up to {@code whole} of them, whose input is all there. */
  private void produce(long whole) throws IOException {
    int last = filled - bank.taps();
    while (start <= last && produced < whole) {
      if (outputFilled == output.length) {
        flush();
      }
      output[outputFilled++] = bank.apply(window, start, phase);
      produced++;
      phase += bank.down();
      start += phase / bank.up();
      phase %= bank.up();
    }
  }

  /** Drops what no output sample to come depends on. */
  private void forget() {
    int dropped = Math.min(start, filled);
    System.arraycopy(window, dropped, window, 0, filled - dropped);
    filled -= dropped;
    start -= dropped;
  }

  private void flush() throws IOException {
    if (outputFilled > 0) {
      target.accept(output, outputFilled);
      outputFilled = 0;
    }
  }
}
