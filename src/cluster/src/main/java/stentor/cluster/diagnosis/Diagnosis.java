package stentor.cluster.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import stentor.cluster.seen.ClusterSeen;
import stentor.cluster.seen.NodeSeen;
import stentor.cluster.seen.NoticeSeen;
import stentor.cluster.seen.PodSeen;
import stentor.cluster.seen.ScalerSeen;

/** Finds out what is wrong in a cluster from what is seen of it. */
public final class Diagnosis {

  /** A notice that was not said again for so long tells of something that has passed. */
  private static final Duration STILL = Duration.ofMinutes(10);

  private final ClusterSeen seen;
  private final Map<Subject, List<NoticeSeen>> warnings;

  private Diagnosis(ClusterSeen seen) {
    this.seen = seen;
    this.warnings =
        seen.notices().stream()
            .filter(notice -> notice.warning() && isNow(notice))
            .collect(Collectors.groupingBy(notice -> new Subject(notice.kind(), notice.name())));
  }

  /** What a notice is about. */
  private record Subject(String kind, String name) {}

  /** All that is wrong, at most one problem for each object: of pods, nodes, scaling, the rest. */
  public static List<ClusterProblem> of(ClusterSeen seen) {
    return new Diagnosis(seen).all();
  }

  private List<ClusterProblem> all() {
    List<ClusterProblem> problems = new ArrayList<>();
    Optional<NoticeSeen> unlaunched = unlaunched();
    for (PodSeen pod : seen.pods()) {
      new PodDiagnosis(pod, warnings("Pod", pod.name()), unlaunched)
          .problem()
          .ifPresent(problems::add);
    }
    seen.nodes().stream().flatMap(node -> of(node).stream()).forEach(problems::add);
    seen.scalers().stream().flatMap(scaler -> of(scaler).stream()).forEach(problems::add);
    unmade().forEach(problems::add);
    return problems;
  }

  private static Optional<ClusterProblem> of(NodeSeen node) {
    return node.ready() || node.leaving()
        ? Optional.empty()
        : Optional.of(
            new ClusterProblem(Cause.NODE_NOT_READY, "node", node.name(), node.trouble()));
  }

  private Optional<ClusterProblem> of(ScalerSeen scaler) {
    if (scaler.paused()) {
      return Optional.of(scaling(Cause.SCALING_PAUSED, scaler, ""));
    }
    if (scaler.ready()) {
      return Optional.empty();
    }
    String said =
        warnings("ScaledObject", scaler.name()).stream()
            .reduce((before, after) -> after)
            .map(NoticeSeen::message)
            .orElse(scaler.trouble());
    Cause cause = Clues.UNSCALED.in(said).orElse(Cause.SCALING_BROKEN);
    return Optional.of(scaling(cause, scaler, said));
  }

  private static ClusterProblem scaling(Cause cause, ScalerSeen scaler, String evidence) {
    return scaler
        .model()
        .map(model -> new ClusterProblem(cause, "model", model, evidence))
        .orElseGet(() -> new ClusterProblem(cause, "scaler", scaler.name(), evidence));
  }

  /** Pods that cannot even be made have no pod to speak of: their ReplicaSet does. */
  private List<ClusterProblem> unmade() {
    return seen.notices().stream()
        .filter(
            notice -> notice.warning() && notice.reason().equals("FailedCreate") && isNow(notice))
        .flatMap(
            notice ->
                Clues.UNMADE.in(notice.message()).stream()
                    .map(
                        cause ->
                            new ClusterProblem(
                                cause, "deployment", notice.name(), notice.message())))
        .distinct()
        .toList();
  }

  /** What says why no machine comes: of a node claim or a pool, or of a pod by who makes nodes. */
  private Optional<NoticeSeen> unlaunched() {
    return seen.notices().stream()
        .filter(notice -> notice.kind().equals("NodeClaim") || notice.kind().equals("NodePool"))
        .filter(notice -> isNow(notice) && Clues.UNLAUNCHED.in(notice.message()).isPresent())
        .reduce((before, after) -> after);
  }

  private List<NoticeSeen> warnings(String kind, String name) {
    return warnings.getOrDefault(new Subject(kind, name), List.of());
  }

  private boolean isNow(NoticeSeen notice) {
    return Duration.between(notice.at(), seen.at()).compareTo(STILL) <= 0;
  }
}
