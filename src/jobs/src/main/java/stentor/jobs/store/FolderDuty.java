package stentor.jobs.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.DocumentFiles;

/**
 * Changes {@code duties/<duty>.json} under an operating system's lock on {@code
 * duties/<duty>.lock}, which nobody holds for longer than that takes. Safe for all threads and
 * processes of this computer.
 */
final class FolderDuty {

  private static final Logger LOG = LoggerFactory.getLogger(FolderDuty.class);

  private FolderDuty() {}

  /** Synchronized, since the operating system's lock is the whole process's. */
  static synchronized boolean hold(
      Path folder, String duty, String holder, Instant now, Duration length) throws IOException {
    Path file = folder.resolve(duty + ".json");
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(duty + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      Optional<Duty> held = read(file);
      if (held.isPresent() && held.get().binds(holder, now)) {
        return false;
      }
      DocumentFiles.replace(file, Duty.of(holder, now, length));
      return true;
    }
  }

  private static Optional<Duty> read(Path file) throws IOException {
    try {
      return DocumentFiles.read(file, Duty.class);
    } catch (DocumentException damaged) {
      LOG.warn("{} is damaged and written anew: {}", file, damaged.problem().sentence());
      return Optional.empty();
    }
  }
}
