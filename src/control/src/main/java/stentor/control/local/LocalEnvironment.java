package stentor.control.local;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import stentor.control.Endpoint;
import stentor.control.HumanDuration;
import stentor.control.Platform;
import stentor.control.event.EventStream;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.StartProblem;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.json.DocumentException;

/** One environment on this computer. Safe for all threads. */
final class LocalEnvironment {

  private final EnvironmentFolder folder;
  private final SupervisorLauncher launcher;
  private final SupervisorWatch watch;
  private final Semaphore writers;
  private final Deadlines deadlines;
  private final Clock clock;

  /** Makes what a new environment keeps all its life. */
  interface Founding {
    /** Chooses its port. */
    int port() throws IOException;

    /** Makes its token. */
    void token(EnvironmentFolder folder) throws IOException;
  }

  LocalEnvironment(
      EnvironmentFolder folder,
      SupervisorLauncher launcher,
      SupervisorWatch watch,
      Semaphore writers,
      Deadlines deadlines,
      Clock clock) {
    this.folder = folder;
    this.launcher = launcher;
    this.watch = watch;
    this.writers = writers;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  EnvironmentFolder folder() {
    return folder;
  }

  /** What is seen, after it was started again where it should run and does not. */
  StatusDocument status() throws IOException, InterruptedException {
    Optional<EnvironmentDocument> wanted = folder.wanted();
    return wanted.filter(this::shallRun).isPresent() && !watch.isAlive(folder) ? heal() : look();
  }

  /** What is seen, and nothing else. */
  StatusDocument look() throws IOException {
    Optional<EnvironmentDocument> document = folder.wanted();
    if (document.isEmpty()) {
      return StatusDocument.absent(folder.name());
    }
    EnvironmentDocument wanted = document.get();
    boolean shallRun = shallRun(wanted);
    if (watch.isAlive(folder)) {
      EnvironmentState untold = shallRun ? EnvironmentState.STARTING : EnvironmentState.STOPPING;
      return folder.seen().orElseGet(() -> status(wanted, untold, List.of()));
    }
    return shallRun
        ? status(
            wanted,
            EnvironmentState.FAILED,
            List.of(ProblemStatus.of(new EnvironmentProblem.NotRunning(folder.name()))))
        : status(wanted, EnvironmentState.ABSENT, List.of());
  }

  /** Starts it again, and waits for no more than its supervisor's first word. */
  private StatusDocument heal() throws IOException, InterruptedException {
    return switch (WriterLock.attempt(folder.writerLock(), writers)) {
      case WriterLock.Attempt.HeldBy other ->
          folder
              .wanted()
              .map(wanted -> status(wanted, EnvironmentState.STARTING, List.of()))
              .orElseGet(() -> StatusDocument.absent(folder.name()));
      case WriterLock.Attempt.Taken(WriterLock lock) -> {
        try (lock) {
          Optional<EnvironmentDocument> document = folder.wanted();
          yield document.isEmpty()
              ? StatusDocument.absent(folder.name())
              : firstWord(document.get());
        }
      }
    };
  }

  private StatusDocument firstWord(EnvironmentDocument wanted)
      throws IOException, InterruptedException {
    try {
      Waiting.Condition alive = () -> watch.isAlive(folder);
      if (!alive.holds()) {
        alive = start().launch()::isAlive;
      }
      EventStream silent = new EventStream(clock, event -> {});
      return start().await(wanted, alive, any -> true, deadlines.firstStatus(), silent);
    } catch (ControlException failed) {
      boolean slow = failed.problem() instanceof StartProblem.StartTimedOut;
      EnvironmentState state = slow ? EnvironmentState.STARTING : EnvironmentState.FAILED;
      return status(wanted, state, List.of(ProblemStatus.of(failed.problem())));
    }
  }

  Optional<Endpoint> endpoint(EventStream events) throws IOException, InterruptedException {
    Optional<EnvironmentDocument> document = folder.wanted().filter(this::shallRun);
    if (document.isEmpty()) {
      return Optional.empty();
    }
    EnvironmentDocument wanted = document.get();
    if (watch.isAlive(folder)) {
      awaitServing(wanted, () -> watch.isAlive(folder), events);
    } else if (!restart(events)) {
      return Optional.empty();
    }
    URI address = URI.create("http://127.0.0.1:" + wanted.port());
    return folder.token().map(token -> new Endpoint(address, token));
  }

  /** Starts it again; false where somebody took it down in the meantime. */
  private boolean restart(EventStream events) throws IOException, InterruptedException {
    try (WriterLock _ = lock(deadlines.start(), events)) {
      Optional<EnvironmentDocument> wanted = folder.wanted().filter(this::shallRun);
      if (wanted.isPresent()) {
        Waiting.Condition alive = () -> watch.isAlive(folder);
        if (!alive.holds()) {
          events.note("The environment " + folder.name() + " had stopped; it is started again");
          alive = start().launch()::isAlive;
        }
        awaitServing(wanted.get(), alive, events);
      }
      return wanted.isPresent();
    }
  }

  private void awaitServing(EnvironmentDocument wanted, Waiting.Condition alive, EventStream events)
      throws IOException, InterruptedException {
    start().await(wanted, alive, SupervisorStart::serves, deadlines.start(), events);
  }

  StatusDocument up(Platform.Wanted asked, Founding founding, String platform, EventStream events)
      throws IOException, InterruptedException {
    folder.make();
    try (WriterLock _ = lock(deadlines.writer(), events)) {
      Optional<EnvironmentDocument> before = folder.wanted();
      if (before.map(EnvironmentDocument::wanted).filter(Wanted.DOWN::equals).isPresent()) {
        // Somebody was stopped while taking it down: that is ended first.
        var _ = tearDown(events).run(List.of());
        before = Optional.empty();
      }
      EnvironmentDocument document;
      if (before.isPresent()) {
        if (!shallRun(before.get()) && watch.isAlive(folder)) {
          // It is on its way out already, and could not be called back.
          tearDown(events).stop(before.get().wanted(), List.of());
        }
        document = WantedChange.changed(before.get(), folder.isPassing(), asked, clock.instant());
      } else {
        folder.erase();
        founding.token(folder);
        document = WantedChange.made(asked, platform, clock.instant(), founding.port());
      }
      if (!before.equals(Optional.of(document))) {
        folder.want(document);
      }
      StatusDocument status = new Rise(before, document, events).run();
      folder.setPassing(asked.passing());
      tellIfItStays(before, document, events);
      return status;
    }
  }

  private void tellIfItStays(
      Optional<EnvironmentDocument> before, EnvironmentDocument document, EventStream events) {
    OptionalLong ended =
        before.map(EnvironmentDocument::idleSeconds).orElseGet(OptionalLong::empty);
    if (ended.isPresent() && document.idleSeconds().isEmpty()) {
      events.note(
          "The environment %s no longer stops itself after %s without a job"
              .formatted(folder.name(), HumanDuration.said(Duration.ofSeconds(ended.getAsLong()))));
    }
  }

  /** One attempt to bring it up, and what undoes it. */
  private final class Rise {
    private final Optional<EnvironmentDocument> before;
    private final EnvironmentDocument document;
    private final EventStream events;
    private Optional<Process> launched = Optional.empty();

    Rise(Optional<EnvironmentDocument> before, EnvironmentDocument document, EventStream events) {
      this.before = before;
      this.document = document;
      this.events = events;
    }

    StatusDocument run() throws IOException, InterruptedException {
      boolean done = false;
      try {
        Waiting.Condition alive = () -> watch.isAlive(folder);
        Optional<StatusDocument> ready =
            folder.seen().filter(status -> SupervisorStart.servesAll(status, document));
        if (ready.isPresent() && alive.holds()) {
          done = true;
          return ready.get();
        }
        EventStream.Step step = events.start("start", "Start the environment " + folder.name());
        if (!alive.holds()) {
          Process process = start().launch();
          launched = Optional.of(process);
          alive = process::isAlive;
        }
        StatusDocument status =
            start()
                .await(
                    document,
                    alive,
                    seen -> SupervisorStart.servesAll(seen, document),
                    deadlines.start(),
                    events);
        step.finish();
        done = true;
        return status;
      } finally {
        if (!done) {
          undo();
        }
      }
    }

    /** Leaves everything as it was before, interrupted or not. */
    private void undo() throws IOException {
      boolean interrupted = Thread.interrupted();
      List<RunningProcess> known =
          launched.map(process -> List.of(RunningProcess.supervisor(process))).orElse(List.of());
      try {
        if (before.isEmpty()) {
          var _ = tearDown(events).run(known);
        } else if (shallRun(before.get())) {
          folder.want(before.get());
        } else {
          tearDown(events).stop(before.get().wanted(), known);
          folder.want(before.get());
        }
      } catch (InterruptedException again) {
        interrupted = true;
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  ReceiptDocument down(EventStream events) throws IOException, InterruptedException {
    if (folder.kept().isEmpty() && !watch.isAlive(folder)) {
      return TearDown.nothing(folder.name(), clock.instant());
    }
    try (WriterLock _ = lock(deadlines.writer(), events)) {
      return tearDown(events).run(List.of());
    }
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

  private boolean shallRun(EnvironmentDocument wanted) {
    Instant now = clock.instant();
    return wanted.wanted() == Wanted.UP && wanted.expiresAt().map(now::isBefore).orElse(true);
  }

  private StatusDocument status(
      EnvironmentDocument wanted, EnvironmentState state, List<ProblemStatus> problems) {
    return new StatusDocument(
        1,
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

  private WriterLock lock(Duration patience, EventStream events)
      throws IOException, InterruptedException {
    return WriterLock.take(folder.writerLock(), folder.name(), writers, patience, events);
  }

  private SupervisorStart start() {
    return new SupervisorStart(folder, launcher);
  }

  private TearDown tearDown(EventStream events) {
    return new TearDown(folder, watch, deadlines, clock, events);
  }
}
