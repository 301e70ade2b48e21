package stentor.supervisor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether there is room for jobs and whether the environment's folder can be written. Used
 * by one thread.
 */
final class DiskWatch {

  private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

  /** Room for some hours of prepared audio (115 MB an hour) and for all that is written beside. */
  private static final long LITTLE = 512L * 1024 * 1024;

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /** A write that failed is told until some have succeeded for so long. */
  private static final Duration TOLD_FOR = Duration.ofSeconds(10);

  private final Path folder;
  private final Space space;
  private Optional<Room> room = Optional.empty();
  private Optional<IOException> failedWrite = Optional.empty();
  private boolean wasShort;
  private long failedNanos;
  private long lookedNanos;

  /** Says how much room there is. */
  @FunctionalInterface
  interface Space {

    /** The room where this folder is. */
    Room of(Path folder) throws IOException;

    /** What the system says. */
    static Room onDisk(Path folder) throws IOException {
      FileStore store = Files.getFileStore(folder);
      return new Room(store.getUsableSpace(), store.getTotalSpace());
    }
  }

  /**
   * Room on a disk.
   *
   * @param freeBytes what this user may still write
   * @param totalBytes all of it
   */
  record Room(long freeBytes, long totalBytes) {

    /** Whether it is too little; on a disk that is small altogether, a tenth of it is enough. */
    boolean isShort() {
      return freeBytes < Math.min(LITTLE, totalBytes / 10);
    }
  }

  DiskWatch(Path folder, Space space, long nowNanos) {
    this.folder = folder;
    this.space = space;
    this.lookedNanos = nowNanos - LOOK_EVERY.toNanos();
  }

  /** Looks, if the last look was a while ago. */
  void look(long nowNanos) {
    if (nowNanos - lookedNanos < LOOK_EVERY.toNanos()) {
      return;
    }
    lookedNanos = nowNanos;
    try {
      room = Optional.of(space.of(folder));
      boolean isShort = room.get().isShort();
      if (isShort != wasShort) {
        wasShort = isShort;
        LOG.atWarn()
            .addKeyValue("freeBytes", room.get().freeBytes())
            .log(isShort ? "The disk is nearly full" : "There is room on the disk again");
      }
    } catch (IOException failed) {
      LOG.debug("The room on the disk of {} is not known", folder, failed);
    }
  }

  /** Something of the environment could not be written. */
  void writeFailed(IOException reason, long nowNanos) {
    if (failedWrite.isEmpty()) {
      LOG.error("The environment's folder could not be written", reason);
    }
    failedWrite = Optional.of(reason);
    failedNanos = nowNanos;
    lookedNanos = nowNanos - LOOK_EVERY.toNanos();
  }

  /** What is wrong, if anything is. */
  Optional<SupervisorProblem> problem(long nowNanos) {
    if (failedWrite.isPresent() && nowNanos - failedNanos > TOLD_FOR.toNanos()) {
      failedWrite = Optional.empty();
    }
    if (room.filter(Room::isShort).isPresent()) {
      return room.map(
          little -> new SupervisorProblem.DiskFull(little.freeBytes(), folder.toString()));
    }
    return failedWrite.map(
        reason -> new SupervisorProblem.FolderNotWritable(folder.toString(), reason.toString()));
  }
}
