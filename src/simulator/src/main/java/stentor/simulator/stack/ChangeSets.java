package stentor.simulator.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.simulator.stack.ChangeSet.Change;
import stentor.simulator.wire.WireFault;
import stentor.simulator.world.World;

/** Changes that are thought out before they are done. Safe for all threads. */
public final class ChangeSets {

  private static final String NOTHING =
      "The submitted information didn't contain changes. Submit different information to create a change set.";

  private final World world;
  private final Stacks stacks;
  private final Telling telling;
  private final Planning planning;
  private final List<ChangeSet> all = new ArrayList<>();

  ChangeSets(World world, Stacks stacks, Telling telling) {
    this.world = world;
    this.stacks = stacks;
    this.telling = telling;
    this.planning = new Planning(world, stacks);
  }

  void take(List<ChangeSet> left) {
    all.addAll(left);
  }

  List<ChangeSet> all() {
    return List.copyOf(all);
  }

  List<Change> changes(Stack stack, StackInput input) {
    return planning.changes(stack, input);
  }

  /**
   * Thinks a change out.
   *
   * @param creates whether it shall make the stack
   */
  public ChangeSet create(
      String region,
      String stackName,
      String name,
      Optional<String> description,
      boolean creates,
      StackInput input,
      CreateOptions options) {
    return world.atomically(
        () -> {
          Stack stack = stack(region, stackName, creates, input, options);
          if (find(stack, name).isPresent()) {
            throw new WireFault(
                "AlreadyExistsException",
                "ChangeSet " + name + " already exists for stack " + stack.id);
          }
          stack.instance(input);
          List<Change> changes = planning.changes(stack, input);
          boolean empty = changes.isEmpty() && stack.input.tags().equals(input.tags());
          ChangeSet made =
              new ChangeSet(
                  "arn:aws:cloudformation:%s:%s:changeSet/%s/%s"
                      .formatted(region, world.account(), name, telling.uuid()),
                  name,
                  description,
                  stack.id,
                  creates,
                  input,
                  options,
                  changes,
                  empty ? "FAILED" : "CREATE_COMPLETE",
                  empty ? "UNAVAILABLE" : "AVAILABLE",
                  empty ? Optional.of(NOTHING) : Optional.empty(),
                  world.now());
          all.add(made);
          world.changed();
          return made;
        });
  }

  private Stack stack(
      String region, String name, boolean creates, StackInput input, CreateOptions options) {
    Optional<Stack> known = stacks.known(region, name).filter(Stack::exists);
    if (!creates) {
      Stack stack = stacks.required(region, name);
      stacks.requireChangeable(stack);
      return stack;
    }
    if (known.isPresent()) {
      if (known.get().status != StackStatus.REVIEW_IN_PROGRESS) {
        throw new WireFault(
            "ValidationError",
            "Stack ["
                + name
                + "] already exists and cannot be created again with the changeSet ["
                + name
                + "].");
      }
      return known.get();
    }
    Stack stack = stacks.prepared(region, name, input, options);
    stack.operation = telling.uuid();
    stacks.add(stack);
    telling.stack(
        stack, StackStatus.REVIEW_IN_PROGRESS, world.now(), Optional.of("User Initiated"));
    return stack;
  }

  /**
   * A change set of a region, by its ARN or by its name and its stack.
   *
   * @throws WireFault if there is none
   */
  public ChangeSet find(String region, Optional<String> stackName, String nameOrId) {
    return world.atomically(
        () ->
            all.stream()
                .filter(
                    one ->
                        one.id().equals(nameOrId)
                            || (one.name().equals(nameOrId)
                                && stackName
                                    .flatMap(name -> stacks.known(region, name))
                                    .filter(stack -> stack.id.equals(one.stackId()))
                                    .isPresent()))
                .findFirst()
                .orElseThrow(
                    () ->
                        new WireFault(
                            404,
                            "ChangeSetNotFound",
                            "ChangeSet [" + nameOrId + "] does not exist")));
  }

  /** The change sets of a stack. */
  public List<ChangeSet> of(Stack stack) {
    return world.atomically(
        () -> all.stream().filter(one -> one.stackId().equals(stack.id)).toList());
  }

  /** Does what was thought out. */
  public void execute(ChangeSet set, Optional<String> token) {
    world.atomically(
        () -> {
          if (!set.execution().equals("AVAILABLE")) {
            throw new WireFault(
                "InvalidChangeSetStatus",
                "ChangeSet [%s] cannot be executed in its current execution status of [%s]"
                    .formatted(set.id(), set.execution()));
          }
          Stack stack = stacks.required("", set.stackId());
          if (set.creates()) {
            stack.input = set.input();
            stacks.begin(
                stack,
                new CreateOptions(
                    set.options().onFailure(),
                    set.options().timeoutMinutes(),
                    token,
                    set.options().termination()));
          } else {
            stacks.requireChangeable(stack);
            stacks.change(stack, set.input(), token);
          }
          all.replaceAll(
              one ->
                  one.id().equals(set.id())
                      ? one.executed("EXECUTE_COMPLETE")
                      : one.stackId().equals(stack.id) ? one.executed("OBSOLETE") : one);
          world.changed();
        });
  }

  /** Forgets a change set. */
  public void delete(ChangeSet set) {
    world.atomically(
        () -> {
          all.removeIf(one -> one.id().equals(set.id()));
          world.changed();
        });
  }

  void forget(Stack stack) {
    all.removeIf(one -> one.stackId().equals(stack.id));
  }

  private Optional<ChangeSet> find(Stack stack, String name) {
    return all.stream()
        .filter(one -> one.stackId().equals(stack.id) && one.name().equals(name))
        .findFirst();
  }
}
