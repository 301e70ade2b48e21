package stentor.control.local;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.FolderWork;
import stentor.control.plan.Completion;
import stentor.control.plan.Plan;
import stentor.control.plan.Step;
import stentor.control.plan.Step.Action;
import stentor.control.plan.StepReport;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.StatusDocument;

/**
 * The steps that make an environment on this computer be what a document wants.
 *
 * <p>Expected times are those of docs/measurements.md, on two cores.
 */
final class LocalSteps {

  private static final Duration LAUNCH = Duration.ofMillis(100);
  private static final Duration MASTER = Duration.ofMillis(1500);
  private static final Duration WORKERS = Duration.ofMillis(1900);

  private final Site site;
  private final EnvironmentFolder folder;
  private final SupervisorStart start;
  private final Optional<EnvironmentDocument> before;
  private final EnvironmentDocument document;
  private final boolean passingBefore;
  private final boolean passing;

  /**
   * From what is wanted to what shall be.
   *
   * @param before what is wanted now; absent where it is to be made
   * @param passing whether it shall be up for the sake of one command only
   */
  LocalSteps(
      Site site,
      SupervisorStart start,
      Optional<EnvironmentDocument> before,
      EnvironmentDocument document,
      boolean passing) {
    this.site = site;
    this.folder = site.folder();
    this.start = start;
    this.before = before;
    this.document = document;
    this.passingBefore = folder.isPassing();
    this.passing = passing;
  }

  /**
   * The whole plan.
   *
   * @param models steps that bring its models to this computer
   */
  Plan plan(List<Action> models) throws IOException {
    List<Step> processes = new ArrayList<>();
    processes.add(master());
    for (WantedModel model : document.models()) {
      processes.add(workers(model));
    }
    return new Plan(
        Step.Sequence.of(
            new Step.Parallel(models),
            foundation(),
            wanted(),
            supervisor(),
            new Step.Parallel(processes),
            all()));
  }

  private Action foundation() {
    return Action.of(
            "folder",
            "Make the folder and token of the environment " + folder.name(),
            "folder",
            new FolderWork(
                folder,
                () ->
                    folder.wanted().isPresent() && folder.token().isPresent()
                        ? Completion.DONE
                        : Completion.NOT_DONE,
                report -> {
                  if (folder.wanted().isEmpty()) {
                    // Left by a command that was killed before the environment was there.
                    folder.erase();
                  }
                  if (folder.token().isEmpty()) {
                    folder.makeToken(site.random());
                  }
                }))
        .changing(before.isPresent() ? Change.NONE : Change.CREATE);
  }

  private Action wanted() {
    return Action.of(
            "document",
            "Write down what is wanted of it",
            "document",
            new FolderWork(folder, this::lookAtWanted, this::want, this::wantAsBefore))
        .undoneAs("Want of it what was wanted before")
        .changing(
            before.isEmpty() ? Change.CREATE : isWanted(before) ? Change.NONE : Change.UPDATE);
  }

  private Completion lookAtWanted() throws IOException {
    Optional<EnvironmentDocument> there = folder.wanted();
    if (isWanted(there)) {
      return Completion.DONE;
    }
    return there.isPresent() ? Completion.PARTLY : Completion.NOT_DONE;
  }

  private boolean isWanted(Optional<EnvironmentDocument> there) {
    return there.equals(Optional.of(document)) && folder.isPassing() == passing;
  }

  /** An idle end that is nobody's wish is never there without the mark that says so. */
  private void want(StepReport report) throws IOException {
    if (passing) {
      folder.setPassing(true);
    }
    folder.want(document);
    folder.setPassing(passing);
  }

  private void wantAsBefore(StepReport report) throws IOException {
    if (before.isPresent()) {
      folder.setPassing(passingBefore);
      folder.want(before.get());
    }
  }

  private Action supervisor() throws IOException {
    return Action.of(
            "supervisor",
            "Start the supervisor",
            "process",
            new FolderWork(
                folder,
                () -> start.lives() ? Completion.DONE : Completion.NOT_DONE,
                report -> start.launch(),
                this::stop))
        .undoneAs("Stop the supervisor")
        .expecting(LAUNCH)
        .changing(start.lives() ? Change.NONE : Change.CREATE);
  }

  /** One that should have run before goes on; it is told what was wanted of it then. */
  private void stop(StepReport report) throws IOException, InterruptedException {
    if (before.isPresent() && !site.shallRun(before.get())) {
      List<RunningProcess> known =
          start.launched().map(RunningProcess::supervisor).stream().toList();
      new Stopping(site).stop(before.get().wanted(), known);
    }
  }

  private Action master() throws IOException {
    return serving("master", "Wait for the master", status -> status.endpoint().isPresent())
        .expecting(MASTER);
  }

  private Action workers(WantedModel model) throws IOException {
    return serving(
            "workers-" + model.id(),
            "Wait for the workers of " + model.id(),
            status -> SupervisorStart.servesModel(status, model))
        .expecting(WORKERS);
  }

  private Action all() throws IOException {
    return serving(
        "ready",
        "Look whether all of it serves",
        status -> SupervisorStart.servesAll(status, document));
  }

  private Action serving(String id, String title, Predicate<StatusDocument> ready)
      throws IOException {
    FolderWork.Looking look =
        () ->
            start.lives() && folder.seen().filter(ready).isPresent()
                ? Completion.DONE
                : Completion.NOT_DONE;
    FolderWork.Doing wait =
        report -> {
          var _ = start.await(document, ready, site.deadlines().start(), report::problem);
        };
    boolean there = before.isPresent() && start.lives() && folder.seen().filter(ready).isPresent();
    return Action.of(id, title, "process", new FolderWork(folder, look, wait))
        .changing(there ? Change.NONE : Change.CREATE);
  }
}
