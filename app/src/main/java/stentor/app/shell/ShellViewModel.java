package stentor.app.shell;

import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import stentor.app.async.RunningTask;
import stentor.app.async.TaskState;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.navigation.Screen.Section;
import stentor.app.text.Messages;

/** What the frame of the window shows whatever the screen. Used on the window's thread. */
public final class ShellViewModel {

  private final Navigator navigator;
  private final Messages messages;
  private final ObservableList<RunningTask> tasks;
  private final Map<Section, StringProperty> badges = new EnumMap<>(Section.class);
  private final ReadOnlyStringWrapper taskLine = new ReadOnlyStringWrapper("");

  /** The frame for this navigator, telling of these tasks. */
  public ShellViewModel(Navigator navigator, Messages messages, ObservableList<RunningTask> tasks) {
    this.navigator = navigator;
    this.messages = messages;
    this.tasks = tasks;
    for (Section section : Section.values()) {
      badges.put(section, new SimpleStringProperty(""));
    }
    tasks.addListener(
        (ListChangeListener<RunningTask>)
            change -> {
              while (change.next()) {
                for (RunningTask added : change.getAddedSubList()) {
                  added.stateProperty().addListener((property, before, now) -> tellTasks());
                }
              }
              tellTasks();
            });
  }

  private void tellTasks() {
    var running = tasks.stream().filter(task -> task.state().isRunning()).toList();
    badge(Section.TASKS)
        .set(running.isEmpty() ? "" : messages.text("shell.running", running.size()));
    if (running.isEmpty()) {
      taskLine.set("");
      return;
    }
    RunningTask newest = running.getFirst();
    String progress =
        newest.state() instanceof TaskState.Running now && now.fraction() >= 0
            ? messages.text("shell.task.percent", Math.round(now.fraction() * 100))
            : "";
    taskLine.set(messages.count("shell.task", running.size()) + newest.title() + progress);
  }

  /** Which screen is shown. */
  public Navigator navigator() {
    return navigator;
  }

  /** What stands behind an entry of the rail: a count, or nothing. Whoever knows it sets it. */
  public StringProperty badge(Section section) {
    return badges.computeIfAbsent(section, unknown -> new SimpleStringProperty(""));
  }

  /** The newest task that runs, in one line; empty where none does. */
  public ReadOnlyStringProperty taskLineProperty() {
    return taskLine.getReadOnlyProperty();
  }

  /** Shows the first screen of a section. */
  public void open(Section section) {
    navigator.show(
        switch (section) {
          case ENVIRONMENTS -> new Screen.Environments();
          case TRANSCRIBE -> Screen.Transcribe.asItWas();
          case HISTORY -> new Screen.History();
          case SETTINGS -> new Screen.Settings();
          case TASKS -> new Screen.Tasks();
          case HELP -> new Screen.Help();
        });
  }
}
