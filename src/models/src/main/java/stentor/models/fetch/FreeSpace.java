package stentor.models.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks how much more a disk takes. */
@FunctionalInterface
interface FreeSpace {

  /** Bytes that this user can still write on the disk of the folder. */
  long bytes(Path folder) throws IOException;

  /** The system's answer. */
  static FreeSpace ofTheSystem() {
    return folder -> Files.getFileStore(folder).getUsableSpace();
  }
}
