package stentor.app.logs;

import stentor.speech.problem.ProblemException;

/** Carries a {@link LogsProblem}. */
@SuppressWarnings("serial") // never serialized; problems are plain records
final class LogsException extends ProblemException {

  private final LogsProblem problem;

  LogsException(LogsProblem problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  @Override
  public LogsProblem problem() {
    return problem;
  }
}
