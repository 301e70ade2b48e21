package stentor.cluster.seen;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stentor.cluster.seen.ContainerSeen.State;

/**
 * Reads what the API server tells into what is kept of it. Fields that are missing, which any may
 * be, are taken as the API's conventions say; a text is cut where it is very long.
 */
public final class Reading {

  /** Label of a pod, and of what scales it, with the id of the model that it serves. */
  public static final String MODEL_LABEL = "stentor/model";

  private static final String PAUSED = "autoscaling.keda.sh/paused";
  private static final int LONGEST_TEXT = 2_000;

  private Reading() {}

  /** A pod. */
  public static PodSeen pod(Pod pod) {
    Optional<PodStatus> status = Optional.ofNullable(pod.getStatus());
    List<PodCondition> conditions =
        status.map(PodStatus::getConditions).stream().flatMap(List::stream).toList();
    return new PodSeen(
        name(pod),
        model(pod),
        text(status.map(PodStatus::getPhase)),
        text(status.map(PodStatus::getReason)),
        text(status.map(PodStatus::getMessage)),
        Optional.ofNullable(pod.getSpec()).map(spec -> spec.getNodeName()),
        created(pod),
        pod.getMetadata().getDeletionTimestamp() != null,
        is(conditions.stream().filter(one -> "Ready".equals(one.getType())).findFirst()),
        status.stream()
            .flatMap(
                told ->
                    Stream.concat(
                        told.getInitContainerStatuses().stream(),
                        told.getContainerStatuses().stream()))
            .map(Reading::container)
            .toList(),
        conditions.stream()
            .filter(one -> "PodScheduled".equals(one.getType()) && "False".equals(one.getStatus()))
            .map(one -> text(Optional.ofNullable(one.getMessage())))
            .findFirst());
  }

  private static boolean is(Optional<PodCondition> condition) {
    return condition.filter(one -> "True".equals(one.getStatus())).isPresent();
  }

  private static ContainerSeen container(ContainerStatus status) {
    return new ContainerSeen(
        text(Optional.ofNullable(status.getName())),
        text(Optional.ofNullable(status.getImage())),
        Boolean.TRUE.equals(status.getReady()),
        Objects.requireNonNullElse(status.getRestartCount(), 0),
        state(status.getState()),
        state(status.getLastState()) instanceof State.Ended ended
            ? Optional.of(ended)
            : Optional.empty());
  }

  private static State state(@Nullable ContainerState state) {
    if (state == null) {
      return new State.Waiting("", "");
    }
    if (state.getTerminated() != null) {
      return new State.Ended(
          text(Optional.ofNullable(state.getTerminated().getReason())),
          Objects.requireNonNullElse(state.getTerminated().getExitCode(), 0),
          text(Optional.ofNullable(state.getTerminated().getMessage())));
    }
    if (state.getRunning() != null) {
      return new State.Running();
    }
    return Optional.ofNullable(state.getWaiting())
        .map(
            waiting ->
                new State.Waiting(
                    text(Optional.ofNullable(waiting.getReason())),
                    text(Optional.ofNullable(waiting.getMessage()))))
        .orElseGet(() -> new State.Waiting("", ""));
  }

  /** A node. */
  public static NodeSeen node(Node node) {
    Map<String, String> labels =
        Optional.ofNullable(node.getMetadata().getLabels()).orElseGet(Map::of);
    Optional<NodeCondition> ready =
        Optional.ofNullable(node.getStatus()).stream()
            .flatMap(status -> status.getConditions().stream())
            .filter(condition -> "Ready".equals(condition.getType()))
            .findFirst();
    return new NodeSeen(
        name(node),
        Optional.ofNullable(labels.get("node.kubernetes.io/instance-type")),
        Optional.ofNullable(labels.get("topology.kubernetes.io/zone")),
        "spot".equals(labels.get("karpenter.sh/capacity-type")),
        ready.filter(condition -> "True".equals(condition.getStatus())).isPresent(),
        text(ready.map(NodeCondition::getMessage)),
        node.getMetadata().getDeletionTimestamp() != null
            || Optional.ofNullable(node.getSpec())
                .map(spec -> Boolean.TRUE.equals(spec.getUnschedulable()))
                .orElse(false),
        created(node));
  }

  /** An event. */
  public static NoticeSeen notice(Event event) {
    int count =
        Optional.ofNullable(event.getSeries())
            .map(series -> series.getCount())
            .or(() -> Optional.ofNullable(event.getCount()))
            .orElse(1);
    return new NoticeSeen(
        text(Optional.ofNullable(event.getInvolvedObject()).map(object -> object.getKind())),
        text(Optional.ofNullable(event.getInvolvedObject()).map(object -> object.getName())),
        text(Optional.ofNullable(event.getReason())),
        text(Optional.ofNullable(event.getMessage())),
        "Warning".equals(event.getType()),
        Math.max(1, count),
        said(event));
  }

  /** Older reporters fill other fields than newer ones (API reference, Event v1). */
  private static Instant said(Event event) {
    return Stream.of(
            Optional.ofNullable(event.getSeries())
                .map(series -> series.getLastObservedTime())
                .map(time -> time.getTime()),
            Optional.ofNullable(event.getLastTimestamp()),
            Optional.ofNullable(event.getEventTime()).map(time -> time.getTime()))
        .flatMap(Optional::stream)
        .flatMap(time -> instant(time).stream())
        .findFirst()
        .orElseGet(() -> created(event));
  }

  /** A ScaledObject of KEDA. */
  public static ScalerSeen scaler(GenericKubernetesResource scaled) {
    Optional<Map<?, ?>> ready =
        list(scaled.get("status", "conditions")).stream()
            .filter(condition -> "Ready".equals(condition.get("type")))
            .findFirst();
    return new ScalerSeen(
        name(scaled),
        model(scaled),
        number(scaled.get("spec", "minReplicaCount"), 0),
        number(scaled.get("spec", "maxReplicaCount"), 100),
        ready.filter(condition -> "True".equals(condition.get("status"))).isPresent(),
        text(ready.map(condition -> condition.get("message")).map(Object::toString)),
        Optional.ofNullable(scaled.getMetadata().getAnnotations())
            .filter(annotations -> "true".equals(annotations.get(PAUSED)))
            .isPresent());
  }

  private static List<Map<?, ?>> list(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      return List.of();
    }
    return list.stream()
        .<Map<?, ?>>mapMulti(
            (item, found) -> {
              if (item instanceof Map<?, ?> map) {
                found.accept(map);
              }
            })
        .toList();
  }

  private static int number(@Nullable Object value, int otherwise) {
    return value instanceof Number number ? number.intValue() : otherwise;
  }

  private static String name(HasMetadata object) {
    return text(Optional.ofNullable(object.getMetadata().getName()));
  }

  private static Optional<String> model(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getLabels())
        .map(labels -> labels.get(MODEL_LABEL));
  }

  private static Instant created(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getCreationTimestamp())
        .flatMap(Reading::instant)
        .orElse(Instant.EPOCH);
  }

  private static Optional<Instant> instant(String time) {
    try {
      return Optional.of(OffsetDateTime.parse(time).toInstant());
    } catch (DateTimeParseException malformed) {
      return Optional.empty();
    }
  }

  private static String text(Optional<String> told) {
    return told.map(
            text -> text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " ...")
        .orElse("");
  }
}
