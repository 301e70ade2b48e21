package stentor.cli;

import stentor.control.problem.CalibrationProblem;
import stentor.control.problem.ControlProblem;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.InstallationProblem;
import stentor.control.problem.KeysProblem;
import stentor.control.problem.MasterProblem;
import stentor.control.problem.PlanProblem;
import stentor.control.problem.RequestProblem;
import stentor.control.problem.StartProblem;
import stentor.control.problem.TokenProblem;
import stentor.models.ModelProblem;
import stentor.speech.problem.Problem;

/** How a command can end, as the caller's shell sees it. */
public final class ExitStatus {

  /** It did what it should. */
  public static final int DONE = 0;

  /** It failed, or some of it did. */
  public static final int FAILED = 1;

  /** It was called wrongly, or needs a confirmation that nobody can give. */
  public static final int WRONG_USAGE = 2;

  /** What it needs is not there: no environment up, a part missing. */
  public static final int NOT_AVAILABLE = 3;

  /** Somebody interrupted it: 128 and the number of SIGINT, as shells count. */
  public static final int INTERRUPTED = 130;

  private ExitStatus() {}

  /** The status of a command that met this problem. */
  public static int of(Problem problem) {
    return switch (problem) {
      case ControlProblem control -> of(control);
      case ModelProblem.Cancelled _ -> INTERRUPTED;
      default -> FAILED;
    };
  }

  private static int of(ControlProblem problem) {
    return switch (problem) {
      case RequestProblem.BadRequest _ -> WRONG_USAGE;
      case EnvironmentProblem.NotUp _,
          InstallationProblem.MissingPart _,
          CalibrationProblem.NoModel _ ->
          NOT_AVAILABLE;
      case EnvironmentProblem _,
          CalibrationProblem _,
          InstallationProblem _,
          KeysProblem _,
          MasterProblem _,
          PlanProblem _,
          RequestProblem _,
          StartProblem _,
          TokenProblem _ ->
          FAILED;
    };
  }
}
