package stentor.aws.stack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsResponse;
import software.amazon.awssdk.services.cloudformation.model.StackDriftDetectionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;
import stentor.aws.call.Calls;
import stentor.aws.call.Pages;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.StackProblem;
import stentor.control.plan.Pause;

/**
 * Has CloudFormation compare a stack with what is there: somebody may have changed or deleted its
 * resources by hand. Changes nothing. Safe for all threads.
 */
public final class DriftDetection {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  /** A plan is waited for: what takes longer is not known. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final CloudFormationClient client;
  private final Calls calls;
  private final Clock clock;
  private final Pause pause;

  /** Asks by these calls. */
  public DriftDetection(CloudFormationClient client, Calls calls, Clock clock, Pause pause) {
    this.client = client;
    this.calls = calls;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * What of a stack is not as it was made.
   *
   * @param stack its name
   * @return a problem that says so; absent where all is
   * @throws CloudException if CloudFormation does not say
   */
  public Optional<StackProblem> look(String stack) throws InterruptedException {
    String detection =
        calls
            .require(
                "cloudformation:DetectStackDrift",
                () -> client.detectStackDrift(request -> request.stackName(stack)))
            .stackDriftDetectionId();
    await(stack, detection);
    List<StackResourceDrift> drifted =
        new Pages<DescribeStackResourceDriftsResponse>(
                token ->
                    client.describeStackResourceDrifts(
                        request ->
                            request
                                .stackName(stack)
                                .stackResourceDriftStatusFilters(
                                    StackResourceDriftStatus.MODIFIED,
                                    StackResourceDriftStatus.DELETED)
                                .nextToken(token.orElse(null))),
                DescribeStackResourceDriftsResponse::nextToken)
            .all(
                calls,
                "cloudformation:DescribeStackResourceDrifts",
                DescribeStackResourceDriftsResponse::stackResourceDrifts);
    return drifted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new StackProblem.Drifted(stack, drifted.stream().map(DriftWords::of).toList()));
  }

  private void await(String stack, String detection) throws InterruptedException {
    Instant begun = clock.instant();
    for (; ; ) {
      DescribeStackDriftDetectionStatusResponse now =
          calls.require(
              "cloudformation:DescribeStackDriftDetectionStatus",
              () ->
                  client.describeStackDriftDetectionStatus(
                      request -> request.stackDriftDetectionId(detection)));
      if (now.detectionStatus() == StackDriftDetectionStatus.DETECTION_COMPLETE) {
        return;
      }
      if (now.detectionStatus() == StackDriftDetectionStatus.DETECTION_FAILED) {
        throw new CloudException(
            new StackProblem.NotCompared(
                stack, Optional.ofNullable(now.detectionStatusReason()).orElse("")));
      }
      if (Duration.between(begun, clock.instant()).compareTo(LONGEST) > 0) {
        throw new CloudException(
            new StackProblem.NotCompared(
                stack, "it takes longer than %d minutes".formatted(LONGEST.toMinutes())));
      }
      pause.take(LOOK_EVERY);
    }
  }
}
