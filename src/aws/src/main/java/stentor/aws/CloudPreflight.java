package stentor.aws;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.aws.credentials.Identity;
import stentor.aws.preflight.AwsClock;
import stentor.aws.preflight.AwsOffers;
import stentor.aws.preflight.AwsQuotas;
import stentor.aws.preflight.AwsRegions;
import stentor.aws.preflight.AwsSimulation;
import stentor.aws.preflight.AwsTraces;
import stentor.aws.preflight.Check;
import stentor.aws.preflight.ClockCheck;
import stentor.aws.preflight.CredentialsCheck;
import stentor.aws.preflight.DriverCheck;
import stentor.aws.preflight.EarlierCheck;
import stentor.aws.preflight.MissingPermissions;
import stentor.aws.preflight.PermissionCheck;
import stentor.aws.preflight.Preflight;
import stentor.aws.preflight.PrincipalCheck;
import stentor.aws.preflight.Proposal;
import stentor.aws.preflight.PublicAddressCheck;
import stentor.aws.preflight.QuotaCheck;
import stentor.aws.preflight.RegionCheck;
import stentor.aws.preflight.TypeCheck;
import stentor.aws.preflight.VersionCheck;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.PreflightProblem;
import stentor.aws.stack.Owner;
import stentor.control.Platform;
import stentor.control.WorkerRange;
import stentor.control.event.EventStream;
import stentor.control.problem.ControlException;
import stentor.control.problem.PlanProblem;
import stentor.protocol.environment.CloudRequest.Network;

/** What is found out before a new environment is made. */
final class CloudPreflight {

  /** What a node of the service is at least. */
  private static final String NODE_TYPE = "m7g.large";

  private static final int ZONES = 2;

  private final CloudEnvironment environment;
  private final Platform.Wanted asked;
  private final Clock computer;

  /**
   * A preflight.
   *
   * @param computer this computer's own clock
   */
  CloudPreflight(CloudEnvironment environment, Platform.Wanted asked, Clock computer) {
    this.environment = environment;
    this.asked = asked;
    this.computer = computer;
  }

  /**
   * What was found.
   *
   * @param problems all of it
   */
  record Found(List<PreflightProblem> problems) {

    /** Copies the list. */
    Found {
      problems = List.copyOf(problems);
    }

    List<PreflightProblem> blocking() {
      return problems.stream().filter(PreflightProblem::blocks).toList();
    }

    List<PreflightProblem> warnings() {
      return problems.stream().filter(problem -> !problem.blocks()).toList();
    }

    /** Whether the region answers to its name; else nothing can be asked of it. */
    boolean regionAnswers() {
      return problems.stream().noneMatch(PreflightProblem.RegionUnusable.class::isInstance);
    }
  }

  /** Finds out. */
  Found look(Account account) throws IOException, InterruptedException {
    List<PreflightProblem> region =
        run(List.of(new RegionCheck(account.region(), new AwsRegions(account))));
    if (!new Found(region).regionAnswers()) {
      return new Found(region);
    }
    Identity identity = Identity.ask(account.clients(), account.calls());
    List<PreflightProblem> all = new ArrayList<>(region);
    all.addAll(run(checks(account, proposal(account, identity))));
    return new Found(all);
  }

  /**
   * Finds out, tells what should be known, and returns if nothing stands in the way.
   *
   * @throws CloudException with what does
   * @throws ControlException with {@link PlanProblem.Several} where there is more
   */
  void require(Account account, EventStream events) throws IOException, InterruptedException {
    Found found = look(account);
    found.warnings().forEach(events::problem);
    List<PreflightProblem> blocking = found.blocking();
    if (blocking.size() == 1) {
      throw new CloudException(blocking.getFirst());
    }
    if (!blocking.isEmpty()) {
      throw new ControlException(new PlanProblem.Several(List.copyOf(blocking)));
    }
  }

  private List<PreflightProblem> run(List<Check> checks) throws IOException, InterruptedException {
    return new Preflight(asked.environment(), checks).run();
  }

  private Proposal proposal(Account account, Identity identity) {
    Network network = asked.cloud().network().orElse(Network.PUBLIC);
    int most = asked.workers().orElse(WorkerRange.LOCAL_DEFAULT).max() * asked.models().size();
    Instant end = account.clock().instant().plus(asked.expire().orElse(Lifetime.USUAL));
    return new Proposal(
        asked.environment(), account.region(), identity, network, most, parts(network), end);
  }

  private List<String> parts(Network network) {
    List<String> parts =
        new ArrayList<>(
            List.of(
                Blueprint.ROLES,
                Blueprint.NETWORK,
                Blueprint.EXPIRY,
                Blueprint.STORAGE,
                Blueprint.REGISTRY,
                Blueprint.JOBS,
                Blueprint.CLUSTER,
                Blueprint.GATE));
    switch (network) {
      case PUBLIC -> {}
      case NAT -> parts.add(Blueprint.NAT);
      case ENDPOINTS -> parts.add(Blueprint.ENDPOINTS);
    }
    asked.models().forEach(model -> parts.add(Blueprint.QUEUES + model.id()));
    return parts;
  }

  private List<Check> checks(Account account, Proposal proposal) {
    AwsSimulation simulation = new AwsSimulation(account, proposal.identity().principal());
    AwsOffers offers = new AwsOffers(account);
    Owner owner =
        new Owner(
            proposal.environment(),
            proposal.identity().account(),
            "",
            proposal.identity().principal(),
            Optional.empty());
    return List.of(
        new CredentialsCheck(account.credentials().end(), computer),
        new ClockCheck(new AwsClock(account, computer)),
        new PrincipalCheck(proposal.identity()),
        new PermissionCheck(
            proposal, simulation, new MissingPermissions(environment.folder().path())),
        new PublicAddressCheck(proposal, simulation),
        new QuotaCheck(proposal, new AwsQuotas(account)),
        new VersionCheck(proposal.region(), proposal.end(), offers),
        new DriverCheck(offers, offers),
        new TypeCheck(
            List.of(
                new TypeCheck.Need(Choices.GATE_TYPE, "the gate for uploads", ZONES, true),
                new TypeCheck.Need(NODE_TYPE, "the service's own nodes", ZONES, false)),
            offers),
        new EarlierCheck(proposal, new AwsTraces(account, owner)));
  }
}
