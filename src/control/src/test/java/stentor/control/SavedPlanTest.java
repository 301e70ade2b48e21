package stentor.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.control.problem.ControlException;
import stentor.control.problem.PlanProblem;
import stentor.protocol.environment.CloudRequest;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.PlanDocument.PlannedStep;
import stentor.protocol.json.Documents;

/** When a plan that was saved may still be run. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SavedPlanTest {

  private static PlanDocument plan(String version, Change... changes) {
    List<PlannedStep> steps = new ArrayList<>();
    for (Change change : changes) {
      String id = "step-" + steps.size();
      steps.add(new PlannedStep(id, "Do " + id, "thing", List.of(), 1, 0, change));
    }
    return new PlanDocument(
        1,
        EnvironmentName.DEFAULT,
        "local",
        1,
        0,
        List.of(),
        steps,
        new PlanDocument.Request(
            List.of(new PlanDocument.Model("first", version)),
            OptionalLong.of(1),
            OptionalLong.of(3),
            OptionalLong.of(14_400),
            OptionalLong.empty()));
  }

  private static List<String> changes(PlanDocument saved, PlanDocument now) {
    ControlException refused =
        catchThrowableOfType(ControlException.class, () -> SavedPlan.requireFits(saved, now));
    assertThat(refused.problem().code()).isEqualTo("plan_outdated");
    return ((PlanProblem.PlanOutdated) refused.problem()).changes();
  }

  @Test
  void one_that_would_do_the_same_fits_also_where_some_of_it_is_done() {
    PlanDocument saved = plan("1", Change.CREATE, Change.UPDATE, Change.NONE);

    assertThatCode(() -> SavedPlan.requireFits(saved, saved)).doesNotThrowAnyException();
    assertThatCode(
            () -> SavedPlan.requireFits(saved, plan("1", Change.NONE, Change.UPDATE, Change.NONE)))
        .doesNotThrowAnyException();
  }

  @Test
  void one_that_would_do_something_else_names_what() {
    PlanDocument saved = plan("1", Change.CREATE, Change.NONE);

    assertThat(changes(saved, plan("1", Change.UPDATE, Change.NONE)))
        .containsExactly("\"Do step-0\" would update now, the plan says create");
    assertThat(changes(saved, plan("1", Change.CREATE, Change.NONE, Change.CREATE)))
        .containsExactly("\"Do step-2\" is not in the plan");
    assertThat(changes(saved, plan("2", Change.CREATE, Change.NONE)))
        .containsExactly("the model first has version 2 now, the plan says 1");
  }

  @Test
  void what_was_asked_for_is_read_back_from_the_file() {
    PlanDocument saved =
        Documents.read(Documents.write(plan("1", Change.CREATE)), PlanDocument.class);

    assertThat(SavedPlan.request(saved))
        .isEqualTo(
            new UpRequest(
                    EnvironmentName.DEFAULT,
                    List.of("first"),
                    Optional.of(new WorkerRange(1, 3)),
                    Optional.of(Duration.ofHours(4)),
                    Optional.empty())
                .on(Optional.of("local"), CloudRequest.NONE));
  }

  @Test
  void a_file_whose_numbers_of_workers_are_no_range_is_told_as_such() {
    String json =
        new String(Documents.write(plan("1", Change.CREATE)), StandardCharsets.UTF_8)
            .replace("\"minWorkers\":1", "\"minWorkers\":9000000000");
    PlanDocument edited = Documents.read(json.getBytes(StandardCharsets.UTF_8), PlanDocument.class);

    ControlException refused =
        catchThrowableOfType(ControlException.class, () -> SavedPlan.request(edited));

    assertThat(refused.problem().code()).isEqualTo("bad_request");
  }
}
