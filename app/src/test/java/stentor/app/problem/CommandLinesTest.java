package stentor.app.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.MasterProblem;
import stentor.control.problem.PlanProblem;
import stentor.control.problem.StartProblem;
import stentor.models.ModelProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class CommandLinesTest {

  private static final URI ADDRESS = URI.create("http://127.0.0.1:1");

  private static List<Problem> problems(EnvironmentName name) {
    return List.of(
        new EnvironmentProblem.NotUp(name),
        new EnvironmentProblem.NotRunning(name),
        new EnvironmentProblem.ModelNotServed(name, "moonshine-tiny-en", List.of()),
        new EnvironmentProblem.NoExpiry(name),
        new PlanProblem.PlanOutdated(name, List.of()),
        new StartProblem.PortTaken(name, 8000),
        new StartProblem.StartTimedOut(name, 60, Path.of("logs/supervisor.log")),
        new MasterProblem.Busy("queue_full", "wait", Optional.empty()),
        new MasterProblem.ConnectionLost(ADDRESS, "reset"),
        new MasterProblem.MasterUnreachable(ADDRESS, "refused"),
        new MasterProblem.Refused(500, "internal", "defect"),
        new ModelProblem.UnknownModel("none", List.of()));
  }

  @Test
  void each_is_a_command_that_the_problem_itself_names() {
    for (EnvironmentName name : List.of(EnvironmentName.DEFAULT, new EnvironmentName("meetings"))) {
      for (Problem problem : problems(name)) {
        assertThat(CommandLines.of(problem))
            .as(problem.code())
            .isNotEmpty()
            .allSatisfy(
                command -> assertThat(problem.fixes()).anyMatch(fix -> fix.contains(command)));
      }
    }
  }

  @Test
  void several_problems_have_the_commands_of_each_once() {
    Problem down = new EnvironmentProblem.NotUp(EnvironmentName.DEFAULT);
    Problem late =
        new StartProblem.StartTimedOut(EnvironmentName.DEFAULT, 60, Path.of("logs/supervisor.log"));

    assertThat(CommandLines.of(new PlanProblem.Several(List.of(down, late, down))))
        .containsExactly("stentor up", "stentor doctor");
  }

  @Test
  void a_problem_that_no_command_mends_has_none() {
    assertThat(CommandLines.of(new MasterProblem.Refused(404, "not_found", "none"))).isEmpty();
  }
}
