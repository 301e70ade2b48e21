package stentor.app.problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import stentor.app.async.Ending;
import stentor.app.async.TaskReport;
import stentor.app.async.TaskRunner;
import stentor.app.desktop.Clipboards;
import stentor.app.desktop.FileChoice;
import stentor.app.text.Messages;
import stentor.speech.problem.Problem;

/** A problem, and what can be done with it. Used on the window's thread. */
final class ProblemViewModel {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'stentor-report-'yyyyMMdd-HHmm'.txt'", Locale.ROOT);

  private final Problem problem;
  private final List<Fix> fixes;
  private final Parts parts;
  private final ReadOnlyBooleanWrapper saving = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");

  /** What it works with. */
  record Parts(
      TaskRunner tasks,
      Report report,
      FileChoice files,
      Clipboards clipboard,
      Messages messages,
      Clock clock,
      ZoneId zone) {}

  ProblemViewModel(Problem problem, List<Fix> fixes, Parts parts) {
    this.problem = problem;
    this.fixes = List.copyOf(fixes);
    this.parts = parts;
  }

  /** What it is about. */
  Problem problem() {
    return problem;
  }

  /** What the app can do about it. */
  List<Fix> fixes() {
    return fixes;
  }

  /** Commands that mend it. */
  List<String> commands() {
    return CommandLines.of(problem);
  }

  /** Copies one of {@link #commands()}. */
  void copyCommand(String command) {
    parts.clipboard().copy(command);
  }

  /** Copies it as text. */
  void copy() {
    StringBuilder text = new StringBuilder(problem.what()).append(" (").append(problem.code());
    text.append(")\n");
    if (!problem.why().isEmpty()) {
      text.append(problem.why()).append('\n');
    }
    problem.fixes().forEach(fix -> text.append("- ").append(fix).append('\n'));
    parts.clipboard().copy(text.toString());
    told.set(parts.messages().text("problem.copied"));
  }

  /** Writes a report where the person wants it. */
  void save() {
    String name = NAME.format(parts.clock().instant().atZone(parts.zone()));
    parts
        .files()
        .save(
            parts.messages().text("problem.save"),
            name,
            List.of(new FileChoice.Kind(parts.messages().text("problem.kind"), List.of("txt"))))
        .ifPresent(this::save);
  }

  private void save(Path file) {
    saving.set(true);
    var _ =
        parts
            .tasks()
            .quietly(
                "Save a report",
                report -> write(file, report),
                new Ending<Path>() {
                  @Override
                  public void succeeded(Path written) {
                    end(parts.messages().text("problem.saved", written));
                  }

                  @Override
                  public void failed(Problem why) {
                    end(parts.messages().text("problem.notSaved", why.sentence()));
                  }

                  @Override
                  public void cancelled() {
                    end("");
                  }
                });
  }

  private void end(String words) {
    saving.set(false);
    told.set(words);
  }

  private Path write(Path file, TaskReport report) throws InterruptedException {
    report.note(file.toString());
    String text = parts.report().text(Optional.of(problem));
    try {
      return Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new ReportException(file, unwritable);
    }
  }

  /** Whether a report is being written. */
  ReadOnlyBooleanProperty savingProperty() {
    return saving.getReadOnlyProperty();
  }

  /** What came of the last thing that was done; empty at first. */
  ReadOnlyStringProperty toldProperty() {
    return told.getReadOnlyProperty();
  }
}
