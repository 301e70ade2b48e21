package stentor.control.master;

import java.util.Optional;
import java.util.Set;

/**
 * How a recording shall be transcribed. Only what is present is told to the master.
 *
 * @param model id of the model; absent: chosen by the language
 * @param language BCP 47 tag; absent: identified
 */
public record TranscriptionOptions(Optional<String> model, Optional<String> language) {

  /** How a person says that something is left to the master. */
  public static final String AUTO = "auto";

  /**
   * Names that are no model's by the master's contract. They must be known on this side as well:
   * nobody shall look for a model of that name, or bring up an environment to serve it.
   */
  private static final Set<String> ANY_MODEL = Set.of(AUTO, "whisper-1");

  /** Everything is left to the master. */
  public static TranscriptionOptions automatic() {
    return new TranscriptionOptions(Optional.empty(), Optional.empty());
  }

  /** The options that a person gave, in the master's own words where they leave it the choice. */
  public static TranscriptionOptions given(Optional<String> model, Optional<String> language) {
    return new TranscriptionOptions(
        model.filter(id -> !ANY_MODEL.contains(id)),
        language.filter(tag -> !tag.equalsIgnoreCase(AUTO)));
  }

  /** Adds what is present as fields of a request. */
  void addTo(MultipartForm form) {
    model.ifPresent(id -> form.field("model", id));
    language.ifPresent(tag -> form.field("language", tag));
  }
}
