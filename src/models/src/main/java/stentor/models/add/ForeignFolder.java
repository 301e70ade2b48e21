package stentor.models.add;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.protocol.file.IoReason;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.protocol.model.CalibrationDocument;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelFile;

/**
 * A folder from anywhere that says of itself to be a model. Nothing in it is trusted: only plain
 * files that lie in it are read, and of each no more than its document says.
 *
 * @param path as it was given
 * @param real the folder without links
 * @param document what its {@code model.json} says, which can be stored
 */
record ForeignFolder(Path path, Path real, ModelDocument document) {

  private static final int MOST_DOCUMENT_BYTES = 1 << 20;
  private static final int MOST_FILES = 1_000;

  /** The largest models that are recognised with take a few gigabytes. */
  private static final long MOST_BYTES = 64L << 30;

  /**
   * Looks at a folder.
   *
   * @throws ModelException with {@link ModelProblem.PathMissing}, {@link
   *     ModelProblem.NotRecognised} or {@link ModelProblem.UnusableDocument}
   */
  static ForeignFolder open(Path path) {
    if (!Files.exists(path)) {
      throw new ModelException(new ModelProblem.PathMissing(path));
    }
    try {
      Path real = path.toRealPath();
      Path file = real.resolve(ModelDocument.FILE);
      if (!Files.isDirectory(real) || !Files.isRegularFile(file)) {
        throw new ModelException(new ModelProblem.NotRecognised(path));
      }
      return new ForeignFolder(path, real, storable(path, read(path, inside(real, file))));
    } catch (IOException unreadable) {
      throw unusable(path, "it cannot be read (" + IoReason.of(unreadable) + ")", unreadable);
    }
  }

  private static ModelDocument read(Path path, Path file) throws IOException {
    byte[] json;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      json = in.readNBytes(MOST_DOCUMENT_BYTES + 1);
    }
    if (json.length > MOST_DOCUMENT_BYTES) {
      throw unusable(path, "it has more than " + MOST_DOCUMENT_BYTES + " bytes");
    }
    try {
      return Documents.read(json, ModelDocument.class);
    } catch (DocumentException malformed) {
      throw unusable(path, malformed.problem().why(), malformed);
    }
  }

  /** The document, if a store on any file system can hold what it lists. */
  private static ModelDocument storable(Path path, ModelDocument document) {
    if (document.files().size() > MOST_FILES) {
      throw unusable(path, "it lists more than " + MOST_FILES + " files");
    }
    long bytes = 0;
    Set<String> files = new HashSet<>();
    Set<String> folders = new HashSet<>();
    for (ModelFile file : document.files()) {
      if (file.bytes() > MOST_BYTES - bytes) {
        throw unusable(path, "its files are larger than " + (MOST_BYTES >> 30) + " GiB together");
      }
      bytes += file.bytes();
      String name = file.path().toLowerCase(Locale.ROOT);
      if (name.equals(ModelDocument.FILE) || name.equals(CalibrationDocument.FILE)) {
        throw unusable(path, "it lists " + file.path() + ", which is not the model's to bring");
      }
      if (!files.add(name)) {
        throw unusable(path, "it lists two files " + file.path());
      }
      for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
        folders.add(name.substring(0, end));
      }
    }
    if (files.stream().anyMatch(folders::contains)) {
      throw unusable(path, "it lists a file in the place of a folder");
    }
    return document;
  }

  /** What can be said of the files without reading them; each a clause for people. */
  List<String> visibleFaults() {
    List<String> faults = new ArrayList<>();
    for (ModelFile file : document.files()) {
      visibleFault(file).ifPresent(fault -> faults.add(file.path() + " " + fault));
    }
    return faults;
  }

  private Optional<String> visibleFault(ModelFile file) {
    try {
      Path place = place(file);
      if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of("is no plain file");
      }
      long size = Files.size(place);
      return size == file.bytes()
          ? Optional.empty()
          : Optional.of("has " + size + " bytes instead of " + file.bytes());
    } catch (NoSuchFileException missing) {
      return Optional.of("is missing");
    } catch (IOException unreadable) {
      return Optional.of("cannot be read (" + IoReason.of(unreadable) + ")");
    }
  }

  /**
   * Opens one of its files.
   *
   * @throws IOException if it is not there, leads out of the folder or cannot be read
   */
  InputStream open(ModelFile file) throws IOException {
    return Files.newInputStream(place(file), LinkOption.NOFOLLOW_LINKS);
  }

  private Path place(ModelFile file) throws IOException {
    return inside(real, real.resolve(file.path()));
  }

  private static Path inside(Path folder, Path file) throws IOException {
    Path place = file.toRealPath();
    if (!place.startsWith(folder)) {
      throw new IOException("it is a link that leads out of the folder");
    }
    return place;
  }

  private static ModelException unusable(Path path, String reason) {
    return new ModelException(new ModelProblem.UnusableDocument(path, reason));
  }

  private static ModelException unusable(Path path, String reason, Exception cause) {
    return new ModelException(new ModelProblem.UnusableDocument(path, reason), cause);
  }
}
