package stentor.control.problem;

import stentor.speech.problem.ProblemException;

/** Carries a problem of an environment or of its master. */
@SuppressWarnings("serial") // never serialized
public final class ControlException extends ProblemException {

  private final transient ControlProblem problem;

  /** Carries the problem. */
  public ControlException(ControlProblem problem) {
    super(problem);
    this.problem = problem;
  }

  /** Carries the problem with the exception that told of it, for the log. */
  public ControlException(ControlProblem problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  @Override
  public ControlProblem problem() {
    return problem;
  }
}
