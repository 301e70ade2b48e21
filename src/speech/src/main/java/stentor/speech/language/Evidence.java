package stentor.speech.language;

import java.util.OptionalDouble;

/**
 * What a model of one language made of a stretch of speech. Immutable.
 *
 * @param seconds how much speech it heard, more than 0
 * @param text what it wrote, empty where it took it for no speech
 * @param tokens how many pieces that text has, 0 or more
 * @param meanLogProbability mean natural logarithm of the probability of all pieces that were
 *     decoded, at most 0; absent where the engine gives none
 * @param guarded whether the engine had to be kept from a loop or from an invention
 */
public record Evidence(
    double seconds, String text, int tokens, OptionalDouble meanLogProbability, boolean guarded) {

  /** Checks the ranges. */
  public Evidence {
    if (!(seconds > 0) || tokens < 0) {
      throw new IllegalArgumentException("no evidence: %s s, %s tokens".formatted(seconds, tokens));
    }
  }

  /** Pieces in a second of speech. */
  double tokensPerSecond() {
    return tokens / seconds;
  }
}
