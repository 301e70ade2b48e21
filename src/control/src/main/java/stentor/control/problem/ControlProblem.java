package stentor.control.problem;

import java.util.List;
import stentor.speech.problem.Problem;

/** What can go wrong with an environment or with asking its master. */
public sealed interface ControlProblem extends Problem
    permits EnvironmentProblem,
        StartProblem,
        InstallationProblem,
        RequestProblem,
        PlanProblem,
        MasterProblem,
        CalibrationProblem,
        TokenProblem,
        KeysProblem {

  @Override
  default String why() {
    return "";
  }

  @Override
  default List<String> fixes() {
    return List.of();
  }
}
