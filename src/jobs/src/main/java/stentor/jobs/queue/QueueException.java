package stentor.jobs.queue;

import stentor.speech.problem.ProblemException;

/** Thrown where the work queues do not answer. */
@SuppressWarnings("serial") // never serialized
public final class QueueException extends ProblemException {

  private final transient QueueProblem problem;

  /** Carries the problem with the client's exception. */
  public QueueException(QueueProblem problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  @Override
  public QueueProblem problem() {
    return problem;
  }
}
