package stentor.simulator.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import stentor.simulator.fault.Faults;
import stentor.simulator.template.Template;
import stentor.simulator.wire.WireFault;
import stentor.simulator.world.Kept;
import stentor.simulator.world.Resource;
import stentor.simulator.world.Timed;
import stentor.simulator.world.World;

/**
 * All stacks of the account, by region and name, over time. Everything that refuses does so by a
 * {@link WireFault} with CloudFormation's code and words. Safe for all threads.
 */
public final class Stacks implements Timed, Kept {

  /** So long a new stack is not seen by those who ask. */
  private static final Duration UNSEEN = Duration.ofSeconds(2);

  private final World world;
  private final Telling telling;
  private final ResourceWork resourceWork;
  private final StackWork work;
  private final ChangeSets changeSets;
  private final Exports exports;
  private final List<Stack> all = new ArrayList<>();

  /** The stacks of a world, as they were left there; they live with it from now on. */
  public Stacks(World world, Faults faults) {
    this.world = world;
    this.telling = new Telling(world);
    this.exports = new Exports(world, all);
    this.resourceWork = new ResourceWork(world, faults, telling);
    this.work = new StackWork(world, this, resourceWork, telling);
    this.changeSets = new ChangeSets(world, this, telling);
    world
        .state(part(), StacksDocument.class)
        .ifPresent(
            document -> {
              all.addAll(document.stacks());
              changeSets.take(document.changeSets());
            });
    world.keep(this);
    world.live(this);
  }

  @Override
  public String part() {
    return "stacks";
  }

  @Override
  public Object state() {
    return new StacksDocument(all, changeSets.all());
  }

  @Override
  public Optional<Instant> due() {
    return all.stream().flatMap(stack -> StackWork.due(stack).stream()).min(Instant::compareTo);
  }

  @Override
  public void happen(Instant at) {
    all.stream()
        .filter(stack -> StackWork.due(stack).filter(due -> !due.isAfter(at)).isPresent())
        .forEach(stack -> work.step(stack, at));
  }

  /** Asks another one, too, why a resource cannot be deleted. */
  public void heldBy(BiFunction<World, Resource, Optional<String>> holder) {
    resourceWork.heldBy(holder);
  }

  /** What stacks export and import. */
  public Exports exports() {
    return exports;
  }

  /** Plans of changes. */
  public ChangeSets changeSets() {
    return changeSets;
  }

  /** All stacks of a region, those that are gone among them, the newest first. */
  public List<Stack> all(String region) {
    return world.atomically(
        () -> all.stream().filter(stack -> stack.region.equals(region)).toList().reversed());
  }

  /** All stacks everywhere, the oldest first. */
  public List<Stack> all() {
    return world.atomically(() -> List.copyOf(all));
  }

  /**
   * The stack with a name or ARN; one that is gone has its ARN only.
   *
   * @throws WireFault if there is none, or it cannot be seen yet
   */
  public Stack find(String region, String nameOrId) {
    return world.atomically(
        () ->
            known(region, nameOrId)
                .filter(stack -> !world.now().isBefore(stack.visibleAt))
                .orElseThrow(
                    () ->
                        new WireFault(
                            "ValidationError", "Stack with id " + nameOrId + " does not exist")));
  }

  Optional<Stack> known(String region, String nameOrId) {
    return all.stream()
        .filter(
            stack ->
                stack.id.equals(nameOrId)
                    || (stack.exists()
                        && stack.region.equals(region)
                        && stack.name.equals(nameOrId)))
        .findFirst();
  }

  /**
   * Begins to make a stack.
   *
   * @return its ARN
   */
  public String create(String region, String name, StackInput input, CreateOptions options) {
    return world.atomically(
        () -> {
          Optional<Stack> there = known(region, name).filter(Stack::exists);
          if (there.isPresent()) {
            if (options.token().isPresent() && options.token().equals(there.get().createToken)) {
              return there.get().id;
            }
            throw new WireFault("AlreadyExistsException", "Stack [" + name + "] already exists");
          }
          Stack stack = prepared(region, name, input, options);
          stack.instance();
          all.add(stack);
          begin(stack, options);
          return stack.id;
        });
  }

