package stentor.control.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.FolderWork;
import stentor.control.environment.Operations;
import stentor.control.event.EventStream;
import stentor.control.plan.Completion;
import stentor.control.plan.Outcome;
import stentor.control.plan.Plan;
import stentor.control.plan.Step;
import stentor.control.plan.Step.Action;
import stentor.control.plan.StepReport;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.ReceiptDocument.Checked;
import stentor.protocol.environment.ReceiptDocument.Made;
import stentor.protocol.json.DocumentException;

/**
 * Takes one environment down, by a plan: stops it in order, by force what does not stop, erases,
 * asks what is left. Goes on past failures; stopped or killed in the midst of it, it is run again
 * from the start and finds done what is done. Its caller holds the writer's lock.
 */
final class TearDown {

  private static final String CHECK = "check";

  private final Site site;
  private final EnvironmentFolder folder;
  private final EventStream events;
  private final Stopping stopping;

  TearDown(Site site, EventStream events) {
    this.site = site;
    this.folder = site.folder();
    this.events = events;
    this.stopping = new Stopping(site);
  }

  /** The receipt of an environment that is not there. */
  static ReceiptDocument nothing(EnvironmentName environment, Instant now) {
    return new ReceiptDocument(
        ReceiptDocument.SCHEMA,
        environment,
        List.of(),
        List.of(),
        List.of(),
        List.of(new Checked("Is anything of this environment there?", "no", now)),
        Inspection.FREE);
  }

  /**
   * Takes it down and writes the receipt.
   *
   * @param known processes that run and that the environment's files may not name yet
   */
  ReceiptDocument run(List<RunningProcess> known) throws IOException, InterruptedException {
    Optional<EnvironmentDocument> document = document();
    List<RunningProcess> processes = stopping.processes(known);
    Inspection inspection = new Inspection(site, processes, document);
    made(document, processes, inspection);
    Outcome outcome =
        site.operations(events)
            .run(Operations.Kind.DOWN, plan(processes, inspection), Operations.noRequest());
    switch (outcome) {
      case Outcome.Completed _ -> {}
      case Outcome.Cancelled _ -> throw new InterruptedException();
      case Outcome.Failed failed -> {
        // What failed before it was told as it happened, and the receipt says what came of it.
        if (failed.failures().stream().anyMatch(failure -> failure.step().equals(CHECK))) {
          throw Operations.failure(failed);
        }
      }
    }
    ReceiptDocument receipt = inspection.receipt();
    if (receipt.left().isEmpty()) {
      folder.archiveJournal();
    }
    return receipt;
  }

  private void made(
      Optional<EnvironmentDocument> document, List<RunningProcess> processes, Inspection inspection)
      throws IOException {
    Instant now = site.clock().instant();
    Instant since = document.map(EnvironmentDocument::since).orElse(now);
    document.ifPresent(
        wanted -> inspection.made(new Made("port", String.valueOf(wanted.port()), since)));
    for (Path path : folder.kept()) {
      String kind = Files.isDirectory(path) ? "folder" : "file";
      inspection.made(new Made(kind, path.toString(), since));
    }
    processes.forEach(
        process -> inspection.made(new Made("process", process.id(), process.startedAt(now))));
  }

  private Plan plan(List<RunningProcess> processes, Inspection inspection) {
    return new Plan(
        Step.Sequence.of(
            step(
                    "stop",
                    "Stop the environment " + folder.name(),
                    "process",
                    this::lookWhetherStopped,
                    report -> stopping.ask(Wanted.DOWN))
                .expecting(Duration.ofSeconds(1)),
            step(
                "processes",
                "End what is left of its processes",
                "process",
                () -> anyAlive(processes) ? Completion.NOT_DONE : Completion.DONE,
                report -> stopping.end(processes)),
            step(
                "erase",
                "Erase its job store and token",
                "folder",
                () -> folder.kept().isEmpty() ? Completion.DONE : Completion.NOT_DONE,
                report -> erase(processes, report)),
            step(
                    CHECK,
                    "Look whether anything is left",
                    "receipt",
                    () -> Completion.NOT_DONE,
                    report -> folder.write(inspection.look()))
                .changing(Change.CREATE)));
  }

  /** There is no way back: what was erased stays erased. */
  private Action step(
      String id, String title, String kind, FolderWork.Looking look, FolderWork.Doing doing) {
    return Action.of(id, title, kind, new FolderWork(folder, look, doing)).changing(Change.DELETE);
  }

  private Completion lookWhetherStopped() throws IOException {
    boolean wantedDown =
        document().map(EnvironmentDocument::wanted).map(Wanted.DOWN::equals).orElse(true);
    return wantedDown && !site.isSupervised() ? Completion.DONE : Completion.NOT_DONE;
  }

  private static boolean anyAlive(List<RunningProcess> processes) {
    return processes.stream().anyMatch(process -> process.handle().isAlive());
  }

  private void erase(List<RunningProcess> processes, StepReport report) {
    if (anyAlive(processes)) {
      report.note("Its files stay: processes that may be using them do not end");
      return;
    }
    try {
      folder.erase();
    } catch (IOException failed) {
      // What is still there is found, and told, by the inspection.
      report.note("Something could not be erased: " + failed.getMessage());
    }
  }

  /** What is wanted; a document that cannot be read shall not keep anybody from erasing it. */
  private Optional<EnvironmentDocument> document() throws IOException {
    try {
      return folder.wanted();
    } catch (DocumentException unreadable) {
      events.problem(unreadable.problem());
      return Optional.empty();
    }
  }
}
