package stentor.aws.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** What of a stack's events tells why it failed. Pure. */
final class Failure {

  private static final Set<ResourceStatus> FAILED =
      Set.of(
          ResourceStatus.CREATE_FAILED, ResourceStatus.UPDATE_FAILED, ResourceStatus.DELETE_FAILED);

  private Failure() {}

  /**
   * The resource that failed first. Resources that were being made beside it are told as failed
   * too, as cancelled, but later: the order tells cause from effect, not the words.
   */
  static Optional<StackEvent> cause(List<StackEvent> events, String stackId) {
    return events.stream()
        .filter(event -> FAILED.contains(event.resourceStatus()))
        .filter(event -> !stackId.equals(event.physicalResourceId()))
        .findFirst();
  }

  /** Each resource that could not be deleted, with what was said of it last. */
  static List<StackEvent> blockers(List<StackEvent> events, String stackId) {
    List<StackEvent> last = new ArrayList<>();
    for (StackEvent event : events) {
      last.removeIf(before -> before.logicalResourceId().equals(event.logicalResourceId()));
      last.add(event);
    }
    return last.stream()
        .filter(event -> event.resourceStatus() == ResourceStatus.DELETE_FAILED)
        .filter(event -> !stackId.equals(event.physicalResourceId()))
        .toList();
  }
}
