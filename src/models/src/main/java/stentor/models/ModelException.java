package stentor.models;

import stentor.speech.problem.ProblemException;

/** Thrown where a model cannot be found, fetched, stored or trusted. */
@SuppressWarnings("serial") // never serialized
public final class ModelException extends ProblemException {

  private final transient ModelProblem problem;

  /** Carries the problem. */
  public ModelException(ModelProblem problem) {
    super(problem);
    this.problem = problem;
  }

  /** Carries the problem with the exception that told of it, for the log. */
  public ModelException(ModelProblem problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  @Override
  public ModelProblem problem() {
    return problem;
  }
}
