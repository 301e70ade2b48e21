package stentor.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import stentor.simulator.template.Functions.Reference;

/** Which resources of a template need which others. */
final class Dependencies {

  private Dependencies() {}

  /**
   * For each resource the others that have to be there before.
   *
   * @param made the resources that are made
   * @param document the template's tree, with its conditions decided or not
   * @throws stentor.simulator.wire.WireFault if they go round in a circle
   */
  static Map<String, Set<String>> of(Template template, Set<String> made, JsonNode document) {
    Map<String, Set<String>> needed = new LinkedHashMap<>();
    for (String name : made) {
      Set<String> others = new LinkedHashSet<>(template.resource(name).dependsOn());
      for (Reference reference :
          Functions.references(document.path("Resources").path(name).path("Properties"))) {
        if (template.resources().containsKey(reference.name())) {
          others.add(reference.name());
        }
      }
      others.retainAll(made);
      needed.put(name, others);
    }
    refuseCircles(needed);
    return needed;
  }

  private static void refuseCircles(Map<String, Set<String>> needed) {
    Map<String, Set<String>> left = new LinkedHashMap<>();
    needed.forEach((name, others) -> left.put(name, new LinkedHashSet<>(others)));
    while (true) {
      List<String> free =
          left.entrySet().stream()
              .filter(one -> one.getValue().isEmpty())
              .map(Map.Entry::getKey)
              .toList();
      if (free.isEmpty()) {
        break;
      }
      free.forEach(left::remove);
      left.values().forEach(others -> free.forEach(others::remove));
    }
    if (!left.isEmpty()) {
      throw Template.invalid(
          "Circular dependency between resources: "
              + left.keySet().stream().sorted().collect(Collectors.joining(", ", "[", "]")));
    }
  }
}
