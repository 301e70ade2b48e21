package stentor.app.async;

/** The thread on which everything that a window shows is changed. */
@FunctionalInterface
public interface UiThread {

  /** Has the action run on it soon, after what it was handed before. Returns at once. */
  void run(Runnable action);
}
