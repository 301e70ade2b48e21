package stentor.control.master;

import java.util.Optional;

/**
 * How a recording shall be transcribed.
 *
 * @param model id of the model; absent: chosen by the language
 * @param language BCP 47 tag; absent: identified
 */
public record TranscriptionOptions(Optional<String> model, Optional<String> language) {

  /** Everything is left to the master. */
  public static TranscriptionOptions automatic() {
    return new TranscriptionOptions(Optional.empty(), Optional.empty());
  }
}
