package stentor.protocol.json;

import stentor.speech.problem.ProblemException;

/** Thrown where a document cannot be read, or could not be read again once it was written. */
@SuppressWarnings("serial") // never serialized
public final class DocumentException extends ProblemException {

  private final transient DocumentProblem problem;

  /** Carries the problem. */
  public DocumentException(DocumentProblem problem) {
    super(problem);
    this.problem = problem;
  }

  /** Carries the problem with the parser's exception, for the log. */
  public DocumentException(DocumentProblem problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  @Override
  public DocumentProblem problem() {
    return problem;
  }
}
