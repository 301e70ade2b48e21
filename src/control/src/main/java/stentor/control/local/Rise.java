package stentor.control.local;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.Operations;
import stentor.control.event.EventStream;
import stentor.control.plan.Outcome;
import stentor.control.plan.Plan;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.ReceiptDocument;
import stentor.speech.problem.ProblemException;

/**
 * One attempt to bring an environment up. Failed, it leaves everything as it was before.
 * Interrupted, it does so too, unless there is a supervisor already: that goes on by itself.
 */
final class Rise {

  private final Site site;
  private final EnvironmentFolder folder;
  private final SupervisorStart start;
  private final Optional<EnvironmentDocument> before;
  private final EnvironmentDocument document;
  private final EventStream events;

  Rise(
      Site site,
      SupervisorStart start,
      Optional<EnvironmentDocument> before,
      EnvironmentDocument document,
      EventStream events) {
    this.site = site;
    this.folder = site.folder();
    this.start = start;
    this.before = before;
    this.document = document;
    this.events = events;
  }

  /**
   * Runs the plan to its end.
   *
   * @throws ProblemException why it could not be, after all was undone
   */
  void run(Plan plan, PlanDocument.Request request) throws IOException, InterruptedException {
    switch (site.operations(events).run(Operations.Kind.UP, plan, request)) {
      case Outcome.Completed _ -> {}
      case Outcome.Failed failed -> {
        ProblemException failure = Operations.failure(failed);
        undo(plan, failed);
        throw failure;
      }
      case Outcome.Cancelled cancelled -> {
        if (isHandedOver()) {
          events.note(
              "The environment %s goes on coming up by itself; see it with %s, end it with %s"
                  .formatted(folder.name(), command("status"), command("down")));
        } else {
          undo(plan, cancelled);
        }
        throw new InterruptedException();
      }
    }
  }

  /** Whether a supervisor lives that has been told all that is wanted. */
  private boolean isHandedOver() throws IOException {
    return folder.wanted().equals(Optional.of(document)) && start.lives();
  }

  private String command(String name) {
    boolean usual = folder.name().equals(EnvironmentName.DEFAULT);
    return "stentor " + name + (usual ? "" : " --environment " + folder.name());
  }

  private void undo(Plan plan, Outcome outcome) throws IOException, InterruptedException {
    if (before.isEmpty()) {
      List<RunningProcess> known =
          start.launched().map(RunningProcess::supervisor).stream().toList();
      ReceiptDocument _ = site.tearDown(events).run(known);
    } else if (!outcome.begun().isEmpty()) {
      Set<String> begun = new HashSet<>(outcome.begun());
      Plan undoing = plan.only(action -> begun.contains(action.id())).reversed();
      Outcome _ =
          site.operations(events).run(Operations.Kind.UNDO, undoing, Operations.noRequest());
    }
  }
}
