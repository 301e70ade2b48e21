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
}
