package stentor.app.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import stentor.app.async.Ending;
import stentor.app.async.Later;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.app.desktop.Browser;
import stentor.app.desktop.Clipboards;
import stentor.control.log.LogLine;
import stentor.control.log.LogTail;
import stentor.protocol.file.IoReason;
import stentor.speech.problem.Problem;

/**
 * The logs of an environment, live between {@link #open()} and {@link #close()}. Used on the
 * window's thread.
 */
public final class LogsViewModel {

  /** Older lines are forgotten. */
  static final int MOST = 20_000;

  /** So many are forgotten at once, so that not every line moves all others. */
  private static final int SLACK = 2_000;

  private static final Duration PACE = Duration.ofSeconds(1);

  private final Path folder;
  private final Parts parts;
  private final LogTail tail;
  private final ObservableList<LogRow> all = FXCollections.observableArrayList();
  private final FilteredList<LogRow> shown = new FilteredList<>(all);
  private final ObjectProperty<Gravity> least = new SimpleObjectProperty<>(Gravity.DETAIL);
  private final ObjectProperty<LogRole> role = new SimpleObjectProperty<>(LogRole.ALL);
  private final StringProperty search = new SimpleStringProperty("");
  private final BooleanProperty following = new SimpleBooleanProperty(true);
  private final ReadOnlyBooleanWrapper read = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private boolean open;

  /**
   * What it works with.
   *
   * @param tasks reads files
   * @param ui the window's thread
   * @param later when it reads again
   * @param browser shows the folder
   * @param clipboard takes what is copied
   */
  public record Parts(
      TaskRunner tasks, UiThread ui, Later later, Browser browser, Clipboards clipboard) {}

  /** The logs in this folder, which are not read yet. */
  public LogsViewModel(Path folder, Parts parts) {
    this.folder = folder;
    this.parts = parts;
    this.tail = new LogTail(folder);
    least.addListener((property, before, now) -> filter());
    role.addListener((property, before, now) -> filter());
    search.addListener((property, before, now) -> filter());
  }

  private void filter() {
    Gravity gravity = least.get();
    LogRole program = role.get();
    String words = search.get().strip();
    shown.setPredicate(
        row ->
            row.gravity().isAtLeast(gravity)
                && program.has(row.program())
                && (words.isEmpty() || row.has(words)));
  }

  /** The lines that the filters let through, the oldest first. */
  ObservableList<LogRow> rows() {
    return shown;
  }

  /** How many lines there are with those that the filters hide. */
  int total() {
    return all.size();
  }

  /** Lines that are less grave are hidden. */
  ObjectProperty<Gravity> leastProperty() {
    return least;
  }

  /** Lines of other programs are hidden. */
  ObjectProperty<LogRole> roleProperty() {
    return role;
  }

  /** Lines without these words are hidden; empty: none. */
  StringProperty searchProperty() {
    return search;
  }

  /** Whether the newest line is kept in sight. */
  BooleanProperty followingProperty() {
    return following;
  }

  /** Whether they were read once. */
  ReadOnlyBooleanProperty readProperty() {
    return read.getReadOnlyProperty();
  }

  /** Why they cannot be read; absent where they can. */
  ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Reads them from now on. */
  public void open() {
    if (!open) {
      open = true;
      look();
    }
  }

  /** Reads them no more. */
  public void close() {
    open = false;
  }

  private void look() {
    if (!open) {
      return;
    }
    var _ =
        parts
            .tasks()
            .quietly(
                "Read the logs",
                report -> next(),
                new Ending<List<LogRow>>() {
                  @Override
                  public void succeeded(List<LogRow> rows) {
                    problem.set(Optional.empty());
                    add(rows);
                    again();
                  }

                  @Override
                  public void failed(Problem why) {
                    problem.set(Optional.of(why));
                    again();
                  }
                });
  }

  private void again() {
    read.set(true);
    parts.later().run(PACE, () -> parts.ui().run(this::look));
  }

  private record Timed(Instant at, LogRow row) {}

  /** Lines of several files by their time; one without stands behind the one it came after. */
  private List<LogRow> next() {
    try {
      List<Timed> timed = new ArrayList<>();
      Map<String, Instant> times = new HashMap<>();
      for (LogLine line : tail.next()) {
        LogRow row = LogRow.of(line);
        row.at().ifPresent(at -> times.put(row.program(), at));
        timed.add(new Timed(times.getOrDefault(row.program(), Instant.MIN), row));
      }
      timed.sort(Comparator.comparing(Timed::at));
      return timed.subList(Math.max(0, timed.size() - MOST), timed.size()).stream()
          .map(Timed::row)
          .toList();
    } catch (IOException failed) {
      throw new LogsException(
          new LogsProblem.Unreadable(folder.toString(), IoReason.of(failed)), failed);
    }
  }

  private void add(List<LogRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    if (all.size() + rows.size() > MOST) {
      all.remove(0, Math.min(all.size(), all.size() + rows.size() - MOST + SLACK));
    }
    all.addAll(rows);
  }

  /** Copies these lines. */
  void copy(List<LogRow> rows) {
    parts.clipboard().copy(rows.stream().map(LogRow::full).collect(Collectors.joining("\n")));
  }

  /** Shows the folder in which they are. */
  void showFolder() {
    parts.browser().showFolder(folder);
  }
}
