package stentor.app.async;

/** Where work says how far it is. Safe for all threads; costs little, so that it may be often. */
public interface TaskReport {

  /** A report that nobody reads. */
  TaskReport UNREAD =
      new TaskReport() {
        @Override
        public void progress(double done, double total) {}

        @Override
        public void note(String line) {}

        @Override
        public void cancelledBy(Runnable how) {}
      };

  /**
   * How much of it is done.
   *
   * @param done from 0 to {@code total}
   * @param total in the same unit; 0 where nobody knows
   */
  void progress(double done, double total);

  /** One line for its log, without a full stop at its end. */
  void note(String line);

  /**
   * How this work is cancelled from now on, in place of an interrupt: for work that has something
   * to bring to a good end. It is called on any thread, also at once where somebody cancelled
   * before.
   */
  void cancelledBy(Runnable how);
}
