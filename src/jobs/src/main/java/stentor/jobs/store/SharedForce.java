package stentor.jobs.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import stentor.jobs.batch.GroupCommit;
import stentor.protocol.file.DurableFiles;

/**
 * Makes changes of one folder's entries durable, one force of the folder for all threads that wait
 * for one. Safe for all threads.
 */
final class SharedForce {

  private final Path folder;
  private final GroupCommit<Path, Optional<IOException>> group =
      new GroupCommit<>(Integer.MAX_VALUE, SharedForce::forceFirst);

  SharedForce(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns when every change that was made before this call outlasts a power cut.
   *
   * @throws ClosedByInterruptException if the thread is interrupted, which stays so
   */
  void force() throws IOException {
    try {
      Optional<IOException> failed = group.commit(List.of(folder)).getFirst();
      if (failed.isPresent()) {
        throw new IOException(
            "The entries of " + folder + " could not be forced to the disk", failed.get());
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw (IOException) new ClosedByInterruptException().initCause(hurried);
    }
  }

  /** They are all the same folder. */
  private static Optional<IOException> forceFirst(List<Path> folders) {
    try {
      DurableFiles.forceDirectory(folders.getFirst());
      return Optional.empty();
    } catch (IOException failed) {
      return Optional.of(failed);
    }
  }
}
