package stentor.app.tasks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;
import stentor.app.async.RunningTask;
import stentor.app.async.TaskState;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.navigation.ScreenView.Status;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.speech.problem.Problem;

/** One task as a person sees it. Used on the window's thread. */
public final class TaskRow {

  /** A rate of what began just now would be a guess. */
  private static final Duration SOONEST_RATE = Duration.ofSeconds(2);

  private final RunningTask task;
  private final Messages messages;
  private final Clock clock;
  private final ZoneId zone;
  private final ReadOnlyObjectWrapper<Status> status = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper details = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper cancelling = new ReadOnlyBooleanWrapper();
  private final BooleanProperty expanded = new SimpleBooleanProperty();

  TaskRow(RunningTask task, Messages messages, Clock clock, ZoneId zone) {
    this.task = task;
    this.messages = messages;
    this.clock = clock;
    this.zone = zone;
    task.stateProperty().addListener((property, before, now) -> tell(now));
    tell(task.state());
  }

  private void tell(TaskState state) {
    switch (state) {
      case TaskState.Running now -> {
        running.set(true);
        progress.set(now.fraction());
        status.set(
            new Status(
                messages.text(cancelling.get() ? "tasks.cancelling" : "tasks.running"),
                Mood.NEUTRAL));
        details.set(soFar(now));
      }
      case TaskState.Succeeded ended -> end("tasks.done", Mood.GOOD, ended.at());
      case TaskState.Failed ended -> end("tasks.failed", Mood.BAD, ended.at());
      case TaskState.Cancelled ended -> end("tasks.cancelled", Mood.NEUTRAL, ended.at());
    }
  }

  private void end(String key, Mood mood, Instant at) {
    running.set(false);
    status.set(new Status(messages.text(key), mood));
    Duration took = Duration.between(task.startedAt(), at);
    details.set(
        messages.text(
            "tasks.ended", Figures.when(at, clock.instant(), zone), Figures.duration(took)));
  }

  private String soFar(TaskState.Running now) {
    String since =
        messages.text("tasks.since", Figures.when(task.startedAt(), clock.instant(), zone));
    if (now.fraction() < 0) {
      return since;
    }
    String done = messages.text("tasks.percent", Math.round(now.fraction() * 100));
    Duration spent = Duration.between(task.startedAt(), clock.instant());
    if (now.fraction() <= 0 || now.fraction() >= 1 || spent.compareTo(SOONEST_RATE) < 0) {
      return done + " · " + since;
    }
    double perMinute = now.fraction() * 100 * 60_000 / spent.toMillis();
    long left = Math.round(spent.toSeconds() * (1 - now.fraction()) / now.fraction());
    return String.join(
        " · ",
        done,
        messages.text("tasks.rate", Figures.decimal(perMinute)),
        messages.text("tasks.left", Figures.duration(Duration.ofSeconds(Math.max(1, left)))),
        since);
  }

  /** What it does. */
  public String title() {
    return task.title();
  }

  /** How it is, in a word. */
  public ReadOnlyObjectProperty<Status> statusProperty() {
    return status.getReadOnlyProperty();
  }

  /** How far, how fast, since when, or when it ended and how long it took, in one line. */
  public ReadOnlyStringProperty detailsProperty() {
    return details.getReadOnlyProperty();
  }

  /** From 0 to 1; negative where nobody knows. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Whether it goes on. */
  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Whether it was asked to end and has not yet. */
  public ReadOnlyBooleanProperty cancellingProperty() {
    return cancelling.getReadOnlyProperty();
  }

  /** Whether its log is shown. */
  public BooleanProperty expandedProperty() {
    return expanded;
  }

  /** What it said, the newest last. */
  public ObservableList<String> log() {
    return task.log();
  }

  /** Why it failed; absent where it did not. */
  public Optional<Problem> problem() {
    return task.state() instanceof TaskState.Failed failed
        ? Optional.of(failed.problem())
        : Optional.empty();
  }

  /** Asks it to end. */
  public void cancel() {
    if (running.get() && !cancelling.get()) {
      cancelling.set(true);
      tell(task.state());
      task.cancel();
    }
  }

  RunningTask task() {
    return task;
  }
}
