package stentor.aws.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.aws.problem.PreflightProblem;
import stentor.aws.problem.QuotaProblem;
import stentor.protocol.environment.CloudRequest.Network;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QuotaCheckTest {

  private final Limits limits = new Limits();

  /** An account that has nothing and may have a lot of everything. */
  private static final class Limits implements QuotaCheck.Quotas {
    final Map<Quota, Double> applied = new EnumMap<>(Quota.class);
    final Map<Quota, Double> usual = new EnumMap<>(Quota.class);
    final Map<Quota, Long> used = new EnumMap<>(Quota.class);

    Limits() {
      for (Quota quota : Quota.values()) {
        usual.put(quota, 100.0);
      }
    }

    private static OptionalDouble of(Map<Quota, Double> values, Quota quota) {
      return values.containsKey(quota)
          ? OptionalDouble.of(values.get(quota))
          : OptionalDouble.empty();
    }

    @Override
    public OptionalDouble applied(Quota quota) {
      return of(applied, quota);
    }

    @Override
    public OptionalDouble usual(Quota quota) {
      return of(usual, quota);
    }

    @Override
    public long used(Quota quota) {
      return used.getOrDefault(quota, 0L);
    }
  }

  private List<PreflightProblem> look(Network network, int workers) throws Exception {
    return new QuotaCheck(Proposals.of(network, workers), limits).look();
  }

  @Test
  void an_account_with_room_is_fine() throws Exception {
    assertThat(look(Network.NAT, 4)).isEmpty();
  }

  @Test
  void the_last_network_that_the_account_may_have_is_enough_and_none_is_not() throws Exception {
    limits.applied.put(Quota.NETWORKS, 5.0);
    limits.used.put(Quota.NETWORKS, 4L);
    assertThat(look(Network.PUBLIC, 1)).isEmpty();

    limits.used.put(Quota.NETWORKS, 5L);
    assertThat(look(Network.PUBLIC, 1))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.blocks()).isTrue();
              assertThat(problem.sentence())
                  .contains(
                      "VPCs in eu-central-1 leaves 0, and the network needs 1",
                      "5 of 5 are in use",
                      "https://eu-central-1.console.aws.amazon.com/servicequotas/home/services/vpc"
                          + "/quotas/L-F678F1CE");
            });
  }

  @Test
  void where_nothing_was_applied_for_the_default_counts() throws Exception {
    limits.usual.put(Quota.CLUSTERS, 2.0);
    limits.used.put(Quota.CLUSTERS, 2L);

    assertThat(look(Network.PUBLIC, 1)).extracting(PreflightProblem::blocks).containsExactly(true);
  }

  @Test
  void a_limit_that_nobody_tells_is_no_obstacle() throws Exception {
    limits.usual.clear();
    limits.used.put(Quota.CLUSTERS, 1_000L);

    assertThat(look(Network.NAT, 4)).isEmpty();
  }

  @Test
  void too_few_processors_for_the_gate_block_and_too_few_for_nodes_only_warn() throws Exception {
    limits.applied.put(Quota.ON_DEMAND, 5.0);
    assertThat(look(Network.PUBLIC, 1)).extracting(PreflightProblem::blocks).containsExactly(false);

    limits.used.put(Quota.ON_DEMAND, 4L);
    assertThat(look(Network.PUBLIC, 1)).extracting(PreflightProblem::blocks).containsExactly(true);
  }

  @Test
  void spot_processors_are_reckoned_for_all_workers_and_only_warn() throws Exception {
    limits.applied.put(Quota.SPOT, 5.0);
    assertThat(look(Network.PUBLIC, 1)).isEmpty();
    assertThat(look(Network.PUBLIC, 3))
        .singleElement()
        .isInstanceOfSatisfying(
            QuotaProblem.class,
            problem -> {
              assertThat(problem.blocks()).isFalse();
              assertThat(problem.needed()).isEqualTo(12);
            });
  }

  @Test
  void an_elastic_address_is_needed_behind_a_nat_gateway_only() throws Exception {
    limits.applied.put(Quota.ADDRESSES, 5.0);
    limits.used.put(Quota.ADDRESSES, 5L);

    assertThat(look(Network.PUBLIC, 1)).isEmpty();
    assertThat(look(Network.NAT, 1)).extracting(PreflightProblem::blocks).containsExactly(true);
  }
}
