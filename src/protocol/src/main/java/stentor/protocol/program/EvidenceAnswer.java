package stentor.protocol.program;

import java.util.Optional;
import stentor.protocol.job.Failure;
import stentor.speech.language.Evidence;

/**
 * What a model made of the first voiced seconds of a recording; one line of JSON on the standard
 * output of {@code worker --evidence}.
 *
 * @param evidence absent where nobody speaks in it, or it cannot be read
 * @param failure why it cannot be read
 */
public record EvidenceAnswer(Optional<Evidence> evidence, Optional<Failure> failure) {

  /** A line of one is never longer, in bytes. */
  public static final int MOST_BYTES = 1 << 20;

  /** Nobody speaks in it. */
  public static EvidenceAnswer silent() {
    return new EvidenceAnswer(Optional.empty(), Optional.empty());
  }

  /** What the model made of it. */
  public static EvidenceAnswer of(Evidence evidence) {
    return new EvidenceAnswer(Optional.of(evidence), Optional.empty());
  }

  /** It cannot be read. */
  public static EvidenceAnswer of(Failure failure) {
    return new EvidenceAnswer(Optional.empty(), Optional.of(failure));
  }
}
