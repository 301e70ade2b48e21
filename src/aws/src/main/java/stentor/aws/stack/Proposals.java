package stentor.aws.stack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsResponse;
import stentor.aws.call.Calls;
import stentor.aws.call.Pages;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.StackProblem;
import stentor.control.plan.Pause;

/**
 * Has CloudFormation say what an update of a stack would do, by a change set that is never executed
 * and is deleted again. Safe for all threads.
 */
public final class Proposals {

  /** What the names of its change sets begin with. */
  private static final String PREFIX = "stentor-plan-";

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final CloudFormationClient client;
  private final Calls calls;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;

  /** Asks by these calls. */
  public Proposals(
      CloudFormationClient client, Calls calls, Clock clock, Pause pause, RandomGenerator random) {
    this.client = client;
    this.calls = calls;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
  }

  /**
   * What an update would do, in words that may follow a title and a colon.
   *
   * @param role ARN of the role that would do it; absent: who asks would
   * @throws CloudException if CloudFormation does not say
   */
  public String words(Owner owner, StackSpec spec, Optional<String> role)
      throws InterruptedException {
    String stack = owner.stackName(spec.part());
    String name = PREFIX + new UUID(random.nextLong(), random.nextLong());
    var _ =
        calls.require(
            "cloudformation:CreateChangeSet",
            () ->
                client.createChangeSet(
                    request ->
                        request
                            .stackName(stack)
                            .changeSetName(name)
                            .changeSetType(ChangeSetType.UPDATE)
                            .clientToken(name)
                            .templateBody(spec.template().body())
                            .parameters(Stacks.parameters(spec))
                            .tags(Stacks.tags(owner, spec))
                            .capabilities(Capability.CAPABILITY_NAMED_IAM)
                            .roleARN(role.orElse(null))));
    try {
      return ChangeWords.of(changes(stack, name));
    } finally {
      delete(stack, name);
    }
  }

  private void delete(String stack, String name) throws InterruptedException {
    var _ =
        calls.require(
            "cloudformation:DeleteChangeSet",
            () -> client.deleteChangeSet(request -> request.stackName(stack).changeSetName(name)));
  }

  /**
   * Deletes what plans that were killed left at a stack: change sets of ours that are older than
   * any plan waits for one.
   *
   * @param stack its name
   */
  public void removeOld(String stack) throws InterruptedException {
    Instant old = clock.instant().minus(LONGEST.multipliedBy(2));
    List<ChangeSetSummary> there =
        new Pages<ListChangeSetsResponse>(
                token ->
                    client.listChangeSets(
                        request -> request.stackName(stack).nextToken(token.orElse(null))),
                ListChangeSetsResponse::nextToken)
            .allOrNone(
                calls,
                "cloudformation:ListChangeSets",
                ListChangeSetsResponse::summaries,
                Stacks.VALIDATION);
    for (ChangeSetSummary one : there) {
      if (one.changeSetName().startsWith(PREFIX) && one.creationTime().isBefore(old)) {
        delete(stack, one.changeSetName());
      }
    }
  }

  private List<StackChange> changes(String stack, String name) throws InterruptedException {
    Instant begun = clock.instant();
    DescribeChangeSetResponse first = page(stack, name, Optional.empty());
    while (first.status() == ChangeSetStatus.CREATE_PENDING
        || first.status() == ChangeSetStatus.CREATE_IN_PROGRESS) {
      Duration watched = Duration.between(begun, clock.instant());
      if (watched.compareTo(LONGEST) > 0) {
        throw new CloudException(
            new StackProblem.Stuck(stack, first.statusAsString(), watched.toMinutes()));
      }
      pause.take(LOOK_EVERY);
      first = page(stack, name, Optional.empty());
    }
    if (first.status() != ChangeSetStatus.CREATE_COMPLETE) {
      throw new CloudException(
          new StackProblem.NotForeseen(
              stack, Optional.ofNullable(first.statusReason()).orElse(first.statusAsString())));
    }
    List<StackChange> found = new ArrayList<>(resources(first.changes()));
    Optional<String> token = Optional.ofNullable(first.nextToken());
    while (token.isPresent()) {
      DescribeChangeSetResponse page = page(stack, name, token);
      found.addAll(resources(page.changes()));
      token = Optional.ofNullable(page.nextToken());
    }
    return found;
  }

  private static List<StackChange> resources(List<Change> changes) {
    return changes.stream()
        .filter(change -> change.resourceChange() != null)
        .map(StackChange::of)
        .toList();
  }

  private DescribeChangeSetResponse page(String stack, String name, Optional<String> token)
      throws InterruptedException {
    return calls.require(
        "cloudformation:DescribeChangeSet",
        () ->
            client.describeChangeSet(
                request ->
                    request.stackName(stack).changeSetName(name).nextToken(token.orElse(null))));
  }
}
