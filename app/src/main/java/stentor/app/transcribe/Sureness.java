package stentor.app.transcribe;

import java.util.OptionalDouble;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Word;

/** How sure an engine was of what it wrote. */
enum Sureness {
  /** As usual, or nothing is known. */
  SURE,
  /** A person should listen. */
  UNSURE;

  /**
   * A word below this is pointed out. The confidence is the geometric mean of its pieces'
   * probabilities: below one half the decoder thought something else, taken together, more likely.
   */
  static final double LEAST_WORD = 0.5;

  /**
   * A segment whose mean log-probability is below this is pointed out where its words have no
   * confidence of their own: the same bound, {@code ln 0.5}.
   */
  static final double LEAST_SEGMENT = Math.log(LEAST_WORD);

  /** Of a word in its segment. */
  static Sureness of(Word word, Segment segment) {
    if (word.confidence().isPresent()) {
      return word.confidence().getAsDouble() < LEAST_WORD ? UNSURE : SURE;
    }
    OptionalDouble mean = segment.meanLogProbability();
    return mean.isPresent() && mean.getAsDouble() < LEAST_SEGMENT ? UNSURE : SURE;
  }
}
