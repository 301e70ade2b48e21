package stentor.protocol.json;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import stentor.protocol.file.DurableFiles;

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
   * @throws DocumentException with {@link DocumentProblem.TooLarge} if it has more than {@value
   *     Documents#MOST_BYTES} bytes: nobody could read it again
   * @throws IOException if it cannot be written; what was there is untouched then
   */
  public static void replace(Path file, Object document) throws IOException {
    DurableFiles.replace(file, Documents.writeReadable(document));
  }

  /**
   * Writes the document unless the file is there already, of any number of callers at once exactly
   * one succeeds; durable when this returns.
   *
   * @return whether this call made it
   * @throws DocumentException with {@link DocumentProblem.TooLarge} if it has more than {@value
   *     Documents#MOST_BYTES} bytes: nobody could read it again
   * @throws IOException if it cannot be written
   */
  public static boolean create(Path file, Object document) throws IOException {
    return DurableFiles.create(file, Documents.writeReadable(document));
  }
}
