package stentor.master;

import stentor.speech.problem.ProblemException;

/** Thrown where a request cannot become a job. */
@SuppressWarnings("serial") // never serialized
public final class MasterException extends ProblemException {

  private final transient MasterProblem problem;

  /** Carries the problem. */
  public MasterException(MasterProblem problem) {
    super(problem);
    this.problem = problem;
  }

  @Override
  public MasterProblem problem() {
    return problem;
  }
}
