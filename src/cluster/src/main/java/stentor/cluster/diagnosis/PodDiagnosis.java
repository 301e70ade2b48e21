package stentor.cluster.diagnosis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import stentor.cluster.seen.ContainerSeen;
import stentor.cluster.seen.ContainerSeen.State;
import stentor.cluster.seen.NoticeSeen;
import stentor.cluster.seen.PodSeen;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.protocol.program.Announcement;

/**
 * Finds out what is wrong with one pod. Reasons are those of the kubelet ({@code
 * pkg/kubelet/images/types.go}, {@code pkg/kubelet/container/sync_result.go}, {@code
 * pkg/kubelet/events/event.go}).
 *
 * @param notices warnings about it, the oldest first
 * @param unlaunched what says why no machine comes; absent where nothing does
 */
record PodDiagnosis(PodSeen pod, List<NoticeSeen> notices, Optional<NoticeSeen> unlaunched) {

  private static final String OUT_OF_MEMORY = "OOMKilled";

  /** The codes by which a worker says that its model is not there or is none. */
  private static final List<String> NO_MODEL =
      List.of("model_unusable", "model_not_found", "model_damaged");

  /** What is wrong, the cause before what follows from it. */
  Optional<ClusterProblem> problem() {
    if (pod.leaving()) {
      return Optional.empty();
    }
    if (pod.reason().equals("Evicted")) {
      return Optional.of(problem(Cause.EVICTED, pod.message()));
    }
    return unplaced()
        .or(this::unmounted)
        .or(() -> pod.containers().stream().flatMap(one -> of(one).stream()).findFirst())
        .or(this::unhealthy);
  }

  private Optional<ClusterProblem> unplaced() {
    if (pod.unplaced().isEmpty()) {
      return Optional.empty();
    }
    // Who makes nodes knows more than the scheduler, which only sees those there are.
    Optional<ClusterProblem> refused =
        notices.reversed().stream()
            .filter(notice -> notice.reason().equals("FailedScheduling"))
            .flatMap(
                notice ->
                    Clues.UNPLACED
                        .in(notice.message())
                        .filter(cause -> cause == Cause.POOL_FULL || cause == Cause.TOO_LARGE)
                        .map(cause -> problem(cause, notice.message()))
                        .stream())
            .findFirst();
    return refused.or(this::unlaunchedFor).or(() -> Optional.of(unscheduled(pod.unplaced().get())));
  }

  private Optional<ClusterProblem> unlaunchedFor() {
    return unlaunched.flatMap(
        notice ->
            Clues.UNLAUNCHED.in(notice.message()).map(cause -> problem(cause, notice.message())));
  }

  private ClusterProblem unscheduled(String said) {
    return problem(Clues.UNPLACED.in(said).orElse(Cause.NO_ROOM), said);
  }

  private Optional<ClusterProblem> unmounted() {
    boolean waits =
        pod.containers().isEmpty()
            || pod.containers().stream()
                .anyMatch(
                    one ->
                        one.state() instanceof State.Waiting(String reason, _)
                            && (reason.equals("ContainerCreating")
                                || reason.equals("PodInitializing")));
    return waits
        ? last("FailedMount")
            .or(() -> last("FailedAttachVolume"))
            .map(said -> problem(Clues.UNMOUNTED.in(said).orElse(Cause.VOLUME_NOT_MOUNTED), said))
        : Optional.empty();
  }

  private Optional<ClusterProblem> of(ContainerSeen container) {
    return switch (container.state()) {
      case State.Waiting(String reason, String message) -> waiting(container, reason, message);
      case State.Ended ended when ended.exit() != 0 -> Optional.of(ended(ended));
      case State.Ended _ -> Optional.empty();
      case State.Running _ ->
          container.ready()
              ? Optional.empty()
              : container
                  .before()
                  .filter(before -> before.reason().equals(OUT_OF_MEMORY))
                  .map(this::ended);
    };
  }

  private Optional<ClusterProblem> waiting(ContainerSeen container, String reason, String message) {
    return switch (reason) {
      case "CrashLoopBackOff" ->
          Optional.of(
              container.before().map(this::ended).orElseGet(() -> problem(Cause.CRASHES, message)));
      case "ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "RegistryUnavailable" ->
          Optional.of(unpulled(message));
      case "InvalidImageName" -> Optional.of(problem(Cause.IMAGE_MISSING, message));
      case "CreateContainerConfigError" -> Optional.of(problem(Cause.SETTINGS_MISSING, message));
      case "CreateContainerError", "RunContainerError" ->
          Optional.of(problem(Cause.NOT_STARTED, message));
      default -> Optional.empty();
    };
  }

  /** A back-off tells less than the attempt before it, which the notice has. */
  private ClusterProblem unpulled(String message) {
    String said = Clues.UNPULLED.in(message).isPresent() ? message : last("Failed").orElse(message);
    return problem(Clues.UNPULLED.in(said).orElse(Cause.IMAGE_NOT_PULLED), said);
  }

  private ClusterProblem ended(State.Ended ended) {
    String said = "%s, exit code %d".formatted(ended.reason(), ended.exit());
    if (ended.reason().equals(OUT_OF_MEMORY)) {
      return problem(Cause.OUT_OF_MEMORY, said);
    }
    String evidence = ended.message().isEmpty() ? said : said + ": " + ended.message().strip();
    // A pod that is killed because it does not answer ends as it was told: that is no crash.
    Optional<String> killed = last("Unhealthy").filter(words -> words.startsWith("Liveness"));
    if (killed.isPresent()) {
      return problem(Cause.NOT_ALIVE, killed.get());
    }
    return problem(hasNoModel(ended) ? Cause.MODEL_MISSING : Cause.CRASHES, evidence);
  }

  /** A worker's last word is its announcement of why it ends. */
  private static boolean hasNoModel(State.Ended ended) {
    Optional<String> line =
        ended.message().lines().filter(word -> word.startsWith("{")).findFirst();
    if (line.isEmpty()) {
      return false;
    }
    try {
      return Documents.read(line.get().getBytes(StandardCharsets.UTF_8), Announcement.class)
          .failure()
          .filter(failure -> NO_MODEL.contains(failure.code()))
          .isPresent();
    } catch (DocumentException other) {
      return false;
    }
  }

  private Optional<ClusterProblem> unhealthy() {
    return pod.ready()
        ? Optional.empty()
        : last("Unhealthy")
            .map(
                said ->
                    problem(said.startsWith("Liveness") ? Cause.NOT_ALIVE : Cause.NOT_READY, said));
  }

  private Optional<String> last(String reason) {
    return notices.stream()
        .filter(notice -> notice.reason().equals(reason))
        .map(NoticeSeen::message)
        .reduce((before, after) -> after);
  }

  private ClusterProblem problem(Cause cause, String evidence) {
    return new ClusterProblem(cause, "pod", pod.name(), evidence);
  }
}
