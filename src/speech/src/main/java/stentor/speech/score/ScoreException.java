package stentor.speech.score;

import stentor.speech.problem.ProblemException;

/** Carries a {@link ScoreProblem}. */
@SuppressWarnings("serial") // never serialized; problems are plain records
public final class ScoreException extends ProblemException {

  private final ScoreProblem problem;

  /** Carries the problem. */
  public ScoreException(ScoreProblem problem) {
    super(problem);
    this.problem = problem;
  }

  @Override
  public ScoreProblem problem() {
    return problem;
  }
}
