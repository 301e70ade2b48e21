package stentor.protocol.job;

import java.util.List;

/**
 * Which language a recording was taken to be in, and why.
 *
 * @param chosen BCP 47 tag
 * @param reason short stable name: {@code named} by the client, {@code model} named by the client
 *     has this language, {@code only} language that is served, or {@code identified}
 * @param candidates the languages that were compared, best first; empty where nothing was compared
 */
public record LanguageDecision(String chosen, String reason, List<Candidate> candidates) {

  /** Copies the list. */
  public LanguageDecision {
    candidates = List.copyOf(candidates);
  }

  /**
   * A language that was compared.
   *
   * @param language BCP 47 tag
   * @param score confidence in [0, 1]
   */
  public record Candidate(String language, double score) {}
}
