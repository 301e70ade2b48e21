package stentor.aws.preflight;

import java.io.IOException;
import java.util.List;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.PreflightProblem;

/** One of the things that are looked at before an environment is made. */
public interface Check {

  /** What is looked at, as the beginning of a sentence, for example {@code The quotas}. */
  String subject();

  /**
   * Looks.
   *
   * @return what it found; empty where all is well
   * @throws CloudException if it cannot be found out
   * @throws IOException if a file of the environment cannot be written
   */
  List<PreflightProblem> look() throws IOException, InterruptedException;
}
