package stentor.cli.progress;

import java.util.List;
import java.util.OptionalLong;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.PlanDocument.PlannedStep;
import stentor.speech.problem.Problem;

/** Plans and problems for tests. */
final class Operations {

  private Operations() {}

  static PlannedStep step(String id, String title, double seconds) {
    return new PlannedStep(id, title, "process", List.of(), seconds, 0, Change.CREATE);
  }

  static PlanDocument plan(PlannedStep... steps) {
    return new PlanDocument(
        1,
        EnvironmentName.DEFAULT,
        "local",
        List.of(steps).stream().mapToDouble(PlannedStep::expectedSeconds).sum(),
        0,
        List.of(),
        List.of(steps),
        new PlanDocument.Request(
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty()));
  }

  static Problem problem(String what, String why, String... fixes) {
    return new Problem() {
      @Override
      public String code() {
        return "broken";
      }

      @Override
      public String what() {
        return what;
      }

      @Override
      public String why() {
        return why;
      }

      @Override
      public List<String> fixes() {
        return List.of(fixes);
      }
    };
  }
}
