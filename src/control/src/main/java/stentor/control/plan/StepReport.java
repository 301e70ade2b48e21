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

  /**
   * Tells that something which the step makes or removes has another state.
   *
   * @param name what it is called, unique in the step
   * @param type what it is, for example {@code AWS::EC2::VPC}
   * @param state the state, in the words of whoever makes it
   * @param reason why it is in that state, empty where nothing is said
   */
  void resource(String name, String type, String state, String reason);

  /** Tells something a person should know: one sentence without a full stop at its end. */
  void note(String text);

  /** Tells of a problem that does not end the step. */
  void problem(Problem problem);
}
