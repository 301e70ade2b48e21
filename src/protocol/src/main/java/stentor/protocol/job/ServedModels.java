package stentor.protocol.job;

import java.util.List;
import java.util.Optional;
import stentor.protocol.json.Versioned;
import stentor.speech.language.Calibration;

/**
 * The models an environment serves, told to its masters by a file that is replaced as a whole.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param models in order of preference: the first of a language is taken where none was named
 */
public record ServedModels(int schema, List<ServedModel> models) implements Versioned {

  /** Copies the list. */
  public ServedModels {
    models = List.copyOf(models);
  }

  /**
   * One model.
   *
   * @param id its id
   * @param version its version
   * @param task {@code transcribe} or {@code recognise}
   * @param languages BCP 47 tags
   * @param createdSeconds when it was installed, seconds since 1970 (as OpenAI's list says it)
   * @param calibration how sure it is of its own language; absent: as models usually are
   * @param unavailable why no worker can come for it; absent where one is there or will come
   */
  public record ServedModel(
      String id,
      String version,
      String task,
      List<String> languages,
      long createdSeconds,
      Optional<Calibration> calibration,
      Optional<Failure> unavailable) {

    /** Copies the list. */
    public ServedModel {
      languages = List.copyOf(languages);
    }
  }
}
