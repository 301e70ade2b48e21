package stentor.aws.problem;

import stentor.speech.problem.ProblemException;

/** Carries a problem of the cloud. */
@SuppressWarnings("serial") // never serialized
public final class CloudException extends ProblemException {

  private final transient CloudProblem problem;

  /** Carries the problem. */
  public CloudException(CloudProblem problem) {
    super(problem);
    this.problem = problem;
  }

  /** Carries the problem with the exception that told of it, for the log. */
  public CloudException(CloudProblem problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  @Override
  public CloudProblem problem() {
    return problem;
  }
}
