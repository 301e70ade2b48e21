package stentor.control.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.control.environment.EnvironmentFolder;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.ReceiptDocument.Checked;
import stentor.protocol.environment.ReceiptDocument.Gone;
import stentor.protocol.environment.ReceiptDocument.Left;
import stentor.protocol.environment.ReceiptDocument.Made;
import stentor.protocol.environment.ReceiptDocument.Spent;

/** Asks what is left of an environment that was taken down. Used by one thread at a time. */
final class Inspection {

  /** What this computer costs. */
  static final Spent FREE = new Spent(0, "USD");

  private final Site site;
  private final EnvironmentFolder folder;
  private final List<RunningProcess> processes;
  private final Optional<EnvironmentDocument> document;

  private final List<Made> made = new ArrayList<>();
  private final List<Gone> gone = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private final List<Checked> checked = new ArrayList<>();

  /**
   * An inspection to come.
   *
   * @param processes those that ran when it began to be taken down
   * @param document what was wanted of it then
   */
  Inspection(Site site, List<RunningProcess> processes, Optional<EnvironmentDocument> document) {
    this.site = site;
    this.folder = site.folder();
    this.processes = processes;
    this.document = document;
  }

  /** Takes note of something that is there before. */
  void made(Made thing) {
    made.add(thing);
  }

  /** Looks, and tells all. */
  ReceiptDocument look() throws IOException, InterruptedException {
    gone.clear();
    left.clear();
    checked.clear();
    checkProcesses();
    document.ifPresent(wanted -> checkPort(wanted.port()));
    checkFiles();
    return receipt();
  }

  /** What was found when it looked last. */
  ReceiptDocument receipt() {
    return new ReceiptDocument(
        ReceiptDocument.SCHEMA, folder.name(), made, gone, left, checked, FREE);
  }

  private void checkProcesses() throws IOException, InterruptedException {
    for (RunningProcess process : processes) {
      if (process.handle().isAlive()) {
        left.add(new Left("process", process.id(), "it does not end"));
      } else {
        gone.add(new Gone("process", process.id(), "the system knows no such process"));
      }
    }
    // Whoever looks whether a supervisor lives holds its lock for a moment.
    if (left.isEmpty() && !Waiting.until(() -> !site.isSupervised(), site.deadlines().leave())) {
      left.add(new Left("process", "supervisor", "an unknown process holds its lock"));
    }
    answer(
        "Is a process of this environment running?", left.isEmpty() ? "no" : "yes, " + left.size());
  }

  private void checkPort(int port) {
    String question = "Does anybody answer on port " + port + "?";
    if (!PortChoice.answers(port)) {
      answer(question, "no");
      gone.add(new Gone("port", String.valueOf(port), "it refuses connections"));
    } else if (left.isEmpty()) {
      answer(question, "yes, a program that is not of this environment");
      gone.add(new Gone("port", String.valueOf(port), "no process of this environment is left"));
    } else {
      answer(question, "yes");
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
    answer(
        "Are its job store, token and documents there?",
        kept.isEmpty() ? "no" : "yes, " + kept.size());
  }

  private void answer(String question, String answer) {
    checked.add(new Checked(question, answer, site.clock().instant()));
  }
}
