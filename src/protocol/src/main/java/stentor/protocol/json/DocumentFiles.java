package stentor.protocol.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Documents in files that are whole at every moment: written beside their place, forced to disk,
 * then put there by one atomic step. Stateless and safe for all threads and processes.
 */
public final class DocumentFiles {

  private DocumentFiles() {}

  /**
   * Reads the document, if the file is there.
   *
   * @throws DocumentException if the file is no such document
   * @throws IOException if it cannot be read
   */
  public static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    try {
      return Optional.of(Documents.read(file, type));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  /**
   * Writes the document in the place of what was there; durable when this returns.
   *
   * @throws IOException if it cannot be written; what was there is untouched then
   */
  public static void replace(Path file, Object document) throws IOException {
    Path temporary = writeBeside(file, Documents.write(document));
    try {
      try {
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException never) {
        throw new IOException("The file system of " + file + " cannot rename atomically", never);
      }
      forceDirectory(directoryOf(file));
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Writes the document unless the file is there already, of any number of callers at once exactly
   * one succeeds; durable when this returns.
   *
   * @return whether this call made it
   * @throws IOException if it cannot be written
   */
  public static boolean create(Path file, Object document) throws IOException {
    if (Files.exists(file)) {
      return false;
    }
    Path temporary = writeBeside(file, Documents.write(document));
    try {
      // A hard link fails where the name is taken; a rename would replace.
      Files.createLink(file, temporary);
      forceDirectory(directoryOf(file));
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Makes a change of the directory's entries durable. Does nothing where the system cannot open a
   * directory (Windows, which journals them itself).
   */
  public static void forceDirectory(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static Path directoryOf(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("No directory holds " + file);
    }
    return parent;
  }

  private static Path writeBeside(Path file, byte[] bytes) throws IOException {
    Path temporary =
        directoryOf(file).resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    boolean complete = false;
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
      complete = true;
    } finally {
      if (!complete) {
        Files.deleteIfExists(temporary);
      }
    }
    return temporary;
  }
}
