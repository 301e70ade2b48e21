package stentor.models.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Held by at most one thread of one process: a lock of the operating system on a file, which ends
 * with its process. The file stays; deleting it would let two hold the lock.
 */
public final class StoreLock implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /** What is done while another holds the lock. */
  public interface Waiting {

    /** Told once, before the first pause. */
    void begins();

    /**
     * Waits so long, or throws where the lock is not wanted any more.
     *
     * @throws stentor.models.ModelException if it was cancelled
     */
    void pause(Duration duration);
  }

  /**
   * Waits for the lock.
   *
   * @param file made if it is not there
   * @throws IOException if the file cannot be opened
   * @throws stentor.models.ModelException if the waiting was cancelled
   */
  @SuppressWarnings("resource") // closed by close(), or here on failure
  public static StoreLock take(Path file, Waiting waiting) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      boolean told = false;
      while (!tryLock(channel)) {
        if (!told) {
          waiting.begins();
          told = true;
        }
        waiting.pause(POLL);
      }
      taken = true;
      return new StoreLock(channel);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
