package stentor.speech.cut;

import stentor.speech.audio.Samples;

/**
 * A stretch of audio in samples of {@value Samples#RATE} Hz.
 *
 * @param from its first sample, 0 or more
 * @param to the sample after its last, not before {@code from}
 */
public record Span(long from, long to) {

  /** Checks the order. */
  public Span {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("not a span: " + from + " to " + to);
    }
  }

  /** How many samples it has. */
  public long length() {
    return to - from;
  }

  /** Length in seconds. */
  public double seconds() {
    return (double) length() / Samples.RATE;
  }

  /** The same span, later by {@code samples} (or, negative, earlier). */
  public Span shifted(long samples) {
    return new Span(from + samples, to + samples);
  }
}
