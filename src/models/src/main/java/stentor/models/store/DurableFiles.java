package stentor.models.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Folders that appear whole or not at all, also after a power cut. */
public final class DurableFiles {

  private static final boolean FOLDERS_CAN_BE_FORCED =
      !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private DurableFiles() {}

  /** Writes a file and forces it to the disk. */
  public static void write(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    force(file);
  }

  /** Forces a file to the disk. */
  public static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Forces everything in a folder to the disk, then gives the folder its place by one rename. */
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
            forceFolder(inner);
            return FileVisitResult.CONTINUE;
          }
        });
    Path parent = place.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("No folder can take the place of " + place);
    }
    Files.createDirectories(parent);
    Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
    forceFolder(parent);
  }

  /** Deletes a folder and what is in it; one that is not there is fine. Follows no link. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(inner);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void forceFolder(Path folder) throws IOException {
    if (FOLDERS_CAN_BE_FORCED) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
