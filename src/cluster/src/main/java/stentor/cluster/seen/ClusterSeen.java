package stentor.cluster.seen;

import java.time.Instant;
import java.util.List;

/**
 * All that is seen of a cluster at one moment.
 *
 * @param at when, by the cluster's clock
 * @param pods of the environment's namespace, by name
 * @param nodes all of them, by name
 * @param scalers of the environment's namespace, by name
 * @param notices of the last hour, the oldest first
 */
public record ClusterSeen(
    Instant at,
    List<PodSeen> pods,
    List<NodeSeen> nodes,
    List<ScalerSeen> scalers,
    List<NoticeSeen> notices) {

  /** Copies the lists. */
  public ClusterSeen {
    pods = List.copyOf(pods);
    nodes = List.copyOf(nodes);
    scalers = List.copyOf(scalers);
    notices = List.copyOf(notices);
  }
}
