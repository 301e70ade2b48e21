package stentor.control.local;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import stentor.control.HumanDuration;
import stentor.control.Platform;
import stentor.control.WorkerRange;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.FolderWork;
import stentor.control.environment.Operations;
import stentor.control.environment.WriterLock;
import stentor.control.event.EventStream;
import stentor.control.plan.Completion;
import stentor.control.plan.Plan;
import stentor.control.plan.Step.Action;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.PlanProblem;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.speech.problem.Problem;

/** Changes of one environment on this computer. Safe for all threads. */
final class LocalChange {

  private final Site site;
  private final EnvironmentFolder folder;
  private final PortSource ports;

  /** Chooses the port of a new environment. */
  @FunctionalInterface
  interface PortSource {
    int next() throws IOException;
  }

  LocalChange(Site site, PortSource ports) {
    this.site = site;
    this.folder = site.folder();
    this.ports = ports;
  }

  /** What {@link #up} would do now. */
  PlanDocument plan(Platform.Wanted asked, List<Action> models) throws IOException {
    Optional<EnvironmentDocument> before = standing();
    EnvironmentDocument document = document(before, asked);
    Plan plan = new LocalSteps(site, site.start(), before, document, asked.passing()).plan(models);
    List<ProblemStatus> problems =
        new Preflight(site)
            .problems(before).stream().map(thrown -> ProblemStatus.of(thrown.problem())).toList();
    return plan.document(folder.name(), LocalPlatform.NAME, problems, asked.request());
  }

  private Optional<EnvironmentDocument> standing() throws IOException {
    return folder.wanted().filter(wanted -> wanted.wanted() != Wanted.DOWN);
  }

  private EnvironmentDocument document(Optional<EnvironmentDocument> before, Platform.Wanted asked)
      throws IOException {
    Instant now = site.clock().instant();
    return before.isPresent()
        ? WantedChange.changed(before.get(), folder.isPassing(), asked, now)
        : WantedChange.made(asked, LocalPlatform.NAME, now, ports.next());
  }

  StatusDocument up(Platform.Wanted asked, List<Action> models, EventStream events)
      throws IOException, InterruptedException {
    folder.make();
    try (WriterLock _ = site.lock(events)) {
      Optional<EnvironmentDocument> before = folder.wanted();
      if (before.isPresent() && before.get().wanted() == Wanted.DOWN) {
        // Somebody was stopped while taking it down: that is ended first.
        ReceiptDocument _ = site.tearDown(events).run(List.of());
        before = Optional.empty();
      }
      if (before.isPresent() && !site.shallRun(before.get()) && site.isSupervised()) {
        // It is on its way out already, and could not be called back.
        new Stopping(site).stop(before.get().wanted(), List.of());
      }
      requireClear(new Preflight(site).problems(before));
      EnvironmentDocument document = document(before, asked);
      SupervisorStart start = site.start();
      Plan plan = new LocalSteps(site, start, before, document, asked.passing()).plan(models);
      if (plan.actions().stream().anyMatch(action -> action.change() != Change.NONE)) {
        new Rise(site, start, before, document, events).run(plan, asked.request());
        tellIfItStays(before, document, events);
      }
      return start.await(
          document,
          status -> SupervisorStart.servesAll(status, document),
          site.deadlines().start(),
          events::problem);
    }
  }

  private static void requireClear(List<ControlException> problems) {
    if (problems.size() == 1) {
      throw problems.getFirst();
    }
    if (!problems.isEmpty()) {
      List<Problem> all = new ArrayList<>();
      problems.forEach(thrown -> all.add(thrown.problem()));
      throw new ControlException(new PlanProblem.Several(all));
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

  EnvironmentDocument extend(Duration by, EventStream events)
      throws IOException, InterruptedException {
    return change(
        Operations.Kind.EXTEND,
        "Let the environment %s end %s later".formatted(folder.name(), HumanDuration.said(by)),
        before -> {
          Instant end =
              before
                  .expiresAt()
                  .orElseThrow(
                      () -> new ControlException(new EnvironmentProblem.NoExpiry(folder.name())));
          return WantedChange.extended(before, end.plus(by));
        },
        events);
  }

  EnvironmentDocument scale(String model, WorkerRange workers, EventStream events)
      throws IOException, InterruptedException {
    return change(
        Operations.Kind.SCALE,
        "Give the model %s %d to %d workers".formatted(model, workers.min(), workers.max()),
        before -> {
          List<String> served = before.models().stream().map(WantedModel::id).toList();
          if (!served.contains(model)) {
            throw new ControlException(
                new EnvironmentProblem.ModelNotServed(folder.name(), model, served));
          }
          return WantedChange.scaled(before, model, workers);
        },
        events);
  }

  private EnvironmentDocument change(
      Operations.Kind kind,
      String title,
      UnaryOperator<EnvironmentDocument> changing,
      EventStream events)
      throws IOException, InterruptedException {
    requireUp();
    try (WriterLock _ = site.lock(events)) {
      EnvironmentDocument before = requireUp();
      EnvironmentDocument after = changing.apply(before);
      if (!after.equals(before)) {
        FolderWork work =
            new FolderWork(
                folder,
                () ->
                    folder.wanted().equals(Optional.of(after))
                        ? Completion.DONE
                        : Completion.PARTLY,
                report -> folder.want(after),
                report -> folder.want(before));
        site.operations(events)
            .run(kind, Action.of("document", title, "document", work).changing(Change.UPDATE));
      }
      return after;
    }
  }

  private EnvironmentDocument requireUp() throws IOException {
    return folder
        .wanted()
        .filter(site::shallRun)
        .orElseThrow(() -> new ControlException(new EnvironmentProblem.NotUp(folder.name())));
  }

  ReceiptDocument down(EventStream events) throws IOException, InterruptedException {
    if (isGone()) {
      return TearDown.nothing(folder.name(), site.clock().instant());
    }
    try (WriterLock _ = site.lock(events)) {
      return site.tearDown(events).run(List.of());
    }
  }

  /** Where there is a journal, somebody is about it or was killed while being so. */
  private boolean isGone() throws IOException {
    return folder.kept().isEmpty()
        && !Files.exists(folder.journal())
        && !site.isSupervised()
        && RunningProcess.byCommandLine(folder).isEmpty();
  }

  /** Ends what a tear-down left that was stopped, unless somebody else is about it. */
  void finishTearDown(EventStream silent) throws IOException, InterruptedException {
    switch (WriterLock.attempt(folder.writerLock(), site.writers())) {
      case WriterLock.Attempt.HeldBy _ -> {}
      case WriterLock.Attempt.Taken(WriterLock lock) -> {
        try (lock) {
          Optional<EnvironmentDocument> wanted = folder.wanted();
          if (wanted.isPresent() && wanted.get().wanted() == Wanted.DOWN) {
            ReceiptDocument _ = site.tearDown(silent).run(List.of());
          }
        }
      }
    }
  }
}
