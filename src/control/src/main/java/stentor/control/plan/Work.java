package stentor.control.plan;

/**
 * What a step does. Its methods block; an interrupt ends them soon. They throw a {@link
 * stentor.speech.problem.ProblemException} for an expected problem.
 *
 * <p>The process may be killed in the midst of any of them. {@link #look} then tells how far it
 * came, and {@link #run} or {@link #undo}, called again, goes on from there: neither may rely on
 * having been called once only.
 */
public interface Work {

  /** Asks the world, not the memory, how far it is. */
  Completion look() throws InterruptedException;

  /** Does it, all or what is missing of it. */
  void run(StepReport report) throws InterruptedException;

  /** Takes back what {@link #run} has done, all or what is there of it. */
  void undo(StepReport report) throws InterruptedException;
}
