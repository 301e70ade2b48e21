package stentor.simulator.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Deletes the resources of a stack, those first that no other needs. */
final class Leaving {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ResourceWork work;
  private final Telling telling;

  Leaving(ResourceWork work, Telling telling) {
    this.work = work;
    this.telling = telling;
  }

  /** One step further with all of a stack; at its end the stack has the one or other status. */
  void all(Stack stack, Instant at, StackStatus done, StackStatus failed) {
    if (stack.next.isPresent()) {
      return;
    }
    boolean deleting = stack.status == StackStatus.DELETE_IN_PROGRESS;
    List<StackResource> everything = new ArrayList<>(stack.resources.values());
    everything.addAll(stack.leaving);
    begin(stack, everything, at, deleting);
    if (!stack.underWay().isEmpty()) {
      return;
    }
    List<String> stuck = stuck(everything);
    if (stuck.isEmpty()) {
      stack.leaving.clear();
      stack.outputs.clear();
      telling.stack(stack, done, at);
      if (done == StackStatus.DELETE_COMPLETE) {
        stack.deletedAt = Optional.of(at);
      }
    } else {
      telling.stack(
          stack,
          failed,
          at,
          Optional.of("The following resource(s) failed to delete: " + stuck + ". "));
    }
  }

  /** Lets those go that nothing needs any more. */
  void begin(Stack stack, Collection<StackResource> all, Instant at, boolean deleting) {
    boolean more = true;
    while (more) {
      more = false;
      for (StackResource resource : all) {
        if (mayGo(resource, all)) {
          more |= go(stack, resource, at, deleting);
        }
      }
    }
  }

  static List<String> stuck(Collection<StackResource> all) {
    return all.stream()
        .filter(one -> one.status == ResourceStatus.DELETE_FAILED)
        .map(StackResource::logicalId)
        .collect(Collectors.toList());
  }

  /** Whether something is deleted at once, so that others may go. */
  private boolean go(Stack stack, StackResource resource, Instant at, boolean deleting) {
    boolean told = stack.retain.contains(resource.logicalId);
    if (deleting && (resource.retained || told || (stack.forced && failedBefore(resource)))) {
      telling.resource(stack, resource, ResourceStatus.DELETE_SKIPPED, at);
      return true;
    }
    if (resource.physicalId.isEmpty()) {
      telling.resource(stack, resource, ResourceStatus.DELETE_COMPLETE, at);
      return true;
    }
    work.delete(stack, resource, at);
    return false;
  }

  private static boolean failedBefore(StackResource resource) {
    return resource.formerPhysicalId.filter(resource.physicalId::equals).isPresent();
  }

  private static boolean mayGo(StackResource resource, Collection<StackResource> all) {
    if (resource.due.isPresent()
        || resource.status == ResourceStatus.DELETE_COMPLETE
        || resource.status == ResourceStatus.DELETE_SKIPPED
        || resource.status == ResourceStatus.DELETE_FAILED) {
      return false;
    }
    return all.stream()
        .filter(other -> other.needs.contains(resource.logicalId))
        .allMatch(
            other ->
                other.status == ResourceStatus.DELETE_COMPLETE
                    || other.status == ResourceStatus.DELETE_SKIPPED);
  }

  /** A moment between what a stack says and what it does. */
  static Instant soon(Instant at) {
    return at.plus(PAUSE);
  }
}
