package stentor.app.problem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import stentor.speech.problem.Problem;
import stentor.speech.problem.ProblemException;

/** A report could not be written. */
@SuppressWarnings("serial") // never serialized; problems are plain records
final class ReportException extends ProblemException {

  private final NotWritten problem;

  ReportException(Path file, IOException cause) {
    this(new NotWritten(file, String.valueOf(cause.getMessage())), cause);
  }

  private ReportException(NotWritten problem, IOException cause) {
    super(problem, cause);
    this.problem = problem;
  }

  @Override
  public Problem problem() {
    return problem;
  }

  /**
   * The file could not be written.
   *
   * @param evidence what the system said
   */
  record NotWritten(Path file, String evidence) implements Problem {
    @Override
    public String code() {
      return "report_not_written";
    }

    @Override
    public String what() {
      return "The report could not be written to %s".formatted(file);
    }

    @Override
    public String why() {
      return evidence;
    }

    @Override
    public List<String> fixes() {
      return List.of("Choose another folder.");
    }
  }
}
