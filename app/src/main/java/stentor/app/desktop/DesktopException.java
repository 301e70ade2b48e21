package stentor.app.desktop;

import stentor.speech.problem.ProblemException;

/** Carries a {@link DesktopProblem}. */
@SuppressWarnings("serial") // never serialized; problems are plain records
final class DesktopException extends ProblemException {

  private final DesktopProblem problem;

  DesktopException(DesktopProblem problem) {
    super(problem);
    this.problem = problem;
  }

  DesktopException(DesktopProblem problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  @Override
  public DesktopProblem problem() {
    return problem;
  }
}
