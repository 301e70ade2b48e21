package stentor.control.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.control.OngoingChange;
import stentor.control.event.EventStream;
import stentor.control.journal.JournalFile;
import stentor.control.journal.JournalTail;
import stentor.protocol.environment.JournalEntry;
import stentor.protocol.environment.JournalLine;
import stentor.protocol.environment.PlanDocument.PlannedStep;

/** What the journal of an environment tells of a change that goes on, of whatever process. */
public final class JournalWatch {

  /** A process starts before it writes, but clocks tick in steps. */
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

  private static final Duration FOLLOW_EVERY = Duration.ofMillis(250);

  private final EnvironmentFolder folder;

  /** A watch of this environment's journal. */
  public JournalWatch(EnvironmentFolder folder) {
    this.folder = folder;
  }

  /** The change that some process is about now. */
  public Optional<OngoingChange> changing() throws IOException {
    Optional<JournalFile.Operation> last = new JournalFile(folder.journal()).last();
    return last.filter(operation -> operation.ending().isEmpty())
        .flatMap(JournalWatch::ongoing)
        .filter(change -> isAlive(change.pid(), change.since()));
  }

  /** Tells on the change that some process is about now, until it has ended. */
  public void follow(EventStream events) throws IOException, InterruptedException {
    JournalTail other = new JournalTail(folder.journal());
    boolean goesOn = true;
    while (goesOn) {
      // Asked before the journal is read, so that its last lines are not missed.
      goesOn = changing().isPresent();
      if (!goesOn && !Files.exists(folder.journal())) {
        other.goOnIn(folder.archivedJournal());
      }
      boolean _ = other.tell(events);
      if (goesOn) {
        Thread.sleep(FOLLOW_EVERY);
      }
    }
  }

  private static boolean isAlive(long pid, Instant since) {
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().startInstant())
        .filter(started -> started.isBefore(since.plus(CLOCK_SLACK)))
        .isPresent();
  }

  private static Optional<OngoingChange> ongoing(JournalFile.Operation operation) {
    Map<String, String> running = new LinkedHashMap<>();
    int done = 0;
    for (JournalLine line : operation.lines()) {
      switch (line.entry()) {
        case JournalEntry.StepIntended(String step, String title) -> running.put(step, title);
        case JournalEntry.StepDone ended -> {
          running.remove(ended.step());
          done++;
        }
        case JournalEntry.StepFailed ended -> running.remove(ended.step());
        case JournalEntry.StepSkipped skipped ->
            done += skipped.reason() == JournalEntry.SkipReason.DONE ? 1 : 0;
        case JournalEntry.OperationBegan _,
            JournalEntry.StepProgressed _,
            JournalEntry.ResourceChanged _,
            JournalEntry.Note _,
            JournalEntry.ProblemSeen _,
            JournalEntry.OperationEnded _ -> {}
      }
    }
    int ended = done;
    return operation
        .beginning()
        .map(
            began -> {
              List<PlannedStep> steps = began.plan().steps();
              Instant since = operation.lines().getFirst().at();
              return new OngoingChange(
                  began.kind(),
                  began.pid(),
                  since,
                  List.copyOf(running.values()),
                  ended,
                  steps.size());
            });
  }
}
