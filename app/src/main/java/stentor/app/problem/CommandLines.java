package stentor.app.problem;

import java.util.List;
import stentor.control.problem.EnvironmentProblem.ModelNotServed;
import stentor.control.problem.EnvironmentProblem.NoExpiry;
import stentor.control.problem.EnvironmentProblem.NotRunning;
import stentor.control.problem.EnvironmentProblem.NotUp;
import stentor.control.problem.MasterProblem;
import stentor.control.problem.PlanProblem.PlanOutdated;
import stentor.control.problem.PlanProblem.Several;
import stentor.control.problem.StartProblem.PortTaken;
import stentor.control.problem.StartProblem.StartTimedOut;
import stentor.models.ModelProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

/** The command lines among what mends a problem, known by its type: a person can copy them. */
final class CommandLines {

  private static final int SERVER_ERRORS = 500;

  private CommandLines() {}

  /** Those of this problem, the most likely mend first; none where no command is known. */
  static List<String> of(Problem problem) {
    return switch (problem) {
      case NotUp(var environment) -> List.of("stentor up" + option(environment));
      case NotRunning(var environment) -> List.of("stentor status" + option(environment));
      case ModelNotServed(var environment, var model, _) ->
          List.of("stentor up --model " + model + option(environment));
      case NoExpiry(var environment) ->
          List.of("stentor up" + option(environment) + " --expire 4h");
      case PlanOutdated(var environment, _) -> List.of("stentor plan" + option(environment));
      case Several(var problems) ->
          problems.stream().flatMap(one -> of(one).stream()).distinct().toList();
      case PortTaken(var environment, _) ->
          List.of("stentor down" + option(environment), "stentor up" + option(environment));
      case StartTimedOut _ -> List.of("stentor doctor");
      case MasterProblem.Busy _,
          MasterProblem.ConnectionLost _,
          MasterProblem.MasterUnreachable _ ->
          List.of("stentor status");
      case MasterProblem.Refused(int status, _, _) when status >= SERVER_ERRORS ->
          List.of("stentor doctor");
      case ModelProblem.UnknownModel _ -> List.of("stentor models list");
      default -> List.of();
    };
  }

  /** As problems themselves name an environment in a command. */
  private static String option(EnvironmentName environment) {
    return environment.equals(EnvironmentName.DEFAULT) ? "" : " --environment " + environment;
  }
}
