package stentor.speech.language;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * What the candidates made of one stretch of a recording. Immutable.
 *
 * @param seconds how long somebody speaks in it
 * @param words whether a candidate wrote anything at all: where none did nobody may be speaking
 * @param scores by BCP 47 tag, in [0, 1]; a candidate that was not asked, or did not answer, is
 *     absent
 */
public record Heard(double seconds, boolean words, Map<String, Double> scores) {

  /** Copies the map. */
  public Heard {
    scores = Map.copyOf(scores);
  }

  /** The language of the highest score, the first in the alphabet of equals. */
  public Optional<String> best() {
    return scores.entrySet().stream()
        .max(
            Map.Entry.<String, Double>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }

  /** The score of a language; 0 where it has none. */
  public double score(String language) {
    return scores.getOrDefault(language, 0.0);
  }
}
