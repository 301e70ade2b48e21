package stentor.control.environment;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import stentor.protocol.file.DurableFiles;

/** Files and folders that only their owner may read. */
public final class PrivateFiles {

  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /** Makes the file; only its owner may read it, from the moment it is there. */
  public static void create(Path file, byte[] bytes) throws IOException {
    if (!DurableFiles.create(file, bytes, owner(file, OWNER_FILE))) {
      throw new FileAlreadyExistsException(file.toString());
    }
  }

  /** Writes the file in the place of what was there, by one rename; only its owner may read it. */
  public static void replace(Path file, byte[] bytes) throws IOException {
    DurableFiles.replace(file, bytes, owner(file, OWNER_FILE));
  }

  /** Makes the folder and its parents, the folder itself for its owner only. */
  public static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folderOf(folder));
      Files.createDirectories(folder, owner(folder, OWNER_FOLDER));
    }
  }

  private static Path folderOf(Path path) {
    return path.toAbsolutePath().resolveSibling("");
  }

  private static FileAttribute<?>[] owner(Path path, Set<PosixFilePermission> permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
