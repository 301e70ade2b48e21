package stentor.control.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import stentor.control.environment.EnvironmentFolder;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.ProcessStatus;

/**
 * Tells whether an environment's supervisor lives. A supervisor holds an operating system's lock on
 * {@code supervisor.lock} all its life; looking takes that lock for some microseconds where it is
 * free. Safe for all threads; one for a process, whose looks would else be taken for each other's.
 */
final class SupervisorWatch {

  private static final String ROLE = "supervisor";

  /** Whether one lives. */
  boolean isAlive(EnvironmentFolder folder) throws IOException {
    if (!isHeld(folder.supervisorLock())) {
      return false;
    }
    // Another command may just be looking: then the one that wrote the status is dead all the same.
    Optional<Long> pid = folder.seen().flatMap(SupervisorWatch::supervisor);
    return pid.isEmpty() || pid.flatMap(ProcessHandle::of).isPresent();
  }

  /** The process that holds the lock or held it last, as far as it is known. */
  Optional<ProcessHandle> process(EnvironmentFolder folder) throws IOException {
    Optional<Long> seen = folder.seen().flatMap(SupervisorWatch::supervisor);
    return (seen.isPresent() ? seen : written(folder.supervisorLock())).flatMap(ProcessHandle::of);
  }

  private static Optional<Long> supervisor(StatusDocument status) {
    return status.processes().stream()
        .filter(process -> process.role().equals(ROLE))
        .map(ProcessStatus::pid)
        .findFirst();
  }

  private static Optional<Long> written(Path lock) throws IOException {
    try {
      String text = Files.readString(lock, StandardCharsets.UTF_8).strip();
      return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private synchronized boolean isHeld(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (NoSuchFileException none) {
      return false;
    }
  }
}
