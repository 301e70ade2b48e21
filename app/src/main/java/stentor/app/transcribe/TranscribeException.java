package stentor.app.transcribe;

import stentor.speech.problem.Problem;
import stentor.speech.problem.ProblemException;

/** Carries a problem with a recording. */
@SuppressWarnings("serial") // never serialized; problems are plain records
final class TranscribeException extends ProblemException {

  private final Problem problem;

  TranscribeException(Problem problem) {
    super(problem);
    this.problem = problem;
  }

  TranscribeException(Problem problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  @Override
  public Problem problem() {
    return problem;
  }
}
