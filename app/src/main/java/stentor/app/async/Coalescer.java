package stentor.app.async;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hands the newest of many values to the window, not more often than it can show them: the first at
 * once, of those that follow within the pace only the last. Safe for all threads; the consumer is
 * called on the window's thread.
 *
 * @param <T> the values
 */
public final class Coalescer<T> {

  private final UiThread ui;
  private final Later later;
  private final Duration pace;
  private final Consumer<T> consumer;
  private Optional<T> newest = Optional.empty();
  private boolean resting;

  /**
   * Makes one.
   *
   * @param pace least time between two values
   */
  public Coalescer(UiThread ui, Later later, Duration pace, Consumer<T> consumer) {
    this.ui = ui;
    this.later = later;
    this.pace = pace;
    this.consumer = consumer;
  }

  /** Takes a value; returns at once. */
  public synchronized void accept(T value) {
    newest = Optional.of(value);
    if (!resting) {
      resting = true;
      tell();
      later.run(pace, this::rested);
    }
  }

  private synchronized void rested() {
    if (newest.isPresent()) {
      tell();
      later.run(pace, this::rested);
    } else {
      resting = false;
    }
  }

  private void tell() {
    T value = newest.orElseThrow();
    newest = Optional.empty();
    ui.run(() -> consumer.accept(value));
  }
}
