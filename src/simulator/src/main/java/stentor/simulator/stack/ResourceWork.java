package stentor.simulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import stentor.simulator.fault.Fault;
import stentor.simulator.fault.Faults;
import stentor.simulator.kind.Making;
import stentor.simulator.kind.ResourceKind;
import stentor.simulator.kind.ResourceKinds;
import stentor.simulator.template.Instance;
import stentor.simulator.template.ResourceTypes;
import stentor.simulator.wire.WireFault;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** Makes, changes and deletes single resources: each begins, takes its time, and ends. */
final class ResourceWork {

  private static final Duration REFUSAL = Duration.ofSeconds(1);

  /** A service tries for a while before it gives a deletion up. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final double JITTER = 0.1;

  private final World world;
  private final Faults faults;
  private final Telling telling;
  private final List<BiFunction<World, Resource, Optional<String>>> holders = new ArrayList<>();

  ResourceWork(World world, Faults faults, Telling telling) {
    this.world = world;
    this.faults = faults;
    this.telling = telling;
  }

  /** Asks another one, too, why a resource cannot be deleted. */
  void heldBy(BiFunction<World, Resource, Optional<String>> holder) {
    holders.add(holder);
  }

  /** Begins to make one. */
  void create(
      Stack stack, StackResource resource, Instance instance, Landscape around, Instant at) {
    resource.due = Optional.of(at.plus(REFUSAL));
    resource.doom = Optional.empty();
    resource.physicalId = "";
    telling.resource(stack, resource, ResourceStatus.CREATE_IN_PROGRESS, at);
    Optional<ObjectNode> properties = properties(resource, instance, around);
    if (properties.isEmpty()) {
      return;
    }
    resource.properties = properties.get();
    Making making = making(stack, resource);
    ResourceKind kind = ResourceKinds.KNOWN.of(resource.type);
    resource.doom = refused(stack, resource, making, kind);
    if (resource.doom.isPresent()) {
      return;
    }
    String id = kind.id().apply(making);
    if (world.find(resource.type, id).isPresent()) {
      resource.doom = Optional.of(id + " already exists");
      return;
    }
    resource.physicalId = id;
    world.put(
        new Resource(
            resource.type,
            id,
            resource.properties,
            kind.attributes().apply(making, id),
            tags(stack, resource),
            at,
            Optional.of(stack.id),
            false,
            "CREATING"));
    telling.resource(
        stack,
        resource,
        ResourceStatus.CREATE_IN_PROGRESS,
        at,
        Optional.of("Resource creation Initiated"));
    resource.due = Optional.of(at.plus(jittered(stack, resource, kind.makingTakes())));
    resource.doom =
        faults
            .strikes(Fault.Kind.FAIL_RESOURCE, resource.type, stack.name, resource.logicalId, id)
            .map(ResourceWork::reason);
  }

  /** Begins to change one in its place. */
  void update(Stack stack, StackResource resource, ObjectNode properties, Instant at) {
    resource.formerProperties = Optional.of(resource.properties);
    resource.properties = properties;
    telling.resource(stack, resource, ResourceStatus.UPDATE_IN_PROGRESS, at);
    resource.due =
        Optional.of(
            at.plus(
                jittered(stack, resource, ResourceKinds.KNOWN.of(resource.type).changingTakes())));
    resource.doom =
        faults
            .strikes(
                Fault.Kind.FAIL_RESOURCE,
                resource.type,
                stack.name,
                resource.logicalId,
                resource.physicalId)
            .map(ResourceWork::reason);
  }

  /** Begins to delete one. */
  void delete(Stack stack, StackResource resource, Instant at) {
    ResourceKind kind = ResourceKinds.KNOWN.of(resource.type);
    telling.resource(stack, resource, ResourceStatus.DELETE_IN_PROGRESS, at);
    resource.due = Optional.of(at.plus(jittered(stack, resource, kind.deletingTakes())));
    resource.doom =
        faults
            .strikes(
                Fault.Kind.BLOCK_DELETE,
                resource.type,
                stack.name,
                resource.logicalId,
                resource.physicalId)
            .map(ResourceWork::reason);
    world
        .find(resource.type, resource.physicalId)
        .ifPresent(one -> world.put(one.withState("DELETING")));
  }

  /** Ends what was begun, when its time has come; whether it came to a good end. */
  boolean end(Stack stack, StackResource resource, Instant at) {
    return switch (resource.status) {
      case CREATE_IN_PROGRESS -> created(stack, resource, at);
      case UPDATE_IN_PROGRESS -> updated(stack, resource, at);
      case DELETE_IN_PROGRESS -> deleted(stack, resource, at);
      default -> {
        resource.due = Optional.empty();
        yield true;
      }
    };
  }

  /** Breaks off what was begun. */
  void cancel(Stack stack, StackResource resource, Instant at) {
    resource.due = Optional.empty();
    boolean creating = resource.status == ResourceStatus.CREATE_IN_PROGRESS;
    telling.resource(
        stack,
        resource,
        creating ? ResourceStatus.CREATE_FAILED : ResourceStatus.UPDATE_FAILED,
        at,
        Optional.of(creating ? "Resource creation cancelled" : "Resource update cancelled"));
  }

