package stentor.cluster.seen;

import java.util.Optional;

/**
 * A container of a pod.
 *
 * @param name in its pod
 * @param image that it shall run
 * @param ready whether its readiness probe succeeds
 * @param restarts how often it was started again
 * @param state what it does now
 * @param before how it last ended; absent where it never did
 */
public record ContainerSeen(
    String name,
    String image,
    boolean ready,
    int restarts,
    State state,
    Optional<State.Ended> before) {

  /** What a container does. */
  public sealed interface State {
    /**
     * It is not started.
     *
     * @param reason as the kubelet calls it, for example {@code CrashLoopBackOff}; empty: none told
     * @param message what it says of that; empty: nothing
     */
    record Waiting(String reason, String message) implements State {}

    /** It runs. */
    record Running() implements State {}

    /**
     * It has ended.
     *
     * @param reason as the kubelet calls it, for example {@code OOMKilled}
     * @param exit its exit code
     * @param message what the program left as its last word; empty: nothing
     */
    record Ended(String reason, int exit, String message) implements State {}
  }
}
