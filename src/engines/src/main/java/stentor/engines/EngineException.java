package stentor.engines;

import stentor.speech.problem.ProblemException;

/** Thrown where an engine cannot do its work. */
@SuppressWarnings("serial") // never serialized
public final class EngineException extends ProblemException {

  private final transient EngineProblem problem;

  /** Carries the problem. */
  public EngineException(EngineProblem problem) {
    super(problem);
    this.problem = problem;
  }

  /** Carries the problem with the exception of the engine's library, for the log. */
  public EngineException(EngineProblem problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  @Override
  public EngineProblem problem() {
    return problem;
  }
}
