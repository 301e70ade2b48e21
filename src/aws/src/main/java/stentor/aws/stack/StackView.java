package stentor.aws.stack;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/**
 * A stack as CloudFormation tells of it.
 *
 * @param id its ARN
 * @param name its name
 * @param status its status
 * @param reason why it is in that status, empty where nothing is said
 * @param createdAt when it was made
 * @param deletedAt when it was gone; absent while it is there
 * @param tags its tags
 * @param parameters values of its template's parameters
 * @param outputs its outputs
 */
public record StackView(
    String id,
    String name,
    StackStatus status,
    String reason,
    Instant createdAt,
    Optional<Instant> deletedAt,
    Map<String, String> tags,
    Map<String, String> parameters,
    Map<String, String> outputs) {

  /** Copies the maps. */
  public StackView {
    tags = Map.copyOf(tags);
    parameters = Map.copyOf(parameters);
    outputs = Map.copyOf(outputs);
  }

  static StackView of(Stack stack) {
    return new StackView(
        stack.stackId(),
        stack.stackName(),
        stack.stackStatus(),
        Optional.ofNullable(stack.stackStatusReason()).orElse(""),
        stack.creationTime(),
        Optional.ofNullable(stack.deletionTime()),
        stack.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value, (one, other) -> one)),
        stack.parameters().stream()
            .collect(
                Collectors.toMap(
                    Parameter::parameterKey,
                    parameter -> Optional.ofNullable(parameter.parameterValue()).orElse(""))),
        stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
  }

  /** What of a stack can be told from its status. */
  public enum Condition {
    /** CloudFormation is at work on it. */
    MOVING,
    /** It stands as it was wanted last. */
    STANDING,
    /** It stands as it was before the last change, which failed. */
    KEPT,
    /** The last change failed, and so did taking it back: that is gone on with, then it stands. */
    HALF_CHANGED,
    /** Making it failed: only deleting it helps. */
    BROKEN,
    /** Deleting it failed. */
    STUCK,
    /** It is no stack yet, only a change set. */
    PROPOSED,
    /** It is gone. */
    GONE
  }

  /** What its status means. */
  public Condition condition() {
    return switch (status) {
      case CREATE_IN_PROGRESS,
          ROLLBACK_IN_PROGRESS,
          DELETE_IN_PROGRESS,
          UPDATE_IN_PROGRESS,
          UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
          UPDATE_ROLLBACK_IN_PROGRESS,
          UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
          IMPORT_IN_PROGRESS,
          IMPORT_ROLLBACK_IN_PROGRESS ->
          Condition.MOVING;
      case CREATE_COMPLETE, UPDATE_COMPLETE, IMPORT_COMPLETE -> Condition.STANDING;
      case UPDATE_ROLLBACK_COMPLETE, UPDATE_FAILED, IMPORT_ROLLBACK_COMPLETE -> Condition.KEPT;
      case UPDATE_ROLLBACK_FAILED, IMPORT_ROLLBACK_FAILED -> Condition.HALF_CHANGED;
      case CREATE_FAILED, ROLLBACK_COMPLETE, ROLLBACK_FAILED -> Condition.BROKEN;
      case DELETE_FAILED -> Condition.STUCK;
      case REVIEW_IN_PROGRESS -> Condition.PROPOSED;
      case DELETE_COMPLETE -> Condition.GONE;
      case UNKNOWN_TO_SDK_VERSION -> Condition.MOVING;
    };
  }

  /** Whether it is on its way out. */
  boolean isDeleting() {
    return status == StackStatus.DELETE_IN_PROGRESS;
  }
}
