package stentor.speech.audio;

import stentor.speech.problem.ProblemException;

/** Tells that a recording cannot be used, and why. */
@SuppressWarnings("serial") // never serialized, as its parent
public final class AudioException extends ProblemException {

  private final AudioProblem problem;

  /** Carries {@code problem}. */
  public AudioException(AudioProblem problem) {
    super(problem);
    this.problem = problem;
  }

  @Override
  public AudioProblem problem() {
    return problem;
  }
}