  /** A stack that is not in the account yet. */
  Stack prepared(String region, String name, StackInput input, CreateOptions options) {
    check(input);
    if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
      throw new WireFault(
          "ValidationError",
          "1 validation error detected: Value '%s' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*"
              .formatted(name));
    }
    Stack stack = new Stack();
    stack.account = world.account();
    stack.region = region;
    stack.name = name;
    stack.id =
        "arn:aws:cloudformation:%s:%s:stack/%s/%s"
            .formatted(region, world.account(), name, telling.uuid());
    stack.input = input;
    stack.createdAt = world.now();
    stack.visibleAt = world.now().plus(UNSEEN);
    stack.onFailure = options.onFailure();
    stack.timeoutMinutes = options.timeoutMinutes();
    stack.createToken = options.token();
    stack.terminationProtected = options.termination();
    return stack;
  }

  void add(Stack stack) {
    all.add(stack);
    world.changed();
  }

  void begin(Stack stack, CreateOptions options) {
    operation(stack, options.token());
    telling.stack(
        stack, StackStatus.CREATE_IN_PROGRESS, world.now(), Optional.of("User Initiated"));
    stack.next = Optional.of(world.now().plus(UNSEEN));
    world.changed();
  }

  private void operation(Stack stack, Optional<String> token) {
    stack.operation = telling.uuid();
    stack.token = token;
  }

  /**
   * Begins to change a stack.
   *
   * @return its ARN
   */
  public String update(String region, String nameOrId, StackInput input, Optional<String> token) {
    return world.atomically(
        () -> {
          Stack stack = required(region, nameOrId);
          if (token.isPresent()
              && token.equals(stack.token)
              && stack.status.name().startsWith("UPDATE")) {
            return stack.id;
          }
          requireChangeable(stack);
          check(input);
          stack.instance(input);
          if (changeSets.changes(stack, input).isEmpty() && same(stack, input)) {
            throw new WireFault("ValidationError", "No updates are to be performed.");
          }
          change(stack, input, token);
          return stack.id;
        });
  }

  private static boolean same(Stack stack, StackInput input) {
    return stack.input.tags().equals(input.tags())
        && stack.instance().template().outputs().equals(Template.of(input.template()).outputs());
  }

  void requireChangeable(Stack stack) {
    if (!stack.status.changeable()) {
      throw new WireFault(
          "ValidationError",
          "Stack:%s is in %s state and can not be updated.".formatted(stack.id, stack.status));
    }
  }

  void change(Stack stack, StackInput input, Optional<String> token) {
    Changing.settle(stack);
    stack.former = Optional.of(stack.input);
    stack.input = input;
    stack.updatedAt = Optional.of(world.now());
    operation(stack, token);
    telling.stack(
        stack, StackStatus.UPDATE_IN_PROGRESS, world.now(), Optional.of("User Initiated"));
    stack.next = Optional.of(Leaving.soon(world.now()));
    world.changed();
  }

  /** Turns a change that is under way around. */
  public void cancelUpdate(String region, String nameOrId, Optional<String> token) {
    world.atomically(
        () -> {
          Stack stack = required(region, nameOrId);
          if (stack.status != StackStatus.UPDATE_IN_PROGRESS) {
            throw new WireFault(
                "ValidationError", "CancelUpdateStack cannot be called from current stack status");
          }
          stack.token = token;
          new Changing(world, this, resourceWork, telling, new Leaving(resourceWork, telling))
              .rollBack(stack, world.now(), "User Initiated");
          world.changed();
        });
  }

  /** Takes a change back that could not be taken back before. */
  public void continueRollback(
      String region, String nameOrId, List<String> skip, Optional<String> token) {
    world.atomically(
        () -> {
          Stack stack = required(region, nameOrId);
          if (stack.status != StackStatus.UPDATE_ROLLBACK_FAILED) {
            throw new WireFault(
                "ValidationError",
                "Stack:%s is in %s state and can not continue update rollback."
                    .formatted(stack.id, stack.status));
          }
          operation(stack, token);
          for (StackResource resource : stack.resources.values()) {
            if (resource.status == ResourceStatus.UPDATE_FAILED) {
              resource.status = ResourceStatus.UPDATE_COMPLETE;
              resource.visited = skip.contains(resource.logicalId);
              // It was to become that and could not: it is tried once more.
              resource.formerProperties = Optional.of(resource.properties);
            }
          }
          telling.stack(
              stack,
              StackStatus.UPDATE_ROLLBACK_IN_PROGRESS,
              world.now(),
              Optional.of("User Initiated"));
          stack.next = Optional.of(Leaving.soon(world.now()));
          world.changed();
        });
  }

  /**
   * Begins to delete a stack; nothing where there is none.
   *
   * @param retain logical ids of resources that stay, allowed for one that could not be deleted
   * @param force whether what could not be deleted stays
   * @param role ARN of the role that deletes it in the place of its own
   */
  public void delete(
      String region,
      String nameOrId,
      List<String> retain,
      boolean force,
      Optional<String> role,
      Optional<String> token) {
    world.atomically(
        () ->
            known(region, nameOrId)
                .filter(Stack::exists)
                .filter(stack -> stack.status != StackStatus.DELETE_IN_PROGRESS)
                .ifPresent(stack -> delete(stack, retain, force, role, token)));
  }

  private void delete(
      Stack stack,
      List<String> retain,
      boolean force,
      Optional<String> role,
      Optional<String> token) {
    if (stack.terminationProtected) {
      throw new WireFault(
          "ValidationError",
          "Stack [%s] cannot be deleted while TerminationProtection is enabled"
              .formatted(stack.name));
    }
    if ((force || !retain.isEmpty()) && stack.status != StackStatus.DELETE_FAILED) {
      throw new WireFault(
          "ValidationError",
          force
              ? "Invalid operation on stack [%s]. FORCE_DELETE_STACK can only be used for stacks in the DELETE_FAILED state."
                  .formatted(stack.id)
              : "Invalid operation on stack [%s]. RetainResources can only be used for stacks in the DELETE_FAILED state."
                  .formatted(stack.id));
    }
    if (stack.status.inProgress()
        && stack.status != StackStatus.CREATE_IN_PROGRESS
        && stack.status != StackStatus.ROLLBACK_IN_PROGRESS) {
      throw new WireFault(
          "ValidationError",
          "Stack [%s] cannot be deleted while in status %s".formatted(stack.name, stack.status));
    }
    role.or(() -> stack.input.role()).ifPresent(this::checkRole);
    operation(stack, token);
    Instant now = world.now();
    Optional<String> used = exports.used(stack);
    if (used.isPresent()) {
      // It goes back to what it was, with nothing but this event to tell of it.
      telling.stack(stack, stack.status, now, used);
      world.changed();
      return;
    }
    stack.retain.clear();
    stack.retain.addAll(retain);
    stack.forced = force;
    for (StackResource resource : stack.underWay()) {
      resourceWork.cancel(stack, resource, now);
    }
    for (StackResource resource : stack.resources.values()) {
      if (resource.status == ResourceStatus.DELETE_FAILED) {
        resource.status = ResourceStatus.CREATE_COMPLETE;
        resource.formerPhysicalId = Optional.of(resource.physicalId);
      }
    }
    stack.deletedAt = Optional.of(now);
    telling.stack(stack, StackStatus.DELETE_IN_PROGRESS, now, Optional.of("User Initiated"));
    stack.next = Optional.of(Leaving.soon(now));
    changeSets.forget(stack);
    world.changed();
  }

  /** Protects a stack from being deleted, or does not any more. */
  public String protect(String region, String nameOrId, boolean termination) {
    return world.atomically(
        () -> {
          Stack stack = required(region, nameOrId);
          stack.terminationProtected = termination;
          world.changed();
          return stack.id;
        });
  }

  /** Looks which resources were changed outside. */
  public Stack detectDrift(String region, String nameOrId) {
    return world.atomically(
        () -> {
          Stack stack = required(region, nameOrId);
          Drift.detect(world, stack);
          world.changed();
          return stack;
        });
  }

  /** The properties that a resource of a stack has in the world; absent where it is gone. */
  public Optional<ObjectNode> actual(StackResource resource) {
    return world.find(resource.type(), resource.physicalId()).map(Resource::properties);
  }

  Stack required(String region, String nameOrId) {
    return known(region, nameOrId)
        .filter(Stack::exists)
        .orElseThrow(
            () -> new WireFault("ValidationError", "Stack [" + nameOrId + "] does not exist"));
  }

  private void check(StackInput input) {
    Template template = Template.of(input.template());
    Optional<String> needed = template.capability();
    boolean granted =
        needed.isEmpty()
            || input.capabilities().contains("CAPABILITY_NAMED_IAM")
            || input.capabilities().contains(needed.get());
    if (!granted) {
      throw new WireFault(
          "InsufficientCapabilitiesException", "Requires capabilities : [" + needed.get() + "]");
    }
    input.role().ifPresent(this::checkRole);
  }

  private void checkRole(String role) {
    boolean there =
        world.all("AWS::IAM::Role").stream().anyMatch(one -> one.attribute("Arn").equals(role));
    if (!there) {
      throw new WireFault("ValidationError", "Role " + role + " is invalid or cannot be assumed");
    }
  }
}
