package stentor.control.plan;

import stentor.speech.problem.Problem;

/** What a step may tell while it runs. Safe for all threads. */
public interface StepReport {

  /**
   * Tells how far it is, in bytes.
   *
   * @param done bytes that are there, 0 or more
   * @param total bytes there will be, at least {@code done}
   */
  void progress(long done, long total);

  /** Tells something a person should know: one sentence without a full stop at its end. */
  void note(String text);

  /** Tells of a problem that does not end the step. */
  void problem(Problem problem);
}
