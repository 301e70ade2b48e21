package stentor.protocol.job;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Which language a recording was taken to be in, and why.
 *
 * @param chosen BCP 47 tag
 * @param reason short stable name: {@code named} by the client, {@code model} named by the client
 *     has this language, {@code only} language that is served, {@code identified}, or {@code
 *     mixed}: identified, and the recording is in more than one
 * @param candidates the languages that were compared, best first, by their means over the
 *     recording; empty where nothing was compared
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
   * @param score calibrated confidence in [0, 1]; absent where no worker of it answered in time
   */
  public record Candidate(String language, OptionalDouble score) {}
}
