package stentor.simulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import stentor.simulator.stack.ChangeSet.Change;
import stentor.simulator.stack.ChangeSet.Detail;
import stentor.simulator.template.Instance;
import stentor.simulator.template.ResourceTypes;
import stentor.simulator.world.World;

/** Tells what would change, without changing it. */
final class Planning {

  private final World world;
  private final Stacks stacks;

  Planning(World world, Stacks stacks) {
    this.world = world;
    this.stacks = stacks;
  }

  /** What would change if a stack was made of this. */
  List<Change> changes(Stack stack, StackInput wanted) {
    Instance instance = stack.instance(wanted);
    Landscape around = Landscape.planned(world, stacks, stack);
    List<Change> changes = new ArrayList<>();
    Set<String> replaced = new LinkedHashSet<>();
    for (String name : instance.needed().keySet()) {
      String type = instance.template().resource(name).type();
      Optional<StackResource> known = Optional.ofNullable(stack.resources.get(name));
      if (known.isEmpty()) {
        changes.add(new Change("Add", name, Optional.empty(), type, Optional.empty(), List.of()));
      } else {
        modified(stack, known.get(), type, instance.properties(name, around), wanted)
            .ifPresent(
                change -> {
                  changes.add(change);
                  if (change.replacement().filter("True"::equals).isPresent()) {
                    replaced.add(name);
                  }
                });
      }
    }
    for (StackResource resource : stack.resources.values()) {
      if (!instance.needed().containsKey(resource.logicalId)) {
        changes.add(
            new Change(
                "Remove",
                resource.logicalId,
                Optional.of(resource.physicalId),
                resource.type,
                Optional.empty(),
                List.of()));
      }
    }
    dependents(stack, instance, replaced, changes);
    return changes;
  }

  /** Those that would have to follow because something they refer to would be another one. */
  private static void dependents(
      Stack stack, Instance instance, Set<String> replaced, List<Change> changes) {
    Set<String> told = new LinkedHashSet<>();
    changes.forEach(change -> told.add(change.logicalId()));
    instance
        .needed()
        .forEach(
            (name, needed) -> {
              if (told.contains(name) || needed.stream().noneMatch(replaced::contains)) {
                return;
              }
              StackResource resource = stack.resource(name);
              changes.add(
                  new Change(
                      "Modify",
                      name,
                      Optional.of(resource.physicalId),
                      resource.type,
                      Optional.of("Conditional"),
                      List.of(
                          new Detail(
                              "Properties",
                              Optional.empty(),
                              "Conditionally",
                              Optional.empty(),
                              Optional.empty()))));
            });
  }

  private Optional<Change> modified(
      Stack stack, StackResource resource, String type, ObjectNode wanted, StackInput input) {
    List<Detail> details = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    wanted.fieldNames().forEachRemaining(names::add);
    resource.properties.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode before = resource.properties.path(name);
      JsonNode after = wanted.path(name);
      if (!before.equals(after)) {
        details.add(
            new Detail(
                name.equals("Tags") ? "Tags" : "Properties",
                Optional.of(name),
                replaces(resource, type, wanted, name) ? "Always" : "Never",
                text(before),
                text(after)));
      }
    }
    if (ResourceTypes.KNOWN.taggable(type) && !input.tags().equals(stack.input.tags())) {
      details.add(
          new Detail(
              "Tags",
              Optional.empty(),
              "Never",
              Optional.of(sorted(stack.input.tags())),
              Optional.of(sorted(input.tags()))));
    }
    if (details.isEmpty()) {
      return Optional.empty();
    }
    boolean replacement = details.stream().anyMatch(one -> one.recreation().equals("Always"));
    return Optional.of(
        new Change(
            "Modify",
            resource.logicalId,
            Optional.of(resource.physicalId),
            type,
            Optional.of(replacement ? "True" : "False"),
            details));
  }

  private static boolean replaces(
      StackResource resource, String type, ObjectNode wanted, String name) {
    return ResourceTypes.KNOWN.replacing(type).stream()
        .filter(path -> path.equals(name) || path.startsWith(name + "/"))
        .anyMatch(path -> !wanted.at("/" + path).equals(resource.properties.at("/" + path)));
  }

  private static Optional<String> text(JsonNode node) {
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    return Optional.of(node.isContainerNode() ? node.toString() : node.asText());
  }

  private static String sorted(Map<String, String> tags) {
    return new TreeMap<>(tags).toString();
  }
}
