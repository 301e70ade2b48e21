package stentor.master.prepare;

/** Whether somebody waits for a job that is to be prepared. */
public enum Urgency {
  /** A client holds its connection open until the job has ended. */
  WAITED_FOR,
  /** Nobody does; it is asked for later. */
  BACKGROUND
}
