package stentor.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import stentor.aws.call.Calls;
import stentor.aws.call.Clients;
import stentor.aws.credentials.CredentialSource;
import stentor.aws.credentials.Renewal;
import stentor.aws.problem.AccessProblem;
import stentor.aws.problem.CloudException;
import stentor.aws.stack.Stacks;
import stentor.control.cloud.CloudSite;
import stentor.control.event.EventStream;
import stentor.control.plan.Pause;
import stentor.protocol.environment.CloudIdentity;

/**
 * One region of an account, as one operation sees it.
 *
 * @param clients its services
 * @param calls how they are asked
 * @param stacks its stacks
 * @param region its name
 * @param credentials where its credentials come from
 * @param site the platform's clock and waits
 */
public record Account(
    Clients clients,
    Calls calls,
    Stacks stacks,
    String region,
    CredentialSource credentials,
    CloudSite site)
    implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /**
   * Opens it. Asks nothing of AWS but what its credentials need.
   *
   * @param credentials where its credentials come from
   * @param region its name; absent: that of the variables or of the profile
   * @param events where waits are told
   * @throws CloudException with {@link AccessProblem} if there are no credentials or no region
   */
  static Account open(
      CloudSite site, CredentialSource credentials, Optional<String> region, EventStream events) {
    credentials.require();
    String named =
        region
            .or(credentials::region)
            .orElseThrow(() -> new CloudException(new AccessProblem.NoRegion()));
    Clients clients = new Clients(named, credentials, site.endpoint());
    Calls calls =
        new Calls(
            site.clock(),
            site.pause(),
            site.random(),
            PATIENCE,
            new Renewal(credentials, site),
            new TellingWatcher(events));
    return new Account(
        clients, calls, new Stacks(clients.cloudFormation(), calls), named, credentials, site);
  }

  /** Another region of the same account. The caller closes it too. */
  public Account in(String other) {
    Clients there = new Clients(other, credentials, site.endpoint());
    return new Account(
        there, calls, new Stacks(there.cloudFormation(), calls), other, credentials, site);
  }

  /** The same, which waits for no longer than that for what passes by itself. */
  public Account waiting(Duration patience) {
    Calls others = calls.waiting(patience);
    return new Account(
        clients, others, new Stacks(clients.cloudFormation(), others), region, credentials, site);
  }

  /** What is missing to open it, all of it. Asks nothing of AWS but what its credentials need. */
  static List<AccessProblem> missing(CredentialSource credentials, Optional<String> region) {
    List<AccessProblem> missing = new ArrayList<>(credentials.missing().stream().toList());
    if (region.or(credentials::region).isEmpty()) {
      missing.add(new AccessProblem.NoRegion());
    }
    return missing;
  }

  private record TellingWatcher(EventStream events) implements Calls.Watcher {
    @Override
    public void unreachable(Instant since, String reason) {
      events.note("AWS cannot be reached since %s (%s); trying on".formatted(since, reason));
    }

    @Override
    public void reachable() {
      events.note("AWS can be reached again");
    }
  }

  /**
   * Finds out whether its credentials are of this account: asked anywhere else, all questions are
   * answered by no, and what stands is forgotten.
   *
   * @param number of the account in which the environment is
   * @throws CloudException with {@link AccessProblem.OtherAccount} if they are not
   */
  void require(String number) throws InterruptedException {
    String account =
        calls.require("sts:GetCallerIdentity", () -> clients.sts().getCallerIdentity()).account();
    if (!account.equals(number)) {
      throw new CloudException(new AccessProblem.OtherAccount(account, number));
    }
  }

  /** Who we are there, and until when. */
  CloudIdentity identity() throws InterruptedException {
    GetCallerIdentityResponse caller =
        calls.require("sts:GetCallerIdentity", () -> clients.sts().getCallerIdentity());
    return new CloudIdentity(
        caller.account(),
        caller.arn(),
        credentials.kind(),
        credentials.profile(),
        credentials.end());
  }

  /** What the time is there. */
  public Clock clock() {
    return site.clock();
  }

  /** How waits are taken there. */
  public Pause pause() {
    return site.pause();
  }

  @Override
  public void close() {
    clients.close();
  }
}
