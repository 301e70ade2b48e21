package stentor.simulator.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stentor.simulator.template.Instance;
import stentor.simulator.template.ResourceTypes;
import stentor.simulator.wire.WireFault;
import stentor.simulator.world.World;

/** Changes stacks, and takes changes back. */
final class Changing {

  private final World world;
  private final Stacks stacks;
  private final ResourceWork work;
  private final Telling telling;
  private final Leaving leaving;

  Changing(World world, Stacks stacks, ResourceWork work, Telling telling, Leaving leaving) {
    this.world = world;
    this.stacks = stacks;
    this.work = work;
    this.telling = telling;
    this.leaving = leaving;
  }

  /** One step further with a change. */
  void forth(Stack stack, Instant at) {
    if (stack.next.isPresent()) {
      return;
    }
    List<String> failed = failed(stack);
    if (!failed.isEmpty()) {
      rollBack(stack, at, "The following resource(s) failed to update: " + failed + ". ");
      return;
    }
    Landscape around = Landscape.now(world, stacks, stack);
    Instance instance = stack.instance();
    instance.needed().forEach((name, needed) -> look(stack, name, needed, instance, around, at));
    if (!stack.underWay().isEmpty()) {
      return;
    }
    try {
      stacks.exports().tell(stack, instance, around);
    } catch (WireFault impossible) {
      rollBack(stack, at, impossible.message() + ". ");
      return;
    }
    for (StackResource old : List.copyOf(stack.resources.values())) {
      if (!instance.needed().containsKey(old.logicalId)) {
        stack.resources.remove(old.logicalId);
        stack.leaving.add(old);
      }
    }
    telling.stack(stack, StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, at);
    stack.next = Optional.of(Leaving.soon(at));
  }

  /** One step further with what a change left over. */
  void cleanUp(Stack stack, Instant at, StackStatus done) {
    if (stack.next.isPresent()) {
      return;
    }
    leaving.begin(stack, stack.leaving, at, false);
    if (!stack.underWay().isEmpty()) {
      return;
    }
    // What cannot be deleted is forgotten by the real one, too.
    stack.leaving.clear();
    settle(stack);
    telling.stack(stack, done, at);
  }

  /** Turns a change around. */
  void rollBack(Stack stack, Instant at, String reason) {
    stack.underWay().forEach(one -> work.cancel(stack, one, at));
    telling.stack(stack, StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, at, Optional.of(reason));
    stack.former.ifPresent(former -> stack.input = former);
    stack.resources.values().forEach(one -> one.visited = false);
    stack.next = Optional.of(Leaving.soon(at));
  }

  /** One step further with taking a change back. */
  void back(Stack stack, Instant at) {
    if (stack.next.isPresent()) {
      return;
    }
    List<String> failed = stuckInRollback(stack);
    if (!failed.isEmpty()) {
      stack.underWay().forEach(one -> work.cancel(stack, one, at));
      telling.stack(
          stack,
          StackStatus.UPDATE_ROLLBACK_FAILED,
          at,
          Optional.of("The following resource(s) failed to update: " + failed + ". "));
      return;
    }
    for (StackResource resource : List.copyOf(stack.resources.values())) {
      if (!resource.visited) {
        resource.visited = true;
        restore(stack, resource, at);
      }
    }
    if (!stack.underWay().isEmpty()) {
      return;
    }
    stacks.exports().tell(stack, stack.instance(), Landscape.now(world, stacks, stack));
    telling.stack(stack, StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, at);
    stack.next = Optional.of(Leaving.soon(at));
  }

