package stentor.speech.problem;

/**
 * Carries a {@link Problem} up to whoever can tell a person. Each module has one final subclass
 * that narrows {@link #problem()} to its own sealed family.
 */
@SuppressWarnings("serial") // never serialized; problems are plain records
public abstract class ProblemException extends RuntimeException {

  /** Carries a problem with no further cause. */
  protected ProblemException(Problem problem) {
    super(problem.sentence());
  }

  /** Carries a problem with the exception that told of it, for the log. */
  protected ProblemException(Problem problem, Throwable cause) {
    super(problem.sentence(), cause);
  }

  /** The problem, never absent. */
  public abstract Problem problem();
}
