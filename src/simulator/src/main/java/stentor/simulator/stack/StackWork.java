package stentor.simulator.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stentor.simulator.template.Instance;
import stentor.simulator.wire.WireFault;
import stentor.simulator.world.World;

/** Takes a stack from step to step: what is due ends, then what can begin does. */
final class StackWork {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final World world;
  private final Stacks stacks;
  private final ResourceWork work;
  private final Telling telling;
  private final Changing changing;
  private final Leaving leaving;

  StackWork(World world, Stacks stacks, ResourceWork work, Telling telling) {
    this.world = world;
    this.stacks = stacks;
    this.work = work;
    this.telling = telling;
    this.leaving = new Leaving(work, telling);
    this.changing = new Changing(world, stacks, work, telling, leaving);
  }

  /** When something is due. */
  static Optional<Instant> due(Stack stack) {
    return Stream.concat(
            stack.next.stream(), stack.underWay().stream().flatMap(one -> one.due.stream()))
        .min(Instant::compareTo);
  }

  /** Lets happen what is due. */
  void step(Stack stack, Instant at) {
    if (stack.next.filter(next -> !next.isAfter(at)).isPresent()) {
      stack.next = Optional.empty();
    }
    for (StackResource resource : stack.underWay()) {
      if (resource.due.filter(due -> !due.isAfter(at)).isPresent()) {
        work.end(stack, resource, at);
      }
    }
    switch (stack.status) {
      case CREATE_IN_PROGRESS -> create(stack, at);
      case ROLLBACK_IN_PROGRESS ->
          leaving.all(stack, at, StackStatus.ROLLBACK_COMPLETE, StackStatus.ROLLBACK_FAILED);
      case DELETE_IN_PROGRESS ->
          leaving.all(stack, at, StackStatus.DELETE_COMPLETE, StackStatus.DELETE_FAILED);
      case UPDATE_IN_PROGRESS -> changing.forth(stack, at);
      case UPDATE_COMPLETE_CLEANUP_IN_PROGRESS ->
          changing.cleanUp(stack, at, StackStatus.UPDATE_COMPLETE);
      case UPDATE_ROLLBACK_IN_PROGRESS -> changing.back(stack, at);
      case UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS ->
          changing.cleanUp(stack, at, StackStatus.UPDATE_ROLLBACK_COMPLETE);
      default -> {}
    }
  }

  private void create(Stack stack, Instant at) {
    Optional<String> failed = failure(stack, at);
    if (failed.isPresent()) {
      stack.underWay().forEach(one -> work.cancel(stack, one, at));
      failed(stack, at, failed.get());
      return;
    }
    Landscape around = Landscape.now(world, stacks, stack);
    Instance instance = stack.instance();
    if (stack.resources.isEmpty()) {
      Optional<String> missing = missingExport(stack, instance, around);
      if (missing.isPresent()) {
        failed(stack, at, missing.get());
        return;
      }
    }
    instance
        .needed()
        .forEach(
            (name, needed) -> {
              boolean ready =
                  needed.stream()
                      .allMatch(
                          one ->
                              Optional.ofNullable(stack.resources.get(one))
                                  .filter(StackResource::there)
                                  .isPresent());
              if (ready && !stack.resources.containsKey(name)) {
                StackResource made =
                    new StackResource(name, instance.template().resource(name).type());
                made.needs.addAll(needed);
                made.retained = instance.template().resource(name).retained();
                stack.resources.put(name, made);
                work.create(stack, made, instance, around, at);
              }
            });
    if (stack.underWay().isEmpty()) {
      finish(stack, at, instance, around);
    }
  }

  private void finish(Stack stack, Instant at, Instance instance, Landscape around) {
    if (stack.next.isPresent()) {
      return;
    }
    Instant last =
        stack.resources.values().stream().map(one -> one.at).max(Instant::compareTo).orElse(at);
    if (at.isBefore(last.plus(PAUSE))) {
      stack.next = Optional.of(last.plus(PAUSE));
      return;
    }
    try {
      stacks.exports().tell(stack, instance, around);
    } catch (WireFault impossible) {
      failed(stack, at, impossible.message());
      return;
    }
    telling.stack(stack, StackStatus.CREATE_COMPLETE, at);
  }

  private Optional<String> missingExport(Stack stack, Instance instance, Landscape around) {
    stack.imports.clear();
    stack.imports.addAll(instance.imports(around));
    return stack.imports.stream()
        .filter(name -> around.exported(name).isEmpty())
        .map(name -> "No export named " + name + " found")
        .findFirst();
  }

  private static Optional<String> failure(Stack stack, Instant at) {
    List<String> names =
        stack.resources.values().stream()
            .filter(one -> one.status == ResourceStatus.CREATE_FAILED)
            .map(StackResource::logicalId)
            .toList();
    if (!names.isEmpty()) {
      return Optional.of(
          "The following resource(s) failed to create: "
              + names.stream().collect(Collectors.joining(", ", "[", "]")));
    }
    boolean late =
        stack.timeoutMinutes.isPresent()
            && at.isAfter(
                stack.createdAt.plus(Duration.ofMinutes(stack.timeoutMinutes.getAsInt())));
    return late
        ? Optional.of("Stack creation time exceeded the specified timeout")
        : Optional.empty();
  }

  private void failed(Stack stack, Instant at, String reason) {
    stack.next = Optional.of(at.plus(PAUSE));
    switch (stack.onFailure) {
      case DO_NOTHING -> {
        stack.next = Optional.empty();
        telling.stack(stack, StackStatus.CREATE_FAILED, at, Optional.of(reason + ". "));
      }
      case ROLLBACK ->
          telling.stack(
              stack,
              StackStatus.ROLLBACK_IN_PROGRESS,
              at,
              Optional.of(reason + ". Rollback requested by user."));
      case DELETE ->
          telling.stack(
              stack,
              StackStatus.DELETE_IN_PROGRESS,
              at,
              Optional.of(reason + ". Delete requested by user."));
    }
  }
}
