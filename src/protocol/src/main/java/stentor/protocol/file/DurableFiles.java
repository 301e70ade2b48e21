package stentor.protocol.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files and folders that are there whole or not at all, also after a power cut. What a method has
 * written is on the disk when it returns. Stateless and safe for all threads and processes.
 *
 * <p>A new file outlasts a power cut only when the entry in its directory does, so the directory is
 * forced to the disk too: see fsync(2) of Linux.
 */
public final class DurableFiles {

  private static final Set<StandardOpenOption> NEW =
      EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final Set<StandardOpenOption> ANEW =
      EnumSet.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);

  private DurableFiles() {}

  /**
   * Writes the stream to its end into the file itself, which nobody may read before. The stream
   * stays open.
   *
   * @throws IOException if the stream fails or the file cannot be written; a part of it may be
   *     there then
   */
  public static void write(Path file, InputStream content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, ANEW);
        OutputStream out = Channels.newOutputStream(channel)) {
      content.transferTo(out);
      channel.force(true);
    }
    forceDirectory(directoryOf(file));
  }

  /**
   * Writes the file in the place of what was there, by one rename.
   *
   * @param attributes of the file from the moment it is there, for example its permissions
   * @throws IOException if it cannot be written; what was there is untouched then
   */
  public static void replace(Path file, byte[] content, FileAttribute<?>... attributes)
      throws IOException {
    Path temporary = writeBeside(file, content, attributes);
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceDirectory(directoryOf(file));
    } catch (AtomicMoveNotSupportedException never) {
      throw new IOException("The file system of " + file + " cannot rename atomically", never);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Writes the file unless it is there already; of any number of callers at once exactly one
   * succeeds.
   *
   * @param attributes of the file from the moment it is there, for example its permissions
   * @return whether this call made it
   * @throws IOException if it cannot be written; it is not there then
   */
  public static boolean create(Path file, byte[] content, FileAttribute<?>... attributes)
      throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Path temporary = writeBeside(file, content, attributes);
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
   * Forces everything in a folder to the disk, then gives the folder its place by one rename.
   *
   * @param folder gone afterwards; on the same disk as {@code place}
   * @param place not there yet; the folders above it are made
   */
  public static void publish(Path folder, Path place) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            force(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            forceDirectory(inner);
            return FileVisitResult.CONTINUE;
          }
        });
    Path parent = directoryOf(place);
    Files.createDirectories(parent);
    Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
    forceDirectory(parent);
  }

  /**
   * Deletes a folder and what is in it; one that is not there is fine, and so is what somebody else
   * deletes meanwhile. Follows no link.
   *
   * @throws java.nio.file.DirectoryNotEmptyException if somebody else wrote into it meanwhile
   */
  public static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(inner);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Forces the content of a file that somebody else wrote to the disk. */
  public static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /**
   * Makes a change of the directory's entries durable. Does nothing where the system cannot open a
   * directory (Windows, which journals them itself): there the file system is not a POSIX one.
   */
  public static void forceDirectory(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static Path directoryOf(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("No directory holds " + path);
    }
    return parent;
  }

  private static Path writeBeside(Path file, byte[] content, FileAttribute<?>... attributes)
      throws IOException {
    Path temporary =
        directoryOf(file).resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    boolean complete = false;
    try (FileChannel channel = FileChannel.open(temporary, NEW, attributes)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
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
