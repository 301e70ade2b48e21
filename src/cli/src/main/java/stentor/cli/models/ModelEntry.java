package stentor.cli.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Files;
import java.util.List;
import stentor.models.library.ModelLibrary;
import stentor.models.store.InstalledModel;
import stentor.protocol.model.CalibrationDocument;
import stentor.protocol.model.ModelDocument;

/**
 * A model as it is shown.
 *
 * @param bytes size of its files
 * @param installed whether it is on this computer
 * @param calibrated whether it was measured how sure it is of its language
 * @param isDefault whether it is served where none was named
 */
record ModelEntry(
    String id,
    String version,
    String name,
    String task,
    String engine,
    List<String> languages,
    String licence,
    long bytes,
    boolean installed,
    boolean calibrated,
    @JsonProperty("default") boolean isDefault) {

  /** Copies the list. */
  ModelEntry {
    languages = List.copyOf(languages);
  }

  static ModelEntry ofInstalled(ModelLibrary library, InstalledModel model) {
    boolean calibrated = Files.exists(model.folder().resolve(CalibrationDocument.FILE));
    return of(library, model.document(), true, calibrated);
  }

  static ModelEntry ofFetchable(ModelLibrary library, ModelDocument document) {
    return of(library, document, false, false);
  }

  private static ModelEntry of(
      ModelLibrary library, ModelDocument document, boolean installed, boolean calibrated) {
    return new ModelEntry(
        document.id(),
        document.version(),
        document.name(),
        document.task().word(),
        document.engine(),
        document.languages(),
        document.licence(),
        document.bytes(),
        installed,
        calibrated,
        document.id().equals(library.catalogue().defaultModel()));
  }
}
