package stentor.models.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.protocol.json.Versioned;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelFile;

/**
 * When the files of a model were last changed as they were hashed: {@code .verified.json} in its
 * folder. As long as no file was changed since, nobody needs to hash them again. It guards against
 * accidents, not against a user who edits files of his own; a full check is for that.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param changed time of the last change of each file, in the order of the model's document
 */
record VerifiedStamp(int schema, List<Instant> changed) implements Versioned {

  static final String FILE = ".verified.json";

  VerifiedStamp {
    changed = List.copyOf(changed);
  }

  /** The stamp that fits the files as they are now. */
  static VerifiedStamp of(Path folder, ModelDocument document) throws IOException {
    List<Instant> changed = new ArrayList<>();
    for (ModelFile file : document.files()) {
      Path path = folder.resolve(file.path());
      changed.add(
          Files.readAttributes(path, BasicFileAttributes.class).lastModifiedTime().toInstant());
    }
    return new VerifiedStamp(SCHEMA, changed);
  }

  /** Whether a folder carries the stamp that fits its files; no readable stamp fits none. */
  static boolean fits(Path folder, ModelDocument document) {
    Path file = folder.resolve(FILE);
    try {
      return Files.isRegularFile(file)
          && Documents.read(file, VerifiedStamp.class).equals(of(folder, document));
    } catch (IOException | DocumentException unreadable) {
      return false;
    }
  }

  /** Puts the stamp into the folder. */
  void write(Path folder) throws IOException {
    Files.write(folder.resolve(FILE), Documents.write(this));
  }
}
