package stentor.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long nobody has asked for anything: since a job was open, or one came or ended. Counts by the
 * monotonic clock, so that a change of the time of day ends nothing. Used by one thread.
 */
final class IdleClock {

  private final Path open;
  private FileTime lastChange = FileTime.fromMillis(0);
  private long idleSinceNanos;

  /** Watches the job store's folder of markers of open jobs. */
  IdleClock(Path open, long nowNanos) {
    this.open = open;
    this.idleSinceNanos = nowNanos;
  }

  /** Looks, and tells how long it has been idle. */
  Duration idle(long nowNanos) throws IOException {
    try (Stream<Path> markers = Files.list(open)) {
      FileTime change = Files.getLastModifiedTime(open);
      if (!change.equals(lastChange) || markers.findAny().isPresent()) {
        lastChange = change;
        idleSinceNanos = nowNanos;
      }
    } catch (NoSuchFileException noJobYet) {
      // No job was ever accepted: idle since the start.
    }
    return Duration.ofNanos(nowNanos - idleSinceNanos);
  }
}
