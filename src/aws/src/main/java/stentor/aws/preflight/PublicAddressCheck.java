package stentor.aws.preflight;

import java.util.List;
import java.util.Map;
import stentor.aws.preflight.Simulation.Answer;
import stentor.aws.problem.PreflightProblem;

/**
 * Whether the account's organization forbids instances with public addresses. The nodes and the
 * gate are started by roles and not by whoever asks, but what an organization forbids it forbids to
 * all: so only its word counts here, and not whether the asker may start instances.
 */
public final class PublicAddressCheck implements Check {

  private static final String RUN = "ec2:RunInstances";

  private final Proposal proposal;
  private final Simulation simulation;

  /** A check for this environment. */
  public PublicAddressCheck(Proposal proposal, Simulation simulation) {
    this.proposal = proposal;
    this.simulation = simulation;
  }

  @Override
  public String subject() {
    return "Whether instances may have public addresses";
  }

  @Override
  public List<PreflightProblem> look() throws InterruptedException {
    if (proposal.identity().isRoot() || !isForbidden(true)) {
      return List.of();
    }
    return List.of(
        isForbidden(false)
            ? new PreflightProblem.ForbiddenByOrganization(List.of(RUN), proposal.region())
            : new PreflightProblem.PublicAddressesForbidden(proposal.network()));
  }

  private boolean isForbidden(boolean publicAddress) throws InterruptedException {
    ActionGroup group =
        new ActionGroup(
            "Instances",
            List.of(RUN),
            proposal.regional("ec2", "network-interface/*"),
            proposal.regional("ec2", "network-interface/eni-0123456789abcdef0"),
            Map.of(
                "aws:RequestedRegion",
                proposal.region(),
                "ec2:AssociatePublicIpAddress",
                Boolean.toString(publicAddress)));
    return simulation.of(group).stream().anyMatch(verdict -> verdict.answer() == Answer.FORBIDDEN);
  }
}
