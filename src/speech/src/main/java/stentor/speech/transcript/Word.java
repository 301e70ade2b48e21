package stentor.speech.transcript;

import java.util.OptionalDouble;

/**
 * One word of a segment.
 *
 * @param text the word as spoken, with its punctuation, no spaces
 * @param start seconds from the beginning of the recording
 * @param end seconds from the beginning of the recording, not before {@code start}
 * @param confidence probability in [0, 1], absent where the engine gives none
 * @param estimated whether the times were estimated inside the segment because the engine gives
 *     none
 */
public record Word(
    String text, double start, double end, OptionalDouble confidence, boolean estimated) {

  /** The same word, later (or, negative, earlier) by {@code seconds}. */
  public Word shifted(double seconds) {
    return new Word(text, start + seconds, end + seconds, confidence, estimated);
  }
}
