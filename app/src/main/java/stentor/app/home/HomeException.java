package stentor.app.home;

import stentor.speech.problem.ProblemException;

/** Carries a {@link HomeProblem}. */
@SuppressWarnings("serial") // never serialized; problems are plain records
final class HomeException extends ProblemException {

  private final HomeProblem problem;

  HomeException(HomeProblem problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  @Override
  public HomeProblem problem() {
    return problem;
  }
}
