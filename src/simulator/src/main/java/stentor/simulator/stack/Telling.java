package stentor.simulator.stack;

import java.time.Instant;
import java.util.Optional;
import stentor.simulator.world.World;

/** Changes statuses, and tells so in the stack's events. */
final class Telling {

  private final World world;

  Telling(World world) {
    this.world = world;
  }

  void stack(Stack stack, StackStatus status, Instant at, Optional<String> reason) {
    stack.status = status;
    stack.reason = reason;
    event(stack, at, stack.name, stack.id, Stack.TYPE, status.name(), reason, Optional.empty());
  }

  void stack(Stack stack, StackStatus status, Instant at) {
    stack(stack, status, at, Optional.empty());
  }

  void resource(
      Stack stack,
      StackResource resource,
      ResourceStatus status,
      Instant at,
      Optional<String> reason) {
    resource.status = status;
    resource.reason = reason;
    resource.at = at;
    event(
        stack,
        at,
        resource.logicalId,
        resource.physicalId,
        resource.type,
        status.name(),
        reason,
        Optional.of(resource.properties.toString()));
  }

  void resource(Stack stack, StackResource resource, ResourceStatus status, Instant at) {
    resource(stack, resource, status, at, Optional.empty());
  }

  private void event(
      Stack stack,
      Instant at,
      String logicalId,
      String physicalId,
      String type,
      String status,
      Optional<String> reason,
      Optional<String> properties) {
    String id =
        type.equals(Stack.TYPE) ? uuid() : "%s-%s-%s".formatted(logicalId, status, at.toString());
    stack.events.add(
        new StackEvent(
            id + (type.equals(Stack.TYPE) ? "" : "-" + stack.events.size()),
            at,
            stack.operation,
            logicalId,
            physicalId,
            type,
            status,
            reason,
            stack.token,
            properties));
  }

  /** Something like a UUID that nothing else was given. */
  String uuid() {
    String hex = world.nextHex(32);
    return "%s-%s-%s-%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(12, 16),
            hex.substring(16, 20),
            hex.substring(20));
  }
}
