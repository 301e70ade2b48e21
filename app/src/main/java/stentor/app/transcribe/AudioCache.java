package stentor.app.transcribe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.file.IoReason;
import stentor.protocol.job.JobId;

/**
 * Keeps the prepared audio of jobs in a folder, so that it is fetched once; what was used longest
 * ago is erased when there is too much. Safe for all threads of one process.
 */
public final class AudioCache {

  private static final Logger LOG = LoggerFactory.getLogger(AudioCache.class);

  private final Path folder;
  private final long mostBytes;
  private final Clock clock;

  /** One fetch at a time; who waits for another one's can give up. */
  private final ReentrantLock one = new ReentrantLock();

  /** Brings the audio of a job. */
  @FunctionalInterface
  interface Fetch {
    /** Writes it to the file, whole or not at all. */
    void into(Path file) throws InterruptedException;
  }

  private record Kept(Path file, long bytes, FileTime used) {}

  /**
   * Keeps audio in this folder, which is made when it is needed.
   *
   * @param mostBytes how much is kept; the newest file stays whatever its size
   */
  public AudioCache(Path folder, long mostBytes, Clock clock) {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.clock = clock;
  }

  /** The audio of a job, fetched where it is not here. Blocks. */
  Path of(JobId job, Fetch fetch) throws InterruptedException {
    Path file = folder.resolve(job + ".wav");
    one.lockInterruptibly();
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file)) {
        fetch.into(file);
        prune(file);
      }
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      return file;
    } catch (IOException failed) {
      throw new TranscribeException(
          new TranscribeProblem.FileTrouble(file, IoReason.of(failed)), failed);
    } finally {
      one.unlock();
    }
  }

  private void prune(Path newest) throws IOException {
    List<Kept> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        kept.add(new Kept(file, Files.size(file), Files.getLastModifiedTime(file)));
      }
    }
    long bytes = kept.stream().mapToLong(Kept::bytes).sum();
    kept.sort(Comparator.comparing(Kept::used));
    for (Kept oldest : kept) {
      if (bytes <= mostBytes) {
        return;
      }
      if (!oldest.file().equals(newest)) {
        Files.deleteIfExists(oldest.file());
        bytes -= oldest.bytes();
        LOG.debug("Audio {} is not kept any longer", oldest.file());
      }
    }
  }
}
