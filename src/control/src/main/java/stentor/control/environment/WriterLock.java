package stentor.control.environment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Semaphore;
import stentor.control.event.EventStream;
import stentor.control.journal.JournalTail;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentName;

/**
 * The right to change an environment, held by one thread of one process. The operating system takes
 * it back when the process ends, however it does; the file stays and says who held it last.
 *
 * <p>On POSIX systems a process loses its locks on a file when it closes any descriptor of it (see
 * {@code fcntl} there). Threads of one process are therefore kept apart by a semaphore before one
 * of them opens the file.
 */
public final class WriterLock implements AutoCloseable {

  /** A byte far behind the text: on Windows nobody may read what is locked. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private static final int LONGEST_TEXT = 200;
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /** Whoever has just taken the lock has not written down yet who it is. */
  private static final String UNKNOWN = "unknown";

  private final FileChannel channel;
  private final Semaphore threads;

  private WriterLock(FileChannel channel, Semaphore threads) {
    this.channel = channel;
    this.threads = threads;
  }

  /** What came of trying to take it. */
  public sealed interface Attempt {
    /** It was free. */
    record Taken(WriterLock lock) implements Attempt {}

    /**
     * Another has it.
     *
     * @param pid process id of the other
     * @param since when that process started
     */
    record HeldBy(String pid, String since) implements Attempt {}
  }

  /**
   * Takes the lock. While another writes, what it does is told on as it happens.
   *
   * @param threads one permit, shared by all threads of this process that may take this lock
   * @param patience how long the other may keep it without doing anything
   * @param other follows what the other writes into the journal
   * @throws ControlException with {@link EnvironmentProblem.EnvironmentBusy} if the other keeps it
   */
  public static WriterLock take(
      Path file,
      EnvironmentName environment,
      Semaphore threads,
      Duration patience,
      JournalTail other,
      EventStream events)
      throws IOException, InterruptedException {
    boolean told = false;
    Attempt attempt = attempt(file, threads);
    long lastNews = System.nanoTime();
    while (attempt instanceof Attempt.HeldBy(String pid, String since)) {
      if (!told && !pid.equals(UNKNOWN)) {
        events.note(
            "The environment %s is being changed by process %s, started %s; waiting for it"
                .formatted(environment, pid, since));
        told = true;
      }
      if (other.tell(events)) {
        lastNews = System.nanoTime();
      }
      if (System.nanoTime() - lastNews >= patience.toNanos()) {
        throw new ControlException(new EnvironmentProblem.EnvironmentBusy(environment, pid, since));
      }
      Thread.sleep(LOOK_EVERY);
      attempt = attempt(file, threads);
    }
    if (told) {
      boolean _ = other.tell(events);
    }
    return ((Attempt.Taken) attempt).lock();
  }

  /** Takes the lock if it is free now. The file's folder exists. */
  public static Attempt attempt(Path file, Semaphore threads) throws IOException {
    Attempt.HeldBy self = self();
    if (!threads.tryAcquire()) {
      return self;
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
        return writer(channel);
      }
      channel.truncate(0);
      String text = self.pid() + " " + self.since();
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
      // Only now: an interrupt may have closed the channel, and the lock is lost with it.
      taken = true;
      return new Attempt.Taken(new WriterLock(channel, threads));
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        threads.release();
      }
    }
  }

  private static Attempt.HeldBy self() {
    ProcessHandle process = ProcessHandle.current();
    Instant started = process.info().startInstant().orElseGet(Instant::now);
    return new Attempt.HeldBy(
        String.valueOf(process.pid()), started.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static Attempt.HeldBy writer(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(LONGEST_TEXT);
    int length = Math.max(0, channel.read(buffer, 0));
    String text = new String(buffer.array(), 0, length, StandardCharsets.UTF_8).strip();
    int space = text.indexOf(' ');
    return space < 0
        ? new Attempt.HeldBy(UNKNOWN, UNKNOWN)
        : new Attempt.HeldBy(text.substring(0, space), text.substring(space + 1));
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      threads.release();
    }
  }
}
