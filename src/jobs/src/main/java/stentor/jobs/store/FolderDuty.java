package stentor.jobs.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Versioned;

/**
 * Who has a duty, and until when: {@code duties/<duty>.json}, changed under an operating system's
 * lock on {@code duties/<duty>.lock}, which nobody holds for longer than that takes.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param holder who has it
 * @param from when it was taken or kept last
 * @param until when it is over
 */
record FolderDuty(int schema, String holder, Instant from, Instant until) implements Versioned {

  static synchronized boolean hold(
      Path folder, String duty, String holder, Instant now, Duration length) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(duty + ".json");
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(duty + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null || read(file).filter(held -> held.isOthers(holder, now)).isPresent()) {
        return false;
      }
      DocumentFiles.replace(file, new FolderDuty(SCHEMA, holder, now, now.plus(length)));
      return true;
    }
  }

  /** A holding from the future was written before the clock was set back: it binds nobody. */
  private boolean isOthers(String other, Instant now) {
    return !holder.equals(other) && now.isBefore(until) && !now.isBefore(from);
  }

  private static Optional<FolderDuty> read(Path file) throws IOException {
    try {
      return DocumentFiles.read(file, FolderDuty.class);
    } catch (DocumentException damaged) {
      return Optional.empty();
    }
  }
}
