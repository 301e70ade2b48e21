package stentor.app.tasks;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import stentor.app.async.RunningTask;
import stentor.app.problem.ProblemShower;
import stentor.app.text.Messages;

/** Every long action, the newest first. Used on the window's thread. */
public final class TasksViewModel {

  private final ObservableList<RunningTask> tasks;
  private final ProblemShower problems;
  private final Messages messages;
  private final Clock clock;
  private final ZoneId zone;
  private final ObservableList<TaskRow> rows = FXCollections.observableArrayList();
  // Kept: a wrapper that nobody keeps is forgotten with those who listen to it.
  private final ObservableList<TaskRow> readable = FXCollections.unmodifiableObservableList(rows);
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");

  /** Follows these tasks from now on. */
  public TasksViewModel(
      ObservableList<RunningTask> tasks,
      ProblemShower problems,
      Messages messages,
      Clock clock,
      ZoneId zone) {
    this.tasks = tasks;
    this.problems = problems;
    this.messages = messages;
    this.clock = clock;
    this.zone = zone;
    tasks.addListener((ListChangeListener<RunningTask>) change -> follow());
    follow();
  }

  /** Rows of tasks that are still there stay the same, with what was expanded in them. */
  private void follow() {
    Map<RunningTask, TaskRow> before = new HashMap<>();
    rows.forEach(row -> before.put(row.task(), row));
    List<TaskRow> next = new ArrayList<>();
    for (RunningTask task : tasks) {
      next.add(Optional.ofNullable(before.get(task)).orElseGet(() -> added(task)));
    }
    rows.setAll(next);
    sum();
  }

  private TaskRow added(RunningTask task) {
    TaskRow row = new TaskRow(task, messages, clock, zone);
    row.runningProperty().addListener((property, before, now) -> sum());
    return row;
  }

  private void sum() {
    long running = rows.stream().filter(row -> row.runningProperty().get()).count();
    summary.set(running == 0 ? "" : messages.count("tasks.summary", running));
  }

  /** The tasks. */
  public ObservableList<TaskRow> rows() {
    return readable;
  }

  /** How many go on; empty where none does. */
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** Shows why a task failed. */
  public void showProblem(TaskRow row) {
    row.problem().ifPresent(problems::show);
  }
}
