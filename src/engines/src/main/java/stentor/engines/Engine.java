package stentor.engines;

import stentor.speech.audio.Samples;

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
   * @param utterance 16 kHz mono, {@code [samples]}
   * @param cancellation asked at least every 100 ms of work or once a decoded piece
   * @throws java.util.concurrent.CancellationException when cancelled
   * @throws EngineException if the engine cannot go on; it must be closed then
   */
  Recognition recognise(Samples utterance, Cancellation cancellation);

  @Override
  void close();
}
