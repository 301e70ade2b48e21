package stentor.engines.natives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A temporary folder with native libraries that lay inside a jar. The files are gone once they are
 * loaded and this is closed (on Windows, which keeps loaded files, at the end of the process), so
 * that a process that is killed leaves nothing behind.
 */
public final class UnpackedNatives implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(UnpackedNatives.class);

  private final Path folder;
  private final List<Path> files = new ArrayList<>();

  private UnpackedNatives(Path folder) {
    this.folder = folder;
  }

  /**
   * An empty folder.
   *
   * @param prefix of its name
   */
  public static UnpackedNatives create(String prefix) throws IOException {
    return new UnpackedNatives(Files.createTempDirectory(prefix));
  }

  /** Where the files are. */
  public Path folder() {
    return folder;
  }

  /**
   * Unpacks a library.
   *
   * @param owner a class of the jar it lies in
   * @param resource where it lies there, from the root of the jar: begins with {@code /}
   * @param name of its file in the folder
   * @throws IOException if it is not there or cannot be written
   */
  public void unpack(Class<?> owner, String resource, String name) throws IOException {
    try (InputStream in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("There is no " + resource.substring(1) + " in its jar");
      }
      Path file = folder.resolve(name);
      files.add(file);
      Files.copy(in, file);
    }
  }

  @Override
  public void close() {
    List<Path> paths = new ArrayList<>(files);
    paths.add(folder);
    try {
      for (Path path : paths) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOGGER.debug("The libraries in {} are deleted at the end of the process.", folder, e);
      // What is told last is deleted first.
      paths.reversed().forEach(path -> path.toFile().deleteOnExit());
    }
  }
}
