package stentor.control.local;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import stentor.control.Endpoint;
import stentor.control.OngoingChange;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.JournalWatch;
import stentor.control.environment.WriterLock;
import stentor.control.event.EventStream;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.StartProblem;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.json.DocumentException;

/** What is seen of one environment on this computer, and its healing. Safe for all threads. */
final class LocalEnvironment {

  /** Supervisors say every 5 s that they are there; a busy computer makes them late. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  private final Site site;
  private final EnvironmentFolder folder;
  private final LocalChange change;

  LocalEnvironment(Site site, LocalChange change) {
    this.site = site;
    this.folder = site.folder();
    this.change = change;
  }

  EnvironmentFolder folder() {
    return folder;
  }

  LocalChange change() {
    return change;
  }

  LocalTokens tokens() {
    return new LocalTokens(site);
  }

  /**
   * What is seen, after it was made what it shall be: started again where it should run and does
   * not, taken down wholly where somebody was stopped while taking it down.
   */
  StatusDocument status() throws IOException, InterruptedException {
    Optional<EnvironmentDocument> wanted = folder.wanted();
    if (wanted.isEmpty()) {
      return StatusDocument.absent(folder.name());
    }
    if (site.shallRun(wanted.get()) && site.isSupervised()) {
      Optional<EnvironmentProblem> silent = silence();
      return silent.isPresent() ? degraded(wanted.get(), silent.get()) : look();
    }
    if (wanted.get().wanted() == Wanted.DOWN) {
      change.finishTearDown(silent());
      return look();
    }
    return site.shallRun(wanted.get()) ? heal() : look();
  }

  private EventStream silent() {
    return new EventStream(site.clock());
  }

  /** What was seen last, with why nothing was seen since. */
  private StatusDocument degraded(EnvironmentDocument wanted, EnvironmentProblem silence)
      throws IOException {
    return folder
        .seen()
        .orElseGet(() -> untold(wanted, EnvironmentState.STARTING))
        .withState(EnvironmentState.DEGRADED)
        .withProblem(ProblemStatus.of(silence));
  }

  /** Why a supervisor that lives is not to be believed any more; absent where it is. */
  private Optional<EnvironmentProblem> silence() throws IOException {
    Instant now = site.clock().instant();
    return folder
        .heardAt()
        .filter(last -> now.isAfter(last.plus(LONGEST_SILENCE)))
        .map(last -> new EnvironmentProblem.SupervisorSilent(folder.name(), last));
  }

  /**
   * What is seen, and nothing else.
   *
   * @throws stentor.control.problem.ControlException with {@link
   *     EnvironmentProblem.SupervisorSilent} where what is written is not to be believed any more
   */
  StatusDocument look() throws IOException {
    Optional<EnvironmentDocument> document = folder.wanted();
    if (document.isEmpty()) {
      return StatusDocument.absent(folder.name());
    }
    EnvironmentDocument wanted = document.get();
    if (site.shallRun(wanted)) {
      boolean supervised = site.isSupervised();
      Optional<EnvironmentProblem> silent = supervised ? silence() : Optional.empty();
      if (silent.isPresent()) {
        throw new ControlException(silent.get());
      }
      return supervised
          ? folder.seen().orElseGet(() -> untold(wanted, EnvironmentState.STARTING))
          : status(
              wanted,
              EnvironmentState.FAILED,
              List.of(ProblemStatus.of(new EnvironmentProblem.NotRunning(folder.name()))));
    }
    if (site.isSupervised()) {
      return folder
          .seen()
          .map(seen -> seen.withState(EnvironmentState.STOPPING))
          .orElseGet(() -> untold(wanted, EnvironmentState.STOPPING));
    }
    // What is wanted is erased last: while it is there, something of the environment may be.
    return untold(
        wanted,
        wanted.wanted() == Wanted.DOWN ? EnvironmentState.STOPPING : EnvironmentState.ABSENT);
  }

  /** The change that some process is about now. */
  Optional<OngoingChange> changing() throws IOException {
    return new JournalWatch(folder).changing();
  }

