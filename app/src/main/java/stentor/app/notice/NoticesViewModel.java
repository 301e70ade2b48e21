package stentor.app.notice;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import stentor.app.async.Later;
import stentor.app.async.RunningTask;
import stentor.app.async.TaskState;
import stentor.app.async.UiThread;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.navigation.ScreenView.Status;
import stentor.app.text.Messages;

/**
 * Tells of tasks that ended while another screen was looked at. What was done is told for a while,
 * what failed until somebody closes it; what somebody cancelled is not told at all. Used on the
 * window's thread.
 */
public final class NoticesViewModel {

  /** At most so many at once; the oldest goes first. */
  static final int MOST = 3;

  /** How long what was done is told. */
  static final Duration SHOWN = Duration.ofSeconds(6);

  private final Navigator navigator;
  private final Messages messages;
  private final Later later;
  private final UiThread ui;
  private final ObservableList<Notice> notices = FXCollections.observableArrayList();
  // Kept: a wrapper that nobody keeps is forgotten with those who listen to it.
  private final ObservableList<Notice> readable = FXCollections.unmodifiableObservableList(notices);
  private final Map<RunningTask, Screen> followedOn = new HashMap<>();

  /** Tells of these tasks from now on. */
  public NoticesViewModel(
      ObservableList<RunningTask> tasks,
      Navigator navigator,
      Messages messages,
      Later later,
      UiThread ui) {
    this.navigator = navigator;
    this.messages = messages;
    this.later = later;
    this.ui = ui;
    tasks.addListener(
        (ListChangeListener<RunningTask>)
            change -> {
              while (change.next()) {
                change.getAddedSubList().forEach(this::follow);
              }
            });
    navigator.currentProperty().addListener((property, before, now) -> forgetWhatIsSeen(now));
  }

  /** Whoever starts a task is on the screen on which it is followed, or goes there at once. */
  private void follow(RunningTask task) {
    followedOn.put(task, place(navigator.current()));
    task.stateProperty()
        .addListener(
            (property, before, now) -> {
              switch (now) {
                case TaskState.Running _ -> {}
                case TaskState.Succeeded _ -> tell(task, "tasks.notice.done", Mood.GOOD, false);
                case TaskState.Failed _ -> tell(task, "tasks.notice.failed", Mood.BAD, true);
                case TaskState.Cancelled _ -> followedOn.remove(task);
              }
            });
  }

  private void tell(RunningTask task, String key, Mood mood, boolean stays) {
    Screen followed = Optional.ofNullable(followedOn.remove(task)).orElseGet(Screen.Tasks::new);
    Screen now = place(navigator.current());
    if (now.equals(followed) || now.equals(new Screen.Tasks())) {
      return;
    }
    Screen more = stays ? new Screen.Tasks() : followed;
    Notice notice = new Notice(new Status(messages.text(key), mood), task.title(), more, stays);
    if (notices.contains(notice)) {
      return;
    }
    if (notices.size() == MOST) {
      notices.removeFirst();
    }
    notices.add(notice);
    if (!stays) {
      later.run(SHOWN, () -> ui.run(() -> close(notice)));
    }
  }

  private void forgetWhatIsSeen(Screen now) {
    notices.removeIf(
        notice -> notice.screen().equals(place(now)) || now.equals(new Screen.Tasks()));
  }

  /** Recordings that were dropped on a screen are transcribed once, not with each look at it. */
  private static Screen place(Screen screen) {
    return screen instanceof Screen.Transcribe transcribe
        ? new Screen.Transcribe(transcribe.environment(), List.of())
        : screen;
  }

  /** What is told now, the newest last. */
  public ObservableList<Notice> notices() {
    return readable;
  }

  /** Goes where more is to be seen. */
  public void show(Notice notice) {
    close(notice);
    navigator.show(notice.screen());
  }

  /** Tells it no longer. */
  public void close(Notice notice) {
    notices.remove(notice);
  }
}
