package stentor.cluster.diagnosis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells causes apart where the cluster gives one code for several and the difference is in its
 * words only. The words are those of the programs named at each table, as of Kubernetes 1.34,
 * Karpenter 1.8, containerd 2.1 and EC2's list of error codes; what no table knows stays general.
 */
final class Clues {

  /**
   * Why no node takes a pod: the scheduler's sentence ({@code pkg/scheduler/framework/types.go},
   * FitError; plugins' reasons), and Karpenter's ({@code
   * pkg/controllers/provisioning/scheduling/scheduler.go}).
   */
  static final Clues UNPLACED =
      new Clues()
          .clue("exceeds? limits? for nodepool|would exceed limit", Cause.POOL_FULL)
          .clue(
              "persistentvolumeclaim \"[^\"]*\" not found|unbound immediate", Cause.VOLUME_MISSING)
          .clue("no instance type (has enough resources|satisfied resources)", Cause.TOO_LARGE)
          .clue("Insufficient (cpu|memory|pods|ephemeral-storage)|Too many pods", Cause.NO_ROOM)
          .clue("untolerated taint|did not tolerate taint", Cause.TAINTED)
          .clue("didn't match Pod's node affinity|no nodes available", Cause.NO_SUCH_NODE);

  /** Why no machine comes: EC2's error codes, which Karpenter hands on in its events. */
  static final Clues UNLAUNCHED =
      new Clues()
          .clue("VcpuLimitExceeded|MaxSpotInstanceCountExceeded", Cause.ACCOUNT_QUOTA)
          .clue("InsufficientInstanceCapacity|UnfulfillableCapacity", Cause.SPOT_SHORTAGE)
          .clue("(?i)insufficient ?capacity", Cause.SPOT_SHORTAGE)
          .clue("exceeds? limits? for nodepool", Cause.POOL_FULL);

  /** Why an image is not pulled: containerd's resolver and ECR's answers. */
  static final Clues UNPULLED =
      new Clues()
          .clue("no match for platform", Cause.IMAGE_OTHER_PLATFORM)
          .clue("not found|manifest unknown|does not exist", Cause.IMAGE_MISSING)
          .clue("403 Forbidden|401 Unauthorized|no basic auth|denied", Cause.IMAGE_REFUSED);

  /** Why a pod is not made: the API server's admission (ResourceQuota, PodSecurity). */
  static final Clues UNMADE =
      new Clues()
          .clue("exceeded quota", Cause.NAMESPACE_QUOTA)
          .clue("violates PodSecurity", Cause.SECURITY_REFUSED);

  /** Why a volume is not mounted: kubelet's CSI client. */
  static final Clues UNMOUNTED =
      new Clues()
          .clue("not found in the list of registered CSI drivers", Cause.DRIVER_MISSING)
          .clue("persistentvolumeclaim \"[^\"]*\" not found", Cause.VOLUME_MISSING);

  /** Why KEDA does not scale: AWS's error codes, which it hands on. */
  static final Clues UNSCALED =
      new Clues().clue("AccessDenied|not authorized|InvalidClientTokenId", Cause.SCALING_REFUSED);

  private final Map<Pattern, Cause> clues = new LinkedHashMap<>();

  private Clues() {}

  private Clues clue(String words, Cause cause) {
    clues.put(Pattern.compile(words), cause);
    return this;
  }

  /** The cause that these words speak of; the first of several. */
  Optional<Cause> in(String words) {
    return clues.entrySet().stream()
        .filter(clue -> clue.getKey().matcher(words).find())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