  /** Tells on the change that some process is about now, until it has ended. */
  void follow(EventStream events) throws IOException, InterruptedException {
    new JournalWatch(folder).follow(events);
  }

  /** Starts it again, and waits for no more than its supervisor's first word. */
  private StatusDocument heal() throws IOException, InterruptedException {
    return switch (WriterLock.attempt(folder.writerLock(), site.writers())) {
      case WriterLock.Attempt.HeldBy _ ->
          folder
              .wanted()
              .map(wanted -> untold(wanted, EnvironmentState.STARTING))
              .orElseGet(() -> StatusDocument.absent(folder.name()));
      case WriterLock.Attempt.Taken(WriterLock lock) -> {
        try (lock) {
          Optional<EnvironmentDocument> wanted = folder.wanted().filter(site::shallRun);
          yield wanted.isEmpty() ? look() : firstWord(wanted.get());
        }
      }
    };
  }

  private StatusDocument firstWord(EnvironmentDocument wanted)
      throws IOException, InterruptedException {
    try {
      SupervisorStart start = site.start();
      if (!start.lives()) {
        start.launch();
      }
      return start.await(wanted, any -> true, site.deadlines().firstStatus(), problem -> {});
    } catch (ControlException failed) {
      boolean slow = failed.problem() instanceof StartProblem.StartTimedOut;
      EnvironmentState state = slow ? EnvironmentState.STARTING : EnvironmentState.FAILED;
      return status(wanted, state, List.of(ProblemStatus.of(failed.problem())));
    }
  }

  Optional<Endpoint> endpoint(EventStream events) throws IOException, InterruptedException {
    Optional<EnvironmentDocument> document = folder.wanted().filter(site::shallRun);
    if (document.isEmpty()) {
      return Optional.empty();
    }
    EnvironmentDocument wanted = document.get();
    if (site.isSupervised()) {
      awaitServing(wanted, site.start(), events);
    } else if (!restart(events)) {
      return Optional.empty();
    }
    URI address = URI.create("http://127.0.0.1:" + wanted.port());
    return folder.token().map(token -> new Endpoint(address, token));
  }

  /** Starts it again; false where somebody took it down in the meantime. */
  private boolean restart(EventStream events) throws IOException, InterruptedException {
    try (WriterLock _ = site.lock(events)) {
      Optional<EnvironmentDocument> wanted = folder.wanted().filter(site::shallRun);
      if (wanted.isPresent()) {
        SupervisorStart start = site.start();
        if (!start.lives()) {
          events.note("The environment " + folder.name() + " had stopped; it is started again");
          start.launch();
        }
        awaitServing(wanted.get(), start, events);
      }
      return wanted.isPresent();
    }
  }

  private void awaitServing(EnvironmentDocument wanted, SupervisorStart start, EventStream events)
      throws IOException, InterruptedException {
    StatusDocument _ =
        start.await(wanted, SupervisorStart::serves, site.deadlines().start(), events::problem);
  }

  /** Its port, if it has one. */
  OptionalInt port() throws IOException {
    try {
      Optional<EnvironmentDocument> wanted = folder.wanted();
      return wanted.isPresent() ? OptionalInt.of(wanted.get().port()) : OptionalInt.empty();
    } catch (DocumentException unreadable) {
      // What cannot be read cannot be started either: its port is nobody's.
      return OptionalInt.empty();
    }
  }

  private StatusDocument untold(EnvironmentDocument wanted, EnvironmentState state) {
    return status(wanted, state, List.of());
  }

  private StatusDocument status(
      EnvironmentDocument wanted, EnvironmentState state, List<ProblemStatus> problems) {
    return new StatusDocument(
        StatusDocument.SCHEMA,
        folder.name(),
        Optional.of(wanted.platform()),
        state,
        Optional.empty(),
        Optional.of(wanted.since()),
        wanted.expiresAt(),
        List.of(),
        List.of(),
        List.of(),
        StatusDocument.Cost.FREE,
        problems);
  }
}
