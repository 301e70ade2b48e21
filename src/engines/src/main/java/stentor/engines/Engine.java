package stentor.engines;

import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;

/**
 * A recognition model that is loaded and ready. One thread uses it at a time; which one may change.
 * Whoever loaded it closes it, which frees its memory.
 */
public interface Engine extends AutoCloseable {

  /** What it is. */
  EngineDescription describe();

  /**
   * Recognises one utterance: speech between two pauses, of at most {@link
   * EngineDescription#longestSeconds()}. Silence and noise give an empty text.
   *
   * @param part the audio around the utterance, from cut to cut, 16 kHz mono, {@code [samples]}:
   *     the engine may take a margin from it
   * @param utterance where the utterance is, counted from the first sample of {@code part}
   * @param cancellation asked before each step; a step takes no more than about a second, but an
   *     engine whose library cannot be interrupted ({@code whisper}) has one step only: it ends
   *     after the utterance at the latest
   * @throws IndexOutOfBoundsException if the utterance leaves the part
   * @throws IllegalArgumentException if the utterance is too long
   * @throws IllegalStateException if the engine is closed
   * @throws java.util.concurrent.CancellationException when cancelled; the engine goes on
   * @throws EngineException if the engine cannot go on; it must be closed then
   */
  Recognition recognise(Samples part, Span utterance, Cancellation cancellation);

  /**
   * Looks at an utterance once, as {@link #recognise} does first: to find out whose language it is,
   * for which what is hardly understood needs no second try.
   *
   * @param part as for {@link #recognise}
   * @param utterance as for {@link #recognise}
   * @param cancellation as for {@link #recognise}
   */
  default Glance glance(Samples part, Span utterance, Cancellation cancellation) {
    return new Glance(recognise(part, utterance, cancellation), true);
  }

  /** Frees its memory; does nothing the second time. */
  @Override
  void close();
}
