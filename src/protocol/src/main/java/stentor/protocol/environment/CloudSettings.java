package stentor.protocol.environment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.protocol.environment.CloudRequest.Network;

/**
 * What was settled when an environment on the cloud was planned. Stays as long as it exists, but
 * for its address, which every {@code up} asks for anew, and for what is chosen for cluster and
 * gate, which stays as long as these stand. Holds no secret.
 *
 * @param incarnation UUID of this environment, another each time one of its name is made; on every
 *     stack as the tag {@code stentor:incarnation}
 * @param account the AWS account, twelve digits
 * @param region for example {@code eu-central-1}
 * @param profile name of the profile whose credentials made it; absent: the usual chain
 * @param principal ARN of the user or role that may administer the cluster, with its path
 * @param network where its nodes are
 * @param zones availability zones, two or three
 * @param kubernetes version of Kubernetes, for example {@code 1.36}
 * @param image id of the machine image of the gate
 * @param address CIDR block from which cluster and gate may be reached
 * @param budget US dollars that may be spent before it ends by itself
 * @param driver version of the cluster's add-on for file systems; absent: EKS chose one
 * @param metered what was spent when its end was reckoned last; absent: its end is reckoned from
 *     when it was made
 */
public record CloudSettings(
    String incarnation,
    String account,
    String region,
    Optional<String> profile,
    String principal,
    Network network,
    List<String> zones,
    String kubernetes,
    String image,
    String address,
    OptionalDouble budget,
    Optional<String> driver,
    Optional<Metered> metered) {

  /** One of which nothing is metered, with the driver that EKS chooses. */
  public CloudSettings(
      String incarnation,
      String account,
      String region,
      Optional<String> profile,
      String principal,
      Network network,
      List<String> zones,
      String kubernetes,
      String image,
      String address,
      OptionalDouble budget) {
    this(
        incarnation,
        account,
        region,
        profile,
        principal,
        network,
        zones,
        kubernetes,
        image,
        address,
        budget,
        Optional.empty(),
        Optional.empty());
  }

  /** Copies the list. */
  public CloudSettings {
    zones = List.copyOf(zones);
  }

  /**
   * What was spent by then.
   *
   * @param at when
   * @param dollars US dollars from the beginning until then
   */
  public record Metered(Instant at, double dollars) {}

  /** The same with other metering. */
  public CloudSettings withMetered(Metered now) {
    return withSpending(budget, Optional.of(now));
  }

  /** The same with another budget, and what was spent of it. */
  public CloudSettings withSpending(OptionalDouble allowed, Optional<Metered> spent) {
    return new CloudSettings(
        incarnation,
        account,
        region,
        profile,
        principal,
        network,
        zones,
        kubernetes,
        image,
        address,
        allowed,
        driver,
        spent);
  }
}
