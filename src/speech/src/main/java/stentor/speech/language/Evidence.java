package stentor.speech.language;

import java.util.List;
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

  /** The same, with the doubt of a guard. */
  public Evidence doubted() {
    return new Evidence(seconds, text, tokens, meanLogProbability, true);
  }

  /**
   * What a model made of utterances that follow each other, as one: log-probabilities have the
   * weight of their tokens and of the end of each text.
   *
   * @param utterances at least one
   */
  public static Evidence together(List<Evidence> utterances) {
    double seconds = 0;
    int tokens = 0;
    double logProbability = 0;
    int decisions = 0;
    for (Evidence one : utterances) {
      seconds += one.seconds();
      tokens += one.tokens();
      if (one.meanLogProbability().isPresent()) {
        decisions += one.tokens() + 1;
        logProbability += (one.tokens() + 1) * one.meanLogProbability().getAsDouble();
      }
    }
    return new Evidence(
        seconds,
        String.join(" ", utterances.stream().map(Evidence::text).toList()).strip(),
        tokens,
        decisions > 0 ? OptionalDouble.of(logProbability / decisions) : OptionalDouble.empty(),
        utterances.stream().anyMatch(Evidence::guarded));
  }

  /** Pieces in a second of speech. */
  double tokensPerSecond() {
    return tokens / seconds;
  }
}
