package stentor.engines.moonshine;

import java.util.List;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;

/**
 * The form in which an utterance is given to the encoder.
 *
 * @param before samples kept before it
 * @param after samples kept after it
 * @param zeros samples of silence at the end
 * @param scaled whether its peak is brought to {@value #PEAK}
 */
record Framing(int before, int after, int zeros, boolean scaled) {

  /** The usual form, then those of the retries. */
  static final List<Framing> ATTEMPTS =
      List.of(
          new Framing(1600, 3200, 8000, true),
          new Framing(1600, 1600, 16_000, false),
          new Framing(800, 800, 4000, true));

  private static final double PEAK = 0.7;

  /** The encoder takes no less than this. */
  private static final int LEAST = 8000;

  /** The first half of an utterance, in the usual form but nothing after it. */
  static Framing firstHalf() {
    Framing usual = ATTEMPTS.getFirst();
    return new Framing(usual.before, 0, usual.zeros, usual.scaled);
  }

  /** The second half of an utterance, in the usual form but nothing before it. */
  static Framing secondHalf() {
    Framing usual = ATTEMPTS.getFirst();
    return new Framing(0, usual.after, usual.zeros, usual.scaled);
  }

  /** The audio for the encoder: {@code [samples]}. */
  float[] apply(Samples part, Span utterance) {
    int from = Math.toIntExact(Math.max(0, utterance.from() - before));
    int to = Math.toIntExact(Math.min(part.length(), utterance.to() + after));
    float[] framed = new float[Math.max(LEAST, to - from + zeros)];
    System.arraycopy(part.array(), from, framed, 0, to - from);
    if (scaled) {
      scale(framed);
    }
    return framed;
  }

  private static void scale(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    if (peak > 0) {
      float factor = (float) (PEAK / peak);
      for (int i = 0; i < samples.length; i++) {
        samples[i] *= factor;
      }
    }
  }
}
