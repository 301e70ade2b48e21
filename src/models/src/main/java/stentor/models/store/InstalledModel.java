package stentor.models.store;

import java.nio.file.Path;
import stentor.protocol.model.ModelDocument;

/**
 * A model that lies on this computer.
 *
 * @param document what it is
 * @param folder where its files are, which are never changed
 */
public record InstalledModel(ModelDocument document, Path folder) {

  /** Id and version in one word, for people. */
  public String title() {
    return document.id() + " " + document.version();
  }
}
