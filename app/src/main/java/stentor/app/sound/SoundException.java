package stentor.app.sound;

import stentor.speech.problem.ProblemException;

/** Carries a problem of a sound device. */
@SuppressWarnings("serial") // never serialized
public final class SoundException extends ProblemException {

  private final transient SoundProblem problem;

  /** Carries the problem. */
  public SoundException(SoundProblem problem) {
    super(problem);
    this.problem = problem;
  }

  /** Carries the problem with the exception that told of it, for the log. */
  public SoundException(SoundProblem problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  @Override
  public SoundProblem problem() {
    return problem;
  }
}
