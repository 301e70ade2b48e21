package stentor.aws.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.aws.problem.PreflightProblem;
import stentor.aws.problem.QuotaProblem;
import stentor.protocol.environment.CloudRequest.Network;

/** Whether the account may have as much of everything as the environment needs. */
public final class QuotaCheck implements Check {

  /** The gate, a t4g.small. */
  private static final long GATE = 2;

  /** Two nodes of two processors each that run what is not a worker. */
  private static final long NODES = 4;

  /** A worker's share of a spot node. */
  private static final long WORKER = 4;

  private final Proposal proposal;
  private final Quotas quotas;

  /** Knows limits and what there is. */
  public interface Quotas {
    /** How many the account may have; absent where nothing is known of it but the default. */
    OptionalDouble applied(Quota quota) throws InterruptedException;

    /** How many any account may have; absent where that is not known. */
    OptionalDouble usual(Quota quota) throws InterruptedException;

    /** How many there are now. */
    long used(Quota quota) throws InterruptedException;
  }

  private record Need(Quota quota, long amount, String use, boolean atOnce) {}

  /** A check for this environment. */
  public QuotaCheck(Proposal proposal, Quotas quotas) {
    this.proposal = proposal;
    this.quotas = quotas;
  }

  @Override
  public String subject() {
    return "The quotas";
  }

  @Override
  public List<PreflightProblem> look() throws InterruptedException {
    List<PreflightProblem> found = new ArrayList<>();
    for (Quota quota : Quota.values()) {
      List<Need> needs = needs().stream().filter(need -> need.quota() == quota).toList();
      if (!needs.isEmpty()) {
        OptionalDouble applied = quotas.applied(quota);
        OptionalDouble limit = applied.isPresent() ? applied : quotas.usual(quota);
        if (limit.isPresent()) {
          long used = quotas.used(quota);
          tooMuch(needs, (long) limit.getAsDouble(), used).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /** The first of the needs that does not fit: those that fail the plan stand before others. */
  private Optional<PreflightProblem> tooMuch(List<Need> needs, long limit, long used) {
    return needs.stream()
        .filter(need -> used + need.amount() > limit)
        .findFirst()
        .map(
            need ->
                new QuotaProblem(
                    need.quota().title(),
                    need.quota().service(),
                    need.quota().code(),
                    proposal.region(),
                    limit,
                    used,
                    need.amount(),
                    need.use(),
                    need.atOnce()));
  }

  private List<Need> needs() {
    List<Need> needs = new ArrayList<>();
    needs.add(new Need(Quota.ON_DEMAND, GATE, "the gate for uploads", true));
    needs.add(
        new Need(Quota.ON_DEMAND, GATE + NODES, "the gate with the service's own nodes", false));
    if (proposal.workers() > 0) {
      needs.add(
          new Need(
              Quota.SPOT,
              proposal.workers() * WORKER,
              "the largest number of workers (%d)".formatted(proposal.workers()),
              false));
    }
    needs.add(new Need(Quota.CLUSTERS, 1, "the cluster", true));
    needs.add(new Need(Quota.NETWORKS, 1, "the network", true));
    needs.add(new Need(Quota.GATEWAYS, 1, "the network", true));
    if (proposal.network() == Network.NAT) {
      needs.add(new Need(Quota.ADDRESSES, 1, "the NAT gateway", true));
    }
    return needs;
  }
}
