package stentor.app.problem;

import java.util.List;
import java.util.Optional;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.text.Messages;
import stentor.control.problem.EnvironmentProblem.EnvironmentBusy;
import stentor.control.problem.EnvironmentProblem.ModelNotServed;
import stentor.control.problem.EnvironmentProblem.NoExpiry;
import stentor.control.problem.EnvironmentProblem.NotRunning;
import stentor.control.problem.EnvironmentProblem.NotUp;
import stentor.control.problem.StartProblem.PortTaken;
import stentor.control.problem.StartProblem.StartFailed;
import stentor.control.problem.StartProblem.StartTimedOut;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

/** What the app can do about problems wherever they come from, known by their type. */
record KnownFixes(Navigator navigator, Messages messages) {

  /** Those of this problem; none where it knows no mend. */
  List<Fix> of(Problem problem) {
    return switch (problem) {
      case NotUp(var environment) -> look(environment);
      case NotRunning(var environment) -> look(environment);
      case EnvironmentBusy(var environment, _, _) -> look(environment);
      case NoExpiry(var environment) -> look(environment);
      case PortTaken(var environment, _) -> look(environment);
      case StartFailed(var environment, _, _, _) -> look(environment);
      case StartTimedOut(var environment, _, _) -> look(environment);
      case ModelNotServed(var environment, _, _) ->
          List.of(
              new Fix(
                  messages.text("problem.mend.models"),
                  () -> navigator.show(new Screen.Launch(Optional.of(environment)))));
      default -> List.of();
    };
  }

  /** Its screen has its logs, and what can be done with it as it is. */
  private List<Fix> look(EnvironmentName environment) {
    return List.of(
        new Fix(
            messages.text("problem.mend.environment"),
            () -> navigator.show(new Screen.Overview(environment))));
  }
}
