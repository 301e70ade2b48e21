package stentor.jobs.store;

import stentor.speech.problem.ProblemException;

/** Thrown where there can be no job store. */
@SuppressWarnings("serial") // never serialized
public final class StoreException extends ProblemException {

  private final transient StoreProblem problem;

  /** Carries the problem. */
  public StoreException(StoreProblem problem) {
    super(problem);
    this.problem = problem;
  }

  @Override
  public StoreProblem problem() {
    return problem;
  }
}
