package stentor.app.async;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Work that was started. Its properties change on the window's thread only; {@link #cancel()} may
 * be called on any.
 */
public final class RunningTask {

  private final String title;
  private final Instant startedAt;
  private final ReadOnlyObjectWrapper<TaskState> state =
      new ReadOnlyObjectWrapper<>(new TaskState.Running(0, 0));
  private final ObservableList<String> log = FXCollections.observableArrayList();
  // Kept: a wrapper that nobody keeps is forgotten with those who listen to it.
  private final ObservableList<String> readable = FXCollections.unmodifiableObservableList(log);
  private volatile Runnable interrupt = () -> {};
  private final AtomicBoolean cancelled = new AtomicBoolean();

  RunningTask(String title, Instant startedAt) {
    this.title = title;
    this.startedAt = startedAt;
  }

  /** What it does, for a person: a verb and its object. */
  public String title() {
    return title;
  }

  /** When it began. */
  public Instant startedAt() {
    return startedAt;
  }

  /** How far it is. */
  public ReadOnlyObjectProperty<TaskState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** How far it is. */
  public TaskState state() {
    return state.get();
  }

  /** What it said, a line each, the newest last; the oldest of very many are forgotten. */
  public ObservableList<String> log() {
    return readable;
  }

  /** Interrupts it. It ends soon, and as cancelled unless it was at its end already. */
  public void cancel() {
    cancelled.set(true);
    interrupt.run();
  }

  /** How it is interrupted, from now on; at once where it was cancelled before it ran. */
  void interruptedBy(Runnable how) {
    interrupt = how;
    if (cancelled.get()) {
      how.run();
    }
  }

  void become(TaskState next) {
    state.set(next);
  }

  void add(String line, int most) {
    if (log.size() >= most) {
      log.remove(0, most / 2);
    }
    log.add(line);
  }
}