  private boolean created(Stack stack, StackResource resource, Instant at) {
    resource.due = Optional.empty();
    if (resource.doom.isPresent()) {
      telling.resource(stack, resource, ResourceStatus.CREATE_FAILED, at, resource.doom);
      return false;
    }
    Optional<Resource> found = world.find(resource.type, resource.physicalId);
    if (found.isEmpty()) {
      telling.resource(
          stack,
          resource,
          ResourceStatus.CREATE_FAILED,
          at,
          Optional.of("Resource " + resource.physicalId + " is gone"));
      return false;
    }
    Resource active = found.get().withState("ACTIVE");
    world.put(active);
    ResourceKinds.KNOWN.of(resource.type).brought().accept(making(stack, resource), active);
    telling.resource(stack, resource, ResourceStatus.CREATE_COMPLETE, at);
    return true;
  }

  private boolean updated(Stack stack, StackResource resource, Instant at) {
    resource.due = Optional.empty();
    if (resource.doom.isPresent()) {
      resource.formerProperties.ifPresent(former -> resource.properties = former);
      telling.resource(stack, resource, ResourceStatus.UPDATE_FAILED, at, resource.doom);
      return false;
    }
    world
        .find(resource.type, resource.physicalId)
        .ifPresent(
            one ->
                world.put(one.withProperties(resource.properties).withTags(tags(stack, resource))));
    telling.resource(stack, resource, ResourceStatus.UPDATE_COMPLETE, at);
    return true;
  }

  private boolean deleted(Stack stack, StackResource resource, Instant at) {
    ResourceKind kind = ResourceKinds.KNOWN.of(resource.type);
    Optional<Resource> found = world.find(resource.type, resource.physicalId);
    Optional<String> held = resource.doom.or(() -> found.flatMap(one -> held(kind, one)));
    if (held.isPresent()) {
      Duration tried = Duration.between(resource.at, at);
      if (resource.doom.isEmpty() && tried.compareTo(PATIENCE) < 0) {
        resource.due = Optional.of(at.plusSeconds(20));
        return true;
      }
      resource.due = Optional.empty();
      found.ifPresent(one -> world.put(one.withState("ACTIVE")));
      telling.resource(stack, resource, ResourceStatus.DELETE_FAILED, at, held);
      return false;
    }
    resource.due = Optional.empty();
    found.ifPresent(
        one -> {
          world.remove(one.type(), one.id());
          kind.gone().leave(world, one, leftovers(stack, one));
        });
    telling.resource(stack, resource, ResourceStatus.DELETE_COMPLETE, at);
    return true;
  }

  private Set<String> leftovers(Stack stack, Resource resource) {
    return resource.type().equals("AWS::EKS::Cluster") ? faults.leftovers(stack.name) : Set.of();
  }

  private Optional<String> held(ResourceKind kind, Resource resource) {
    Optional<String> own = kind.held().apply(world, resource);
    for (BiFunction<World, Resource, Optional<String>> holder : holders) {
      own = own.or(() -> holder.apply(world, resource));
    }
    return own;
  }

  private Optional<ObjectNode> properties(
      StackResource resource, Instance instance, Landscape around) {
    try {
      return Optional.of(instance.properties(resource.logicalId, around));
    } catch (WireFault unresolved) {
      resource.doom = Optional.of(unresolved.message());
      return Optional.empty();
    }
  }

  private Optional<String> refused(
      Stack stack, StackResource resource, Making making, ResourceKind kind) {
    List<String> problems = ResourceTypes.KNOWN.problems(resource.type, resource.properties);
    if (!problems.isEmpty()) {
      return Optional.of(
          "Properties validation failed for resource %s with message:\n%s"
              .formatted(resource.logicalId, String.join("\n", problems)));
    }
    Optional<String> own = kind.refused().apply(making);
    return own.or(() -> overQuota(stack, resource));
  }

  private Optional<String> overQuota(Stack stack, StackResource resource) {
    return faults.quota(resource.type).stream()
        .filter(most -> world.all(resource.type).size() >= most)
        .mapToObj(
            _ ->
                faults
                    .strikes(
                        Fault.Kind.QUOTA,
                        resource.type,
                        stack.name,
                        resource.logicalId,
                        resource.physicalId)
                    .flatMap(Fault::reason)
                    .orElse(
                        "The maximum number of resources of this type has been reached. (HandlerErrorCode: ServiceLimitExceeded)"))
        .findFirst();
  }

  private static String reason(Fault fault) {
    return fault
        .reason()
        .orElse(
            "Resource handler returned message: \"scripted\" (HandlerErrorCode: GeneralServiceException)");
  }

  private Making making(Stack stack, StackResource resource) {
    return new Making(world, stack.region, stack.name, resource.logicalId, resource.properties);
  }

  private Duration jittered(Stack stack, StackResource resource, Duration usual) {
    double chance = world.chance(stack.id + resource.logicalId + resource.status);
    return Duration.ofMillis((long) (usual.toMillis() * (1 - JITTER / 2 + JITTER * chance)));
  }

  /** Its own tags, those of its stack, and those that CloudFormation puts on everything. */
  static Map<String, String> tags(Stack stack, StackResource resource) {
    Map<String, String> tags = new HashMap<>();
    if (ResourceTypes.KNOWN.taggable(resource.type)) {
      tags.putAll(stack.input.tags());
      tags.put("aws:cloudformation:stack-name", stack.name);
      tags.put("aws:cloudformation:stack-id", stack.id);
      tags.put("aws:cloudformation:logical-id", resource.logicalId);
    }
    for (String property : List.of("Tags", "FileSystemTags", "AccessPointTags")) {
      JsonNode own = resource.properties.path(property);
      if (own.isObject()) {
        own.properties().forEach(one -> tags.put(one.getKey(), one.getValue().asText()));
      }
      if (own.isArray()) {
        own.forEach(one -> tags.put(one.path("Key").asText(), one.path("Value").asText()));
      }
    }
    return tags;
  }
}
