package stentor.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import stentor.app.testing.CloudScene;
import stentor.app.testing.PlatformDouble;
import stentor.control.OngoingChange;
import stentor.control.event.ControlEvent;
import stentor.control.event.EventStream;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument.PlannedStep;
import stentor.protocol.environment.StatusDocument.EnvironmentState;

/** Environments on a cloud for the pictures: a rehearsal that stands, and one that comes up. */
final class CloudExamples {

  /** A rehearsal that stands. */
  static final EnvironmentName REHEARSED = new EnvironmentName("dry-run");

  /** One on AWS that comes up. */
  static final EnvironmentName RISING = new EnvironmentName("big-lab");

  /** A rehearsal that was taken down. */
  static final EnvironmentName ENDED = new EnvironmentName("first-try");

  private static final Duration LASTED = Duration.ofSeconds(437);

  /** When a step began and how long it took, in seconds; 0: it goes on. */
  private static final Map<String, List<Integer>> TIMES =
      Map.of(
          "document", List.of(0, 1),
          "stack-roles", List.of(1, 46),
          "stack-network", List.of(47, 42),
          "stack-expiry", List.of(47, 19),
          "stack-registry", List.of(47, 16),
          "stack-jobs", List.of(47, 33),
          "stack-queues-moonshine-tiny-en", List.of(47, 72),
          "stack-storage", List.of(89, 104),
          "stack-cluster", List.of(89, 0),
          "stack-gate", List.of(193, 171));

  private CloudExamples() {}

  /** Puts them on the platform. */
  static void fill(PlatformDouble platform, Instant now) {
    Instant since = now.minus(Duration.ofMinutes(86));
    String rehearsal = "rehearsal";
    platform.put(
        CloudScene.status(REHEARSED.value(), rehearsal, EnvironmentState.UP, since),
        CloudScene.wanted(REHEARSED.value(), rehearsal, since));
    platform.clocks.put(rehearsal, Clock.systemUTC());
    platform.made = CloudScene.made(REHEARSED.value(), since);
    Instant begun = now.minus(LASTED);
    platform.put(
        CloudScene.status(RISING.value(), "aws", EnvironmentState.STARTING, begun),
        CloudScene.wanted(RISING.value(), "aws", begun));
    platform.follows.put(RISING, CloudExamples::rising);
    platform.receipts.put(ENDED, CloudScene.receipt(ENDED.value(), rehearsal, since));
    platform.changing(
        RISING,
        new OngoingChange("up", 4_712, begun, List.of("Make the Kubernetes cluster 1.36"), 9, 10));
  }

  /** What the one that comes up has done so far. */
  static void rising(EventStream events) throws InterruptedException {
    Instant begun = Instant.now().minus(LASTED);
    events.tell(
        number ->
            new ControlEvent.PlanReady(
                number, begun, "up", CloudScene.plan(RISING, "aws", List.of())));
    for (PlannedStep step : CloudScene.steps()) {
      int from = TIMES.get(step.id()).getFirst();
      int took = TIMES.get(step.id()).getLast();
      Instant at = begun.plusSeconds(from);
      events.tell(number -> new ControlEvent.StepStarted(number, at, step.id(), step.title()));
      if (took > 0) {
        events.tell(
            number ->
                new ControlEvent.StepFinished(
                    number,
                    at.plusSeconds(took),
                    step.id(),
                    step.title(),
                    Duration.ofSeconds(took)));
      }
    }
    cluster(events, begun.plusSeconds(89));
    events.tell(
        number ->
            new ControlEvent.Note(
                number,
                begun.plusSeconds(95),
                "From now on the cluster ends by itself at its expiry, also with this computer off"));
    Thread.sleep(Duration.ofDays(1));
  }

  private static void cluster(EventStream events, Instant from) {
    tell(
        events, from, "SecurityGroupRule", "AWS::EC2::SecurityGroupIngress", "CREATE_COMPLETE", "");
    tell(
        events,
        from.plusSeconds(4),
        "NodeAccess",
        "AWS::EKS::AccessEntry",
        "CREATE_PENDING",
        "waits for Cluster");
    tell(
        events,
        from.plusSeconds(4),
        "MasterIdentity",
        "AWS::EKS::PodIdentityAssociation",
        "CREATE_PENDING",
        "waits for Cluster");
    tell(
        events,
        from.plusSeconds(6),
        "NodeInstanceProfile",
        "AWS::IAM::InstanceProfile",
        "CREATE_COMPLETE",
        "");
    tell(
        events,
        from.plusSeconds(8),
        "Cluster",
        "AWS::EKS::Cluster",
        "CREATE_IN_PROGRESS",
        "Resource creation Initiated");
  }

  private static void tell(
      EventStream events, Instant at, String name, String type, String state, String reason) {
    events.tell(
        number ->
            new ControlEvent.ResourceChanged(
                number,
                at,
                "stack-cluster",
                "Make the Kubernetes cluster 1.36",
                name,
                type,
                state,
                reason));
  }
}
