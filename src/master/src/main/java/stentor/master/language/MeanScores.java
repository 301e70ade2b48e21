package stentor.master.language;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import stentor.protocol.job.LanguageDecision;
import stentor.speech.language.Heard;

/** How likely each candidate is over a whole recording. */
public final class MeanScores {

  private MeanScores() {}

  /**
   * Mean scores, each stretch with the weight of its length, best first.
   *
   * @param heard what was heard in each stretch
   */
  public static List<LanguageDecision.Candidate> of(List<Heard> heard, List<Candidate> candidates) {
    return candidates.stream()
        .map(
            candidate ->
                new LanguageDecision.Candidate(candidate.language(), mean(candidate, heard)))
        .sorted(
            Comparator.comparingDouble(
                (LanguageDecision.Candidate candidate) -> -candidate.score().orElse(-1)))
        .toList();
  }

  private static OptionalDouble mean(Candidate candidate, List<Heard> heard) {
    double sum = 0;
    double seconds = 0;
    for (Heard stretch : heard) {
      Double score = stretch.scores().get(candidate.language());
      if (score != null) {
        sum += score * stretch.seconds();
        seconds += stretch.seconds();
      }
    }
    return seconds > 0 ? OptionalDouble.of(sum / seconds) : OptionalDouble.empty();
  }
}
