package stentor.aws.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.aws.preflight.Simulation.Answer;
import stentor.aws.preflight.Simulation.Verdict;
import stentor.aws.problem.AccessProblem;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.PreflightProblem;
import stentor.protocol.environment.CloudRequest.Network;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PermissionCheckTest {

  @TempDir private Path folder;

  private final Map<String, Answer> answers = new HashMap<>();
  private final List<ActionGroup> asked = new ArrayList<>();

  private List<Verdict> simulate(ActionGroup group) {
    asked.add(group);
    return group.actions().stream()
        .map(action -> new Verdict(action, answers.getOrDefault(action, Answer.ALLOWED)))
        .toList();
  }

  private List<PreflightProblem> look() throws Exception {
    return new PermissionCheck(
            Proposals.of(Network.PUBLIC, 1), this::simulate, new MissingPermissions(folder))
        .look();
  }

  private Path file() {
    return folder.resolve("missing-permissions.json");
  }

  @Test
  void who_may_do_all_is_told_nothing_and_nothing_is_written() throws Exception {
    assertThat(look()).isEmpty();
    assertThat(file()).doesNotExist();
  }

  @Test
  void what_is_missing_is_written_as_a_policy_that_is_as_narrow_as_the_plan() throws Exception {
    answers.put("iam:CreateRole", Answer.NOT_ALLOWED);
    answers.put("iam:PutRolePolicy", Answer.NOT_ALLOWED);
    answers.put("eks:ListClusters", Answer.NOT_ALLOWED);

    PreflightProblem problem = look().getFirst();

    assertThat(problem.blocks()).isTrue();
    assertThat(problem.what()).isEqualTo("3 permissions are missing");
    assertThat(problem.fixes().getFirst()).contains(file().toString());
    JsonNode policy = new ObjectMapper().readTree(Files.readAllBytes(file()));
    assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
    JsonNode roles = policy.path("Statement").path(0);
    assertThat(roles.path("Sid").asText()).matches("[A-Za-z0-9]+");
    assertThat(roles.path("Effect").asText()).isEqualTo("Allow");
    assertThat(roles.path("Action"))
        .extracting(JsonNode::asText)
        .containsExactly("iam:CreateRole", "iam:PutRolePolicy");
    assertThat(roles.path("Resource").asText())
        .isEqualTo("arn:aws:iam::000000000042:role/stentor-lab-*");
    assertThat(policy.path("Statement").path(1).path("Action"))
        .extracting(JsonNode::asText)
        .containsExactly("eks:ListClusters");
    assertThat(policy.path("Statement")).hasSize(2);
  }

  @Test
  void the_policy_goes_when_nothing_is_missing_any_more() throws Exception {
    answers.put("iam:CreateRole", Answer.NOT_ALLOWED);
    assertThat(look()).hasSize(1);
    assertThat(file()).exists();

    answers.clear();
    assertThat(look()).isEmpty();
    assertThat(file()).doesNotExist();
  }

  @Test
  void what_a_policy_denies_by_name_is_not_cured_by_allowing_it() throws Exception {
    answers.put("iam:CreateRole", Answer.REFUSED);

    PreflightProblem problem = look().getFirst();

    assertThat(problem.why()).contains("denied by a policy of their own: iam:CreateRole");
    assertThat(problem.fixes()).hasSize(2);
  }

  @Test
  void what_nobody_can_tell_blocks_nothing() throws Exception {
    answers.put("cloudformation:CreateStack", Answer.UNKNOWN);

    assertThat(look()).extracting(PreflightProblem::blocks).containsExactly(false);
    assertThat(file()).doesNotExist();
  }

  @Test
  void what_the_organization_forbids_is_on_no_policy_to_paste() throws Exception {
    answers.put("cloudformation:CreateStack", Answer.FORBIDDEN);

    assertThat(look())
        .singleElement()
        .isInstanceOf(PreflightProblem.ForbiddenByOrganization.class)
        .satisfies(problem -> assertThat(problem.blocks()).isTrue());
    assertThat(file()).doesNotExist();
  }

  @Test
  void policies_of_the_root_user_are_not_asked_for() throws Exception {
    List<PreflightProblem> found =
        new PermissionCheck(Proposals.ofRoot(), this::simulate, new MissingPermissions(folder))
            .look();

    assertThat(found).extracting(PreflightProblem::blocks).containsExactly(false);
    assertThat(asked).isEmpty();
  }

  @Test
  void a_simulation_that_is_denied_stops_nothing() throws Exception {
    Simulation denied =
        group -> {
          throw new CloudException(
              new AccessProblem.Denied("iam:SimulatePrincipalPolicy", "not authorized"));
        };
    PermissionCheck check =
        new PermissionCheck(
            Proposals.of(Network.PUBLIC, 1), denied, new MissingPermissions(folder));

    assertThatThrownBy(check::look).isInstanceOf(CloudException.class);
    assertThat(new Preflight(Proposals.of(Network.PUBLIC, 1).environment(), List.of(check)).run())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.blocks()).isFalse();
              assertThat(problem.why()).contains("iam:SimulatePrincipalPolicy");
            });
  }

  @Test
  void every_example_is_one_of_the_resources_that_the_policy_names() throws Exception {
    assertThat(look()).isEmpty();

    assertThat(asked)
        .allSatisfy(
            group -> assertThat(group.example()).matches(group.resource().replace("*", ".*")));
    assertThat(asked.stream().map(ActionGroup::id)).doesNotHaveDuplicates();
  }
}
