package stentor.aws.stack;

import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;

/**
 * What an update would do to one resource of a stack.
 *
 * @param effect what
 * @param resource its name in the template
 * @param type its type, for example {@code AWS::EC2::Instance}
 */
record StackChange(Effect effect, String resource, String type) {

  /** What is done to a resource. */
  enum Effect {
    /** It is made. */
    MAKES,
    /** It is removed. */
    REMOVES,
    /** Another is made in its place. */
    REPLACES,
    /** Another may be made in its place; that is decided when it is done. */
    MAY_REPLACE,
    /** It is changed as it is. */
    CHANGES,
    /** Nothing but its tags, or nothing that is known. */
    KEEPS
  }

  static StackChange of(Change change) {
    ResourceChange told = change.resourceChange();
    return new StackChange(effect(told), told.logicalResourceId(), told.resourceType());
  }

  private static Effect effect(ResourceChange told) {
    return switch (told.action()) {
      case ADD, IMPORT -> Effect.MAKES;
      case REMOVE -> Effect.REMOVES;
      case MODIFY, DYNAMIC -> modified(told);
      case SYNC_WITH_ACTUAL, UNKNOWN_TO_SDK_VERSION -> Effect.KEEPS;
    };
  }

  private static Effect modified(ResourceChange told) {
    boolean tagsOnly =
        told.hasScope() && told.scope().stream().allMatch(ResourceAttribute.TAGS::equals);
    if (tagsOnly) {
      // Every update changes the tag that tells what a stack was made of.
      return Effect.KEEPS;
    }
    return switch (told.replacement()) {
      case TRUE -> Effect.REPLACES;
      case CONDITIONAL -> Effect.MAY_REPLACE;
      case FALSE, UNKNOWN_TO_SDK_VERSION -> Effect.CHANGES;
      case null -> Effect.CHANGES;
    };
  }
}