  private void look(
      Stack stack,
      String name,
      Set<String> needed,
      Instance instance,
      Landscape around,
      Instant at) {
    Optional<StackResource> known = Optional.ofNullable(stack.resources.get(name));
    if (known.map(one -> one.visited || one.due.isPresent()).orElse(false)
        || !needed.stream().allMatch(one -> isDone(stack, one))) {
      return;
    }
    String type = instance.template().resource(name).type();
    if (known.isEmpty()) {
      StackResource made = new StackResource(name, type);
      made.needs.addAll(needed);
      made.visited = true;
      made.added = true;
      stack.resources.put(name, made);
      work.create(stack, made, instance, around, at);
      return;
    }
    StackResource resource = known.get();
    resource.visited = true;
    resource.needs = new LinkedHashSet<>(needed);
    resource.retained = instance.template().resource(name).retained();
    ObjectNode wanted = instance.properties(name, around);
    boolean tags =
        !ResourceWork.tags(stack, resource)
            .equals(
                world
                    .find(resource.type, resource.physicalId)
                    .map(one -> one.tags())
                    .orElseGet(Map::of));
    if (wanted.equals(resource.properties) && !tags) {
      return;
    }
    if (replaces(resource, type, wanted)) {
      replace(stack, resource, type, instance, around, at);
    } else {
      work.update(stack, resource, wanted, at);
    }
  }

  private void replace(
      Stack stack,
      StackResource resource,
      String type,
      Instance instance,
      Landscape around,
      Instant at) {
    telling.resource(
        stack,
        resource,
        ResourceStatus.UPDATE_IN_PROGRESS,
        at,
        Optional.of(
            "Requested update requires the creation of a new physical resource; hence creating one."));
    StackResource old = new StackResource(resource.logicalId, resource.type);
    old.physicalId = resource.physicalId;
    old.properties = resource.properties;
    old.status = ResourceStatus.UPDATE_COMPLETE;
    old.needs.addAll(resource.needs);
    stack.leaving.add(old);
    resource.formerPhysicalId = Optional.of(resource.physicalId);
    resource.formerProperties = Optional.of(resource.properties);
    resource.type = type;
    work.create(stack, resource, instance, around, at);
  }

  static boolean replaces(StackResource resource, String type, ObjectNode wanted) {
    return !resource.type.equals(type)
        || ResourceTypes.KNOWN.replacing(type).stream()
            .anyMatch(path -> !wanted.at("/" + path).equals(resource.properties.at("/" + path)));
  }

  private static boolean isDone(Stack stack, String name) {
    return Optional.ofNullable(stack.resources.get(name))
        .filter(one -> one.visited && one.due.isEmpty() && one.there())
        .isPresent();
  }

  private static List<String> failed(Stack stack) {
    return stack.resources.values().stream()
        .filter(
            one ->
                one.status == ResourceStatus.UPDATE_FAILED
                    || one.status == ResourceStatus.CREATE_FAILED)
        .filter(one -> one.visited)
        .map(StackResource::logicalId)
        .toList();
  }

  private static List<String> stuckInRollback(Stack stack) {
    return stack.resources.values().stream()
        .filter(one -> one.visited && one.status == ResourceStatus.UPDATE_FAILED)
        .map(StackResource::logicalId)
        .toList();
  }

  private void restore(Stack stack, StackResource resource, Instant at) {
    if (resource.added) {
      stack.resources.remove(resource.logicalId);
      stack.leaving.add(resource);
      return;
    }
    Optional<String> former = resource.formerPhysicalId;
    if (former.isPresent()) {
      StackResource made = new StackResource(resource.logicalId, resource.type);
      made.physicalId = resource.physicalId;
      made.properties = resource.properties;
      made.status = ResourceStatus.CREATE_COMPLETE;
      stack.leaving.removeIf(one -> one.physicalId.equals(former.get()));
      if (!made.physicalId.isEmpty()) {
        stack.leaving.add(made);
      }
      resource.physicalId = former.get();
      resource.formerProperties.ifPresent(properties -> resource.properties = properties);
      resource.formerPhysicalId = Optional.empty();
      resource.formerProperties = Optional.empty();
      telling.resource(stack, resource, ResourceStatus.UPDATE_COMPLETE, at);
      return;
    }
    resource.formerProperties.ifPresent(
        properties -> {
          work.update(stack, resource, properties, at);
          resource.formerProperties = Optional.empty();
        });
  }

  /** Forgets what was before. */
  static void settle(Stack stack) {
    stack.former = Optional.empty();
    for (StackResource resource : new ArrayList<>(stack.resources.values())) {
      resource.formerProperties = Optional.empty();
      resource.formerPhysicalId = Optional.empty();
      resource.visited = false;
      resource.added = false;
    }
  }
}
