package stentor.cluster.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stentor.cluster.seen.ClusterSeen;
import stentor.cluster.seen.ContainerSeen;
import stentor.cluster.seen.ContainerSeen.State;
import stentor.cluster.seen.NodeSeen;
import stentor.cluster.seen.NoticeSeen;
import stentor.cluster.seen.PodSeen;
import stentor.cluster.seen.ScalerSeen;

/** Words as the scheduler, the kubelet, containerd, Karpenter, EC2 and KEDA put them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DiagnosisTest {

  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  static Stream<Arguments> stateOfAContainer() {
    return Stream.of(
        arguments(
            Cause.IMAGE_MISSING,
            new State.Waiting(
                "ErrImagePull",
                "rpc error: code = NotFound desc = failed to pull and unpack image"
                    + " \"1.dkr.ecr.eu-central-1.amazonaws.com/w:1\": failed to resolve reference:"
                    + " 1.dkr.ecr.eu-central-1.amazonaws.com/w:1: not found")),
        arguments(
            Cause.IMAGE_REFUSED,
            new State.Waiting(
                "ErrImagePull",
                "failed to authorize: failed to fetch anonymous token: unexpected status from GET"
                    + " request: 403 Forbidden")),
        arguments(
            Cause.IMAGE_OTHER_PLATFORM,
            new State.Waiting(
                "ErrImagePull", "no match for platform in manifest sha256:0: not found")),
        arguments(
            Cause.IMAGE_NOT_PULLED,
            new State.Waiting("ErrImagePull", "dial tcp 10.0.0.1:443: i/o timeout")),
        arguments(Cause.IMAGE_MISSING, new State.Waiting("InvalidImageName", "couldn't parse")),
        arguments(
            Cause.SETTINGS_MISSING,
            new State.Waiting("CreateContainerConfigError", "configmap \"master\" not found")),
        arguments(
            Cause.NOT_STARTED,
            new State.Waiting("RunContainerError", "exec: \"java\": executable file not found")),
        arguments(Cause.CRASHES, new State.Ended("Error", 1, "")));
  }

  @ParameterizedTest
  @MethodSource("stateOfAContainer")
  void a_container_that_does_not_run_is_explained(Cause cause, State state) {
    assertThat(causes(pod(container(state, Optional.empty())))).containsExactly(cause);
  }

  @Test
  void memory_that_was_not_enough_is_told_from_a_crash() {
    State waiting = new State.Waiting("CrashLoopBackOff", "back-off 40s restarting");

    assertThat(causes(pod(container(waiting, Optional.of(new State.Ended("OOMKilled", 137, ""))))))
        .containsExactly(Cause.OUT_OF_MEMORY);
    assertThat(causes(pod(container(waiting, Optional.of(new State.Ended("Error", 1, "no idea"))))))
        .containsExactly(Cause.CRASHES);
  }

  @Test
  void a_worker_that_says_that_it_has_no_model_is_believed() {
    String word =
        "{\"event\":\"failed\",\"failure\":{\"code\":\"model_unusable\",\"message\":\"none\"}}";
    State waiting = new State.Waiting("CrashLoopBackOff", "back-off 40s restarting");

    assertThat(causes(pod(container(waiting, Optional.of(new State.Ended("Error", 3, word))))))
        .containsExactly(Cause.MODEL_MISSING);
  }

  static Stream<Arguments> unplaced() {
    return Stream.of(
        arguments(
            Cause.NO_ROOM,
            "0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No"
                + " preemption victims found for incoming pod."),
        arguments(
            Cause.TAINTED,
            "0/1 nodes are available: 1 node(s) had untolerated taint"
                + " {efs.csi.aws.com/agent-not-ready: }. preemption: 0/1 nodes are available"),
        arguments(
            Cause.NO_SUCH_NODE,
            "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector."),
        arguments(Cause.NO_SUCH_NODE, "no nodes available to schedule pods"),
        arguments(
            Cause.VOLUME_MISSING,
            "0/2 nodes are available: persistentvolumeclaim \"models\" not found."));
  }

  @ParameterizedTest
  @MethodSource("unplaced")
  void a_pod_without_a_node_is_explained_by_the_scheduler(Cause cause, String said) {
    assertThat(causes(waitingForANode(said))).containsExactly(cause);
  }

  static Stream<Arguments> unlaunched() {
    return Stream.of(
        arguments(
            Cause.ACCOUNT_QUOTA,
            "creating instance, with fleet error(s), VcpuLimitExceeded: You have requested more"
                + " vCPU capacity than your current vCPU limit of 5 allows"),
        arguments(
            Cause.ACCOUNT_QUOTA,
            "creating instance, with fleet error(s), MaxSpotInstanceCountExceeded: Max spot"
                + " instance count exceeded"),
        arguments(
            Cause.SPOT_SHORTAGE,
            "creating instance, insufficient capacity, with fleet error(s),"
                + " UnfulfillableCapacity: Unable to fulfill capacity due to your request"));
  }

  @ParameterizedTest
  @MethodSource("unlaunched")
  void a_node_that_does_not_come_is_the_cause_of_a_pod_that_waits(Cause cause, String said) {
    NoticeSeen claim = notice("NodeClaim", "workers-1", "LaunchFailed", said);

    assertThat(
            causes(
                seen(
                    List.of(waitingForANode("0/1 nodes are available: 1 Insufficient cpu.")),
                    List.of(claim))))
        .containsExactly(cause);
  }

  @Test
  void a_pool_that_may_not_grow_is_told_from_one_that_does() {
    PodSeen waits = waitingForANode("0/1 nodes are available: 1 Insufficient cpu.");

    assertThat(
            causes(
                seen(
                    List.of(waits),
                    List.of(
                        notice(
                            "Pod",
                            waits.name(),
                            "FailedScheduling",
                            "Failed to schedule pod, all available instance types exceed limits for"
                                + " nodepool: \"workers\"")))))
        .containsExactly(Cause.POOL_FULL);
    assertThat(
            causes(
                seen(
                    List.of(waits),
                    List.of(
                        notice(
                            "Pod",
                            waits.name(),
                            "FailedScheduling",
                            "Failed to schedule pod, incompatible with nodepool \"workers\", no"
                                + " instance type has enough resources")))))
        .containsExactly(Cause.TOO_LARGE);
  }

  static Stream<Arguments> notices() {
    return Stream.of(
        arguments(
            Cause.VOLUME_NOT_MOUNTED,
            "FailedMount",
            "MountVolume.SetUp failed for volume \"models\" : rpc error: code = Internal desc ="
                + " Could not mount \"fs-1:/\": mount.nfs4: access denied by server"),
        arguments(
            Cause.DRIVER_MISSING,
            "FailedMount",
            "MountVolume.MountDevice failed for volume \"models\" : driver name efs.csi.aws.com"
                + " not found in the list of registered CSI drivers"));
  }

  @ParameterizedTest
  @MethodSource("notices")
  void a_pod_that_waits_for_its_volume_is_explained(Cause cause, String reason, String said) {
    PodSeen pod = pod(container(new State.Waiting("ContainerCreating", ""), Optional.empty()));

    assertThat(causes(seen(List.of(pod), List.of(notice("Pod", pod.name(), reason, said)))))
        .containsExactly(cause);
  }

  @Test
  void probes_that_fail_are_told_apart() {
    PodSeen pod = pod(container(new State.Running(), Optional.empty()));

    assertThat(
            causes(
                seen(
                    List.of(pod),
                    List.of(
                        notice(
                            "Pod",
                            pod.name(),
                            "Unhealthy",
                            "Readiness probe failed: HTTP probe failed with statuscode: 503")))))
        .containsExactly(Cause.NOT_READY);
    assertThat(
            causes(
                seen(
                    List.of(pod),
                    List.of(
                        notice(
                            "Pod",
                            pod.name(),
                            "Unhealthy",
                            "Liveness probe failed: Get \"http://10.0.0.7:8080/health\": context"
                                + " deadline exceeded")))))
        .containsExactly(Cause.NOT_ALIVE);
  }

  @Test
  void a_pod_that_cannot_even_be_made_is_explained_by_what_makes_it() {
    assertThat(
            causes(
                seen(
                    List.of(),
                    List.of(
                        notice(
                            "ReplicaSet",
                            "worker-en-6d4",
                            "FailedCreate",
                            "Error creating: pods \"worker-en-6d4-x\" is forbidden: exceeded quota:"
                                + " lab, requested: cpu=2, used: cpu=8, limited: cpu=8"),
                        notice(
                            "ReplicaSet",
                            "master-7f",
                            "FailedCreate",
                            "Error creating: pods \"master-7f-x\" is forbidden: violates"
                                + " PodSecurity \"restricted:latest\": runAsNonRoot != true")))))
        .containsExactly(Cause.NAMESPACE_QUOTA, Cause.SECURITY_REFUSED);
  }

  @Test
  void scaling_that_does_not_happen_is_explained() {
    ScalerSeen broken =
        new ScalerSeen(
            "en",
            Optional.of("en"),
            0,
            9,
            false,
            "Triggers defined in" + " ScaledObject are not working correctly",
            false);
    NoticeSeen denied =
        notice(
            "ScaledObject",
            "en",
            "KEDAScalerFailed",
            "operation error SQS: GetQueueAttributes, https response error StatusCode: 403,"
                + " api error AccessDenied: is not authorized to perform");

    assertThat(causes(new ClusterSeen(NOW, List.of(), List.of(), List.of(broken), List.of())))
        .containsExactly(Cause.SCALING_BROKEN);
    assertThat(causes(new ClusterSeen(NOW, List.of(), List.of(), List.of(broken), List.of(denied))))
        .containsExactly(Cause.SCALING_REFUSED);
    assertThat(
            causes(
                new ClusterSeen(
                    NOW,
                    List.of(),
                    List.of(),
                    List.of(new ScalerSeen("en", Optional.of("en"), 0, 9, true, "", true)),
                    List.of())))
        .containsExactly(Cause.SCALING_PAUSED);
  }

  @Test
  void a_node_that_is_not_ready_is_told_and_one_that_leaves_is_not() {
    NodeSeen sick = node(false);
    NodeSeen leaving = node(true);

    assertThat(
            causes(new ClusterSeen(NOW, List.of(), List.of(sick, leaving), List.of(), List.of())))
        .containsExactly(Cause.NODE_NOT_READY);
  }

  @Test
  void an_evicted_pod_says_so_in_the_words_of_the_kubelet() {
    PodSeen evicted =
        new PodSeen(
            "worker",
            Optional.of("en"),
            "Failed",
            "Evicted",
            "The node was low on resource: ephemeral-storage.",
            Optional.of("node"),
            NOW,
            false,
            false,
            List.of(),
            Optional.empty());

    ClusterProblem problem = Diagnosis.of(seen(List.of(evicted), List.of())).getFirst();

    assertThat(problem.code()).isEqualTo("cluster_evicted");
    assertThat(problem.sentence())
        .contains("The pod worker had to leave its node", "low on resource: ephemeral-storage");
  }

  @Test
  void what_is_well_or_passed_long_ago_is_no_problem() {
    PodSeen well =
        new PodSeen(
            "worker",
            Optional.of("en"),
            "Running",
            "",
            "",
            Optional.of("node"),
            NOW,
            false,
            true,
            List.of(
                new ContainerSeen("worker", "w:1", true, 0, new State.Running(), Optional.empty())),
            Optional.empty());
    NoticeSeen old =
        new NoticeSeen(
            "ReplicaSet",
            "worker-en",
            "FailedCreate",
            "exceeded quota: lab",
            true,
            3,
            NOW.minus(Duration.ofMinutes(11)));

    assertThat(Diagnosis.of(seen(List.of(well), List.of(old)))).isEmpty();
  }

  @Test
  void every_cause_says_what_happens_and_what_to_do() {
    for (Cause cause : Cause.values()) {
      assertThat(cause.sentence()).isNotBlank().doesNotEndWith(".");
      assertThat(cause.remedies()).as(cause.name()).isNotEmpty();
    }
  }

  private static List<Cause> causes(PodSeen pod) {
    return causes(seen(List.of(pod), List.of()));
  }

  private static List<Cause> causes(ClusterSeen seen) {
    List<Cause> causes = new ArrayList<>();
    Diagnosis.of(seen).forEach(problem -> causes.add(problem.cause()));
    return causes;
  }

  private static ClusterSeen seen(List<PodSeen> pods, List<NoticeSeen> notices) {
    return new ClusterSeen(NOW, pods, List.of(), List.of(), notices);
  }

  private static NoticeSeen notice(String kind, String name, String reason, String message) {
    return new NoticeSeen(kind, name, reason, message, true, 1, NOW);
  }

  private static NodeSeen node(boolean leaving) {
    return new NodeSeen(
        leaving ? "leaving" : "sick",
        Optional.empty(),
        Optional.empty(),
        true,
        false,
        "Kubelet stopped posting node status.",
        leaving,
        NOW);
  }

  private static ContainerSeen container(State state, Optional<State.Ended> before) {
    return new ContainerSeen("worker", "w:1", false, 3, state, before);
  }

  private static PodSeen pod(ContainerSeen container) {
    return new PodSeen(
        "worker-en-1",
        Optional.of("en"),
        "Pending",
        "",
        "",
        Optional.of("node"),
        NOW,
        false,
        false,
        List.of(container),
        Optional.empty());
  }

  private static PodSeen waitingForANode(String said) {
    return new PodSeen(
        "worker-en-2",
        Optional.of("en"),
        "Pending",
        "",
        "",
        Optional.empty(),
        NOW,
        false,
        false,
        List.of(),
        Optional.of(said));
  }
}
