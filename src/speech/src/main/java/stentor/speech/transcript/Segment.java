package stentor.speech.transcript;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A stretch of speech between two pauses, with what was said in it.
 *
 * @param start seconds from the beginning of the recording
 * @param end seconds from the beginning of the recording, not before {@code start}
 * @param text what was said, without spaces at its ends; empty only in a {@code gap}
 * @param language BCP 47 tag of its language
 * @param words its words in order, times not decreasing; empty where neither engine nor estimate
 *     gave them
 * @param tokens the engine's pieces in order, empty where it has none
 * @param meanLogProbability mean of the tokens' log-probabilities, absent where the engine gives
 *     none
 * @param gap whether this stretch could not be recognised: what was said here is missing
 */
public record Segment(
    double start,
    double end,
    String text,
    String language,
    List<Word> words,
    List<Token> tokens,
    OptionalDouble meanLogProbability,
    boolean gap) {

  /** Copies the lists. */
  public Segment {
    words = List.copyOf(words);
    tokens = List.copyOf(tokens);
  }

  /**
   * The same, at another place.
   *
   * @param seconds by how much later
   */
  public Segment shifted(double seconds) {
    return new Segment(
        start + seconds,
        end + seconds,
        text,
        language,
        words.stream().map(word -> word.shifted(seconds)).toList(),
        tokens,
        meanLogProbability,
        gap);
  }
}
