package stentor.control.local;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.Operations;
import stentor.control.environment.WriterLock;
import stentor.control.event.EventStream;
import stentor.control.journal.JournalTail;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;

/**
 * Where one environment of this computer is, and what it takes to work on it.
 *
 * @param folder its files
 * @param launcher starts its supervisor
 * @param watch tells whether one lives
 * @param writers one permit for all threads of this process that may change it
 * @param random a secure one
 */
record Site(
    EnvironmentFolder folder,
    SupervisorLauncher launcher,
    SupervisorWatch watch,
    Semaphore writers,
    Deadlines deadlines,
    Clock clock,
    RandomGenerator random) {

  /** Whether a supervisor lives. */
  boolean isSupervised() throws IOException {
    return watch.isAlive(folder);
  }

  /** Whether it shall run now. */
  boolean shallRun(EnvironmentDocument wanted) {
    Instant now = clock.instant();
    return wanted.wanted() == Wanted.UP && wanted.expiresAt().map(now::isBefore).orElse(true);
  }

  /**
   * The right to change it. What another process does meanwhile is told on as it happens.
   *
   * @throws stentor.control.problem.ControlException with {@link
   *     stentor.control.problem.EnvironmentProblem.EnvironmentBusy} if the other does nothing for a
   *     while and keeps it
   */
  WriterLock lock(EventStream events) throws IOException, InterruptedException {
    return WriterLock.take(
        folder.writerLock(),
        folder.name(),
        writers,
        deadlines.writer(),
        new JournalTail(folder.journal()),
        events);
  }

  SupervisorStart start() {
    return new SupervisorStart(this);
  }

  TearDown tearDown(EventStream events) {
    return new TearDown(this, events);
  }

  Operations operations(EventStream events) {
    return new Operations(folder, LocalPlatform.NAME, clock, random, Thread::sleep, events);
  }
}
