package stentor.simulator.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import stentor.simulator.template.Instance;
import stentor.simulator.wire.WireFault;
import stentor.simulator.world.World;

/** What stacks give each other; an export that is taken in can neither go nor change. */
public final class Exports {

  private final World world;
  private final List<Stack> stacks;

  Exports(World world, List<Stack> stacks) {
    this.world = world;
    this.stacks = stacks;
  }

  /** Exports of a region: the stack that has it, by name. */
  public Map<String, Stack> all(String region) {
    return world.atomically(
        () -> {
          Map<String, Stack> exports = new TreeMap<>();
          for (Stack stack : stacks) {
            if (stack.region.equals(region) && stack.exists()) {
              stack.outputs.forEach(
                  output -> output.export().ifPresent(name -> exports.put(name, stack)));
            }
          }
          return exports;
        });
  }

  /** The value of an export. */
  Optional<String> value(String region, String name) {
    return Optional.ofNullable(all(region).get(name)).stream()
        .flatMap(stack -> stack.outputs.stream())
        .filter(output -> output.export().filter(name::equals).isPresent())
        .map(Stack.Output::value)
        .findFirst();
  }

  /** The stacks that take an export in. */
  public List<Stack> importers(String region, String export) {
    return world.atomically(
        () ->
            stacks.stream()
                .filter(stack -> stack.region.equals(region) && stack.exists())
                .filter(stack -> stack.imports.contains(export))
                .filter(stack -> stack.status != StackStatus.ROLLBACK_COMPLETE)
                .toList());
  }

  /** Writes down what a stack tells, which may be an export that another one has. */
  void tell(Stack stack, Instance instance, Landscape around) {
    List<Stack.Output> outputs =
        instance.outputs(around).stream()
            .map(one -> new Stack.Output(one.name(), one.value(), one.description(), one.export()))
            .toList();
    for (Stack.Output output : outputs) {
      Optional<Stack> other =
          output
              .export()
              .flatMap(name -> Optional.ofNullable(all(stack.region).get(name)))
              .filter(one -> !one.id.equals(stack.id));
      if (other.isPresent()) {
        throw new WireFault(
            "ValidationError",
            "Export with name %s is already exported by stack %s"
                .formatted(output.export().get(), other.get().name));
      }
    }
    refuseChangedExports(stack, outputs);
    stack.outputs.clear();
    stack.outputs.addAll(outputs);
    stack.imports.clear();
    stack.imports.addAll(instance.imports(around));
  }

  private void refuseChangedExports(Stack stack, List<Stack.Output> outputs) {
    for (Stack.Output before : stack.outputs) {
      if (before.export().isEmpty()) {
        continue;
      }
      String name = before.export().get();
      List<Stack> users = importers(stack.region, name);
      boolean kept =
          outputs.stream()
              .anyMatch(
                  now ->
                      now.export().filter(name::equals).isPresent()
                          && now.value().equals(before.value()));
      if (!kept && !users.isEmpty()) {
        throw new WireFault(
            "ValidationError",
            "Export %s cannot be updated as it is in use by %s"
                .formatted(
                    name, users.stream().map(Stack::name).collect(Collectors.joining(" and "))));
      }
    }
  }

  /** Why a stack cannot go: another one takes in what it exports. */
  Optional<String> used(Stack stack) {
    return stack.outputs.stream()
        .flatMap(output -> output.export().stream())
        .map(
            export -> {
              String users =
                  importers(stack.region, export).stream()
                      .map(Stack::name)
                      .collect(Collectors.joining(" and "));
              return users.isEmpty()
                  ? ""
                  : "Delete canceled. Cannot delete export %s as it is in use by %s."
                      .formatted(export, users);
            })
        .filter(text -> !text.isEmpty())
        .findFirst();
  }
}
