package stentor.aws.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.aws.problem.PreflightProblem;
import stentor.aws.problem.TakenProblem;
import stentor.protocol.environment.CloudRequest.Network;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EarlierCheckTest {

  private final There there = new There();

  private static final class There implements EarlierCheck.Traces {
    final Map<String, String> stacks = new HashMap<>();
    final Set<String> names = new HashSet<>();
    final Map<String, List<String>> remains = new HashMap<>();
    List<String> unanswered = List.of();
    Optional<String> region = Optional.empty();

    @Override
    public Map<String, String> stacks(String prefix) {
      return stacks.entrySet().stream()
          .filter(stack -> stack.getKey().startsWith(prefix))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public boolean hasBucket(String name) {
      return names.contains("bucket " + name);
    }

    @Override
    public Optional<String> regionOfRole(String name) {
      return name.equals("stentor-lab-service") ? region : Optional.empty();
    }

    @Override
    public EarlierCheck.Remains remains() {
      return new EarlierCheck.Remains(remains, unanswered);
    }
  }

  private List<PreflightProblem> look() throws Exception {
    return new EarlierCheck(Proposals.of(Network.PUBLIC, 1), there).look();
  }

  @Test
  void an_account_without_any_of_it_is_fine() throws Exception {
    assertThat(look()).isEmpty();
  }

  @Test
  void stacks_that_have_its_names_block_and_what_they_hold_is_not_told_again() throws Exception {
    there.stacks.put("stentor-lab-roles", "arn:aws:iam::000000000042:user/eve");
    there.stacks.put("stentor-lab-network", "arn:aws:iam::000000000042:user/eve");
    there.remains.put("cluster", List.of("stentor-lab"));

    assertThat(look())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.blocks()).isTrue();
              assertThat(problem.sentence())
                  .contains("stentor-lab-network, stentor-lab-roles", "user/eve", "--environment");
            });
  }

  @Test
  void stacks_of_an_environment_whose_name_begins_the_same_are_somebody_elses() throws Exception {
    there.stacks.put("stentor-lab-2-roles", "");

    assertThat(look()).isEmpty();
  }

  @Test
  void a_bucket_and_a_role_of_its_names_block() throws Exception {
    there.names.add("bucket stentor-lab-jobs-000000000042-eu-central-1");
    there.remains.put("role", List.of("stentor-lab-service"));

    assertThat(look()).extracting(PreflightProblem::blocks).containsExactly(true, true);
  }

  @Test
  void a_cluster_that_is_left_blocks_and_a_volume_only_costs() throws Exception {
    there.remains.put("cluster", List.of("stentor-lab"));
    there.remains.put("volume", List.of("vol-1", "vol-2"));

    assertThat(look()).extracting(PreflightProblem::blocks).containsExactly(true, false);
    assertThat(look().getLast())
        .isEqualTo(
            new TakenProblem.LeftBehind(
                Proposals.of(Network.PUBLIC, 1).environment(),
                List.of("volume vol-1", "volume vol-2")));
  }

  @Test
  void services_that_do_not_answer_are_told_and_stop_nothing() throws Exception {
    there.unanswered = List.of("file-system");

    assertThat(look())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.blocks()).isFalse();
              assertThat(problem.why()).contains("file-system");
            });
  }

  @Test
  void an_environment_of_that_name_in_another_region_is_told_with_its_region() throws Exception {
    there.remains.put("role", List.of("stentor-lab-service", "stentor-lab-node"));
    there.region = Optional.of("us-east-1");

    assertThat(look())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.blocks()).isTrue();
              assertThat(problem.sentence())
                  .contains("named lab in the region us-east-1", "--environment NAME");
            });

    there.region = Optional.of("eu-central-1");
    assertThat(look()).extracting(PreflightProblem::code).containsExactly("names_taken");
  }
}
