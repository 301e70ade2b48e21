package stentor.control.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stentor.control.event.EventStream;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.ReceiptDocument.Checked;
import stentor.protocol.environment.ReceiptDocument.Gone;
import stentor.protocol.environment.ReceiptDocument.Left;
import stentor.protocol.environment.ReceiptDocument.Made;
import stentor.protocol.environment.ReceiptDocument.Spent;
import stentor.protocol.json.DocumentException;

/**
 * Takes one environment down: stops it in order, by force what does not stop, erases, asks what is
 * left. Goes on past failures; stopped in the midst of it, it can be run again. Its caller holds
 * the writer's lock.
 */
final class TearDown {

  private static final Spent FREE = new Spent(0, "USD");

  private final EnvironmentFolder folder;
  private final SupervisorWatch watch;
  private final Deadlines deadlines;
  private final Clock clock;
  private final EventStream events;

  private final List<Made> made = new ArrayList<>();
  private final List<Gone> gone = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private final List<Checked> checked = new ArrayList<>();

  TearDown(
      EnvironmentFolder folder,
      SupervisorWatch watch,
      Deadlines deadlines,
      Clock clock,
      EventStream events) {
    this.folder = folder;
    this.watch = watch;
    this.deadlines = deadlines;
    this.clock = clock;
    this.events = events;
  }

  /** The receipt of an environment that is not there. */
  static ReceiptDocument nothing(EnvironmentName environment, Instant now) {
    return new ReceiptDocument(
        1,
        environment,
        List.of(),
        List.of(),
        List.of(),
        List.of(new Checked("Is anything of this environment there?", "no", now)),
        FREE);
  }

  /**
   * Takes it down and writes the receipt.
   *
   * @param known processes that run and that the environment's files may not name yet
   */
  ReceiptDocument run(List<RunningProcess> known) throws IOException, InterruptedException {
    Optional<EnvironmentDocument> document = document();
    List<RunningProcess> processes = processes(known);
    Instant since = document.map(EnvironmentDocument::since).orElseGet(clock::instant);
    document.ifPresent(wanted -> made.add(new Made("port", String.valueOf(wanted.port()), since)));
    for (Path path : folder.kept()) {
      made.add(new Made(Files.isDirectory(path) ? "folder" : "file", path.toString(), since));
    }
    processes.forEach(
        process -> made.add(new Made("process", process.id(), process.startedAt(clock.instant()))));

    EventStream.Step stopping = events.start("stop", "Stop the environment " + folder.name());
    stop(document, processes, Wanted.DOWN);
    stopping.finish();
    checkProcesses(processes);
    if (left.isEmpty()) {
      erase();
    }
    document.ifPresent(wanted -> checkPort(wanted.port()));
    checkFiles();
    ReceiptDocument receipt =
        new ReceiptDocument(1, folder.name(), made, gone, left, checked, FREE);
    folder.write(receipt);
    return receipt;
  }

  /** Stops what runs, and leaves everything else. */
  void stop(Wanted wanted, List<RunningProcess> known) throws IOException, InterruptedException {
    stop(document(), processes(known), wanted);
  }

  private void stop(
      Optional<EnvironmentDocument> document, List<RunningProcess> processes, Wanted wanted)
      throws IOException, InterruptedException {
    if (document.isPresent() && document.get().wanted() != wanted) {
      folder.want(document.get().withWanted(wanted));
    }
    if (document.isPresent()) {
      Waiting.until(() -> !watch.isAlive(folder), deadlines.stop());
    }
    // Children leave by themselves when their supervisor is gone; what stays is asked, then forced.
    if (!allLeft(processes)) {
      processes.forEach(process -> process.handle().destroy());
      if (!allLeft(processes)) {
        processes.forEach(process -> process.handle().destroyForcibly());
        var _ = allLeft(processes);
      }
    }
  }

  private boolean allLeft(List<RunningProcess> processes) throws IOException, InterruptedException {
    return Waiting.until(
        () -> processes.stream().noneMatch(process -> process.handle().isAlive()),
        deadlines.leave());
  }

  private void checkProcesses(List<RunningProcess> processes) throws IOException {
    for (RunningProcess process : processes) {
      if (process.handle().isAlive()) {
        left.add(new Left("process", process.id(), "it does not end"));
      } else {
        gone.add(new Gone("process", process.id(), "the system knows no such process"));
      }
    }
    boolean supervised = watch.isAlive(folder);
    if (supervised && left.isEmpty()) {
      left.add(new Left("process", "supervisor", "an unknown process holds its lock"));
    }
    checked.add(
        new Checked(
            "Is a process of this environment running?",
            left.isEmpty() ? "no" : "yes, " + left.size(),
            clock.instant()));
  }

  private void erase() {
    EventStream.Step erasing = events.start("erase", "Erase its job store and token");
    try {
      folder.erase();
      erasing.finish();
    } catch (IOException failed) {
      // What is still there is found, and told, by checkFiles.
      events.note("Something could not be erased: " + failed.getMessage());
    }
  }

  private void checkPort(int port) {
    boolean answers = PortChoice.answers(port);
    Instant now = clock.instant();
    String question = "Does anybody answer on port " + port + "?";
    if (!answers) {
      checked.add(new Checked(question, "no", now));
      gone.add(new Gone("port", String.valueOf(port), "it refuses connections"));
    } else if (left.isEmpty()) {
      checked.add(new Checked(question, "yes, a program that is not of this environment", now));
      gone.add(new Gone("port", String.valueOf(port), "no process of this environment is left"));
    } else {
      checked.add(new Checked(question, "yes", now));
      left.add(new Left("port", String.valueOf(port), "it answers"));
    }
  }

  private void checkFiles() throws IOException {
    List<Path> kept = folder.kept();
    for (Path path : kept) {
      left.add(new Left("file", path.toString(), "it could not be erased"));
    }
    for (Made thing : made) {
      boolean path = thing.kind().equals("file") || thing.kind().equals("folder");
      if (path && kept.stream().noneMatch(still -> still.toString().equals(thing.id()))) {
        gone.add(new Gone(thing.kind(), thing.id(), "it does not exist"));
      }
    }
    checked.add(
        new Checked(
            "Are its job store, token and documents there?",
            kept.isEmpty() ? "no" : "yes, " + kept.size(),
            clock.instant()));
  }

  /** All that run now: once they are being stopped, children lose the parents that tell of them. */
  private List<RunningProcess> processes(List<RunningProcess> known) throws IOException {
    return RunningProcess.withDescendants(
        Stream.concat(known.stream(), RunningProcess.of(folder, watch).stream())
            .filter(process -> process.handle().isAlive())
            .toList());
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
