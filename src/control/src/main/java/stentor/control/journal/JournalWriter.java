package stentor.control.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.control.event.ControlEvent;
import stentor.control.event.EventSink;
import stentor.control.problem.ControlException;
import stentor.control.problem.InstallationProblem;
import stentor.protocol.environment.JournalEntry;
import stentor.protocol.environment.JournalLine;
import stentor.protocol.environment.OperationId;
import stentor.protocol.file.IoReason;

/**
 * Writes the operations of an event stream into the journal, as its recorder. What is meant, and
 * the ends of operations, are on the disk when the event counts; the rest comes there in time. Its
 * owner holds the environment's writer's lock. Used by one thread at a time.
 *
 * <p>It writes by {@link RandomAccessFile}, because an interrupt of the thread that writes would
 * close a channel for all others.
 */
public final class JournalWriter implements EventSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

  /** Of each step; who looks from another process looks about as often. */
  private static final Duration PROGRESS_EVERY = Duration.ofMillis(500);

  /** An operation that tells more is not told of in every detail. */
  private static final long MOST_DETAIL = 2 << 20;

  private final JournalFile file;
  private final IfUnwritable ifUnwritable;
  private final Clock clock;
  private final RandomGenerator random;
  private final Map<String, Instant> progressed = new HashMap<>();
  private Optional<RandomAccessFile> open = Optional.empty();
  private Optional<OperationId> operation = Optional.empty();
  private long sequence;
  private long written;

  /** What becomes of an intent that cannot be put on the disk. */
  public enum IfUnwritable {
    /** It must not be carried out. */
    REFUSE,
    /** It is carried out all the same: a full disk must not keep anybody from emptying it. */
    GO_ON
  }

  /** A writer of this file, which is made with the first operation. Its folder exists. */
  public JournalWriter(Path file, IfUnwritable ifUnwritable, Clock clock, RandomGenerator random) {
    this.file = new JournalFile(file);
    this.ifUnwritable = ifUnwritable;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Writes the event down.
   *
   * @throws ControlException with {@link InstallationProblem.HomeUnusable} if it is an intent,
   *     cannot be written, and is to be refused then
   */
  @Override
  public void accept(ControlEvent event) {
    switch (event) {
      case ControlEvent.PlanReady ready -> {
        operation = Optional.of(OperationId.next(clock, random));
        sequence = 0;
        written = 0;
        progressed.clear();
        intend(
            new JournalEntry.OperationBegan(
                ready.operation(), ProcessHandle.current().pid(), ready.plan()));
      }
      case ControlEvent.StepStarted step ->
          intend(new JournalEntry.StepIntended(step.step(), step.title()));
      case ControlEvent.OperationEnded end -> {
        tell(new JournalEntry.OperationEnded(end.ending()), true);
        operation = Optional.empty();
      }
      case ControlEvent.StepProgressed step -> {
        if (written < MOST_DETAIL && isNews(step)) {
          detail(event);
        }
      }
      case ControlEvent.Note _, ControlEvent.ProblemSeen _, ControlEvent.ResourceChanged _ -> {
        if (written < 2 * MOST_DETAIL) {
          detail(event);
        }
      }
      case ControlEvent.StepFinished _, ControlEvent.StepFailed _, ControlEvent.StepSkipped _ ->
          detail(event);
    }
  }

  private boolean isNews(ControlEvent.StepProgressed step) {
    Instant before = progressed.get(step.step());
    boolean news =
        before == null || Duration.between(before, step.at()).compareTo(PROGRESS_EVERY) >= 0;
    if (news) {
      progressed.put(step.step(), step.at());
    }
    return news;
  }

  private void detail(ControlEvent event) {
    JournaledEvents.entry(event).ifPresent(entry -> tell(entry, false));
  }

  private void intend(JournalEntry entry) {
    try {
      append(entry, true);
    } catch (IOException failed) {
      switch (ifUnwritable) {
        case GO_ON -> LOG.warn("The journal {} cannot be written", file.path(), failed);
        case REFUSE ->
            throw new ControlException(
                new InstallationProblem.HomeUnusable(file.path(), IoReason.of(failed)), failed);
      }
    }
  }

  private void tell(JournalEntry entry, boolean forced) {
    try {
      append(entry, forced);
    } catch (IOException failed) {
      // What happened has happened, and the truth is read back from the world anyway.
      LOG.warn("The journal {} cannot be written", file.path(), failed);
    }
  }

  private void append(JournalEntry entry, boolean forced) throws IOException {
    if (operation.isEmpty()) {
      return;
    }
    RandomAccessFile journal = opened();
    byte[] line =
        JournalFile.written(
            new JournalLine(
                JournalLine.SCHEMA, operation.get(), sequence + 1, clock.instant(), entry));
    long end = journal.length();
    boolean whole = false;
    try {
      journal.seek(end);
      journal.write(line);
      if (forced) {
        journal.getFD().sync();
      }
      whole = true;
    } finally {
      if (!whole) {
        journal.setLength(end);
      }
    }
    sequence++;
    written += line.length;
  }

  private RandomAccessFile opened() throws IOException {
    if (open.isEmpty()) {
      file.mend();
      open = Optional.of(new RandomAccessFile(file.path().toFile(), "rw"));
    }
    return open.get();
  }

  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      open.get().close();
    }
  }
}
