package stentor.cluster.seen;

import java.time.Instant;
import java.util.Optional;

/**
 * A node.
 *
 * @param name in the cluster
 * @param type of the machine, for example {@code m7g.large}; absent where it does not say
 * @param zone where it is; absent where it does not say
 * @param spot whether it may be taken away at short notice
 * @param ready whether it takes pods
 * @param trouble what it says of why it is not ready; empty: nothing
 * @param leaving whether it is being emptied
 * @param createdAt when it joined, by the cluster's clock
 */
public record NodeSeen(
    String name,
    Optional<String> type,
    Optional<String> zone,
    boolean spot,
    boolean ready,
    String trouble,
    boolean leaving,
    Instant createdAt) {}
