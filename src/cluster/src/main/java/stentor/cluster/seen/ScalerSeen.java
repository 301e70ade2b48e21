package stentor.cluster.seen;

import java.util.Optional;

/**
 * What scales the workers of a model by its queues: a ScaledObject of KEDA.
 *
 * @param name in its namespace
 * @param model id of the model; absent where it does not say
 * @param least how many workers there are at least
 * @param most how many there may be
 * @param ready whether it scales
 * @param trouble what it says of why it does not; empty: nothing
 * @param paused whether somebody has told it not to scale
 */
public record ScalerSeen(
    String name,
    Optional<String> model,
    int least,
    int most,
    boolean ready,
    String trouble,
    boolean paused) {}
