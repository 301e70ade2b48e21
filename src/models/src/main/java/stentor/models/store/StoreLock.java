package stentor.models.fetch;

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
final class FetchLock implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final FileChannel channel;

  private FetchLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the lock, as long as the run is not cancelled. */
  @SuppressWarnings("resource") // closed by close(), or here on failure
  static FetchLock take(Path file, FetchRun run) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      boolean told = false;
      while (!tryLock(channel)) {
        if (!told) {
          run.tell(new FetchProgress.Waiting(run.model().id()));
          told = true;
        }
        run.pause(POLL);
      }
      taken = true;
      return new FetchLock(channel);
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
