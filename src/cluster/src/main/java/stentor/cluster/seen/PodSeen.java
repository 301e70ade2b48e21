package stentor.cluster.seen;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pod.
 *
 * @param name in its namespace
 * @param model id of the model that it serves; absent for one that serves none
 * @param phase as Kubernetes calls it, for example {@code Pending}
 * @param reason why it is in that phase, for example {@code Evicted}; empty: none told
 * @param message what is said of that; empty: nothing
 * @param node where it is; absent while it has none
 * @param createdAt when it was made, by the cluster's clock
 * @param leaving whether it is being ended
 * @param ready whether it takes work
 * @param containers in the order of its description
 * @param unplaced what the scheduler says while it finds no node; absent once it has one
 */
public record PodSeen(
    String name,
    Optional<String> model,
    String phase,
    String reason,
    String message,
    Optional<String> node,
    Instant createdAt,
    boolean leaving,
    boolean ready,
    List<ContainerSeen> containers,
    Optional<String> unplaced) {

  /** Copies the list. */
  public PodSeen {
    containers = List.copyOf(containers);
  }

  /** How often its containers were started again. */
  public int restarts() {
    return containers.stream().mapToInt(ContainerSeen::restarts).sum();
  }
}
