package stentor.aws.stack;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import stentor.aws.call.Calls;
import stentor.aws.call.Pages;

/**
 * CloudFormation, as far as an environment's stacks need it. Every method asks anew; nothing is
 * remembered. Safe for all threads.
 */
public final class Stacks {

  /** What it answers for a stack that is not there, and for an update that changes nothing. */
  static final String VALIDATION = "ValidationError";

  private final CloudFormationClient client;
  private final Calls calls;

  /**
   * What it says of an update that changes nothing (CloudFormation User Guide, "Troubleshooting
   * CloudFormation", "No updates to perform"). Its code is that of everything that is not valid, so
   * that only these words tell.
   */
  private static final String NOTHING_TO_UPDATE = "No updates are to be performed";

  /** Asks by these calls. */
  public Stacks(CloudFormationClient client, Calls calls) {
    this.client = client;
    this.calls = calls;
  }

  /** The stack of this name; or of this ARN, which tells of one that is gone too. */
  public Optional<StackView> find(String nameOrId) throws InterruptedException {
    try {
      DescribeStacksResponse answer =
          calls.ask(
              "cloudformation:DescribeStacks",
              () -> client.describeStacks(request -> request.stackName(nameOrId)));
      return answer.stacks().stream().findFirst().map(StackView::of);
    } catch (AwsServiceException refused) {
      if (Calls.code(refused).equals(VALIDATION)) {
        return Optional.empty();
      }
      throw Calls.unexpected("cloudformation:DescribeStacks", refused);
    }
  }

  /** All stacks that are there and whose names begin so. */
  public List<StackView> all(String prefix) throws InterruptedException {
    return new Pages<DescribeStacksResponse>(
            token -> client.describeStacks(request -> request.nextToken(token.orElse(null))),
            DescribeStacksResponse::nextToken)
        .all(calls, "cloudformation:DescribeStacks", DescribeStacksResponse::stacks).stream()
            .filter(stack -> stack.stackName().startsWith(prefix))
            .map(StackView::of)
            .toList();
  }

  /**
   * Begins to make a stack. One of that name that is there already is left as it is.
   *
   * @param role ARN of the role that makes what is in it; absent: who asks does
   * @param token the same for the same wish, so that an answer that was lost makes no second one
   */
  void create(Owner owner, StackSpec spec, Optional<String> role, String token)
      throws InterruptedException {
    try {
      var _ =
          calls.ask(
              "cloudformation:CreateStack",
              () ->
                  client.createStack(
                      request ->
                          request
                              .stackName(owner.stackName(spec.part()))
                              .templateBody(spec.template().body())
                              .parameters(parameters(spec))
                              .tags(tags(owner, spec))
                              .capabilities(Capability.CAPABILITY_NAMED_IAM)
                              .roleARN(role.orElse(null))
                              .clientRequestToken(token)));
    } catch (AlreadyExistsException there) {
      // Made by an earlier attempt whose answer was lost: what it is now is read back.
      return;
    } catch (AwsServiceException refused) {
      throw Calls.unexpected("cloudformation:CreateStack", refused);
    }
  }

  /** Begins to change a stack; returns whether there is anything to change. */
  boolean update(Owner owner, StackSpec spec, Optional<String> role, String token)
      throws InterruptedException {
    try {
      var _ =
          calls.ask(
              "cloudformation:UpdateStack",
              () ->
                  client.updateStack(
                      request ->
                          request
                              .stackName(owner.stackName(spec.part()))
                              .templateBody(spec.template().body())
                              .parameters(parameters(spec))
                              .tags(tags(owner, spec))
                              .capabilities(Capability.CAPABILITY_NAMED_IAM)
                              .roleARN(role.orElse(null))
                              .clientRequestToken(token)));
      return true;
    } catch (AwsServiceException refused) {
      if (Calls.code(refused).equals(VALIDATION)
          && Calls.said(refused).contains(NOTHING_TO_UPDATE)) {
        return false;
      }
      throw Calls.unexpected("cloudformation:UpdateStack", refused);
    }
  }

  /** Goes on with taking back a change, where that failed before. */
  void continueRollback(String id, String token) throws InterruptedException {
    var _ =
        calls.require(
            "cloudformation:ContinueUpdateRollback",
            () ->
                client.continueUpdateRollback(
                    request -> request.stackName(id).clientRequestToken(token)));
  }

  /** Begins to delete a stack. Nothing happens to one that is not there. */
  void delete(String nameOrId, String token) throws InterruptedException {
    var _ =
        calls.require(
            "cloudformation:DeleteStack",
            () ->
                client.deleteStack(
                    request -> request.stackName(nameOrId).clientRequestToken(token)));
  }

  /** The events of a stack. */
  StackHistory history(String id) {
    return new StackHistory(
        token ->
            calls.require(
                "cloudformation:DescribeStackEvents",
                () ->
                    client.describeStackEvents(
                        request -> request.stackName(id).nextToken(token.orElse(null)))));
  }

  /**
   * What a stack holds.
   *
   * @param type its type; several types may have the same identities
   * @param id its identity among its type
   */
  public record Held(String type, String id) {}

  /** What a stack holds, as far as it has an identity yet; empty where there is no such stack. */
  public List<Held> resources(String nameOrId) throws InterruptedException {
    return new Pages<ListStackResourcesResponse>(
            token ->
                client.listStackResources(
                    request -> request.stackName(nameOrId).nextToken(token.orElse(null))),
            ListStackResourcesResponse::nextToken)
            .allOrNone(
                calls,
                "cloudformation:ListStackResources",
                ListStackResourcesResponse::stackResourceSummaries,
                VALIDATION)
            .stream()
            .filter(resource -> resource.physicalResourceId() != null)
            .map(resource -> new Held(resource.resourceType(), resource.physicalResourceId()))
            .toList();
  }

  static List<Parameter> parameters(StackSpec spec) {
    return spec.parameters().entrySet().stream()
        .map(
            entry ->
                Parameter.builder()
                    .parameterKey(entry.getKey())
                    .parameterValue(entry.getValue())
                    .build())
        .toList();
  }

  static List<Tag> tags(Owner owner, StackSpec spec) {
    return owner.tags(spec).entrySet().stream()
        .map(entry -> Tag.builder().key(entry.getKey()).value(entry.getValue()).build())
        .toList();
  }
}
