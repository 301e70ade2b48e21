package stentor.protocol.openai;

import java.util.List;
import java.util.Optional;

/**
 * Answer in the format {@code json}.
 *
 * @param text all that was said
 * @param logprobs of the pieces of the text; absent where they were not asked for or the engine has
 *     none
 */
public record TranscriptionText(String text, Optional<List<Logprob>> logprobs) {

  /** Copies the list. */
  public TranscriptionText {
    logprobs = logprobs.map(List::copyOf);
  }

  /** A text, and no more. */
  public static TranscriptionText of(String text) {
    return new TranscriptionText(text, Optional.empty());
  }
}
