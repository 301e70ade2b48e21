package stentor.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which stack needs which, as CloudFormation sees it: by exports and imports it refuses to delete a
 * stack that another one needs.
 */
final class StackOrder {

  /** What each stack needs; each part's template has its name. */
  static final Map<String, Set<String>> NEEDS =
      Map.ofEntries(
          Map.entry("roles", Set.of()),
          Map.entry("network", Set.of("roles")),
          Map.entry("expiry", Set.of("roles")),
          Map.entry("storage", Set.of("network")),
          Map.entry("registry", Set.of("roles")),
          Map.entry("jobs", Set.of("roles")),
          Map.entry("queues", Set.of("roles")),
          Map.entry("nat", Set.of("network", "expiry")),
          Map.entry("endpoints", Set.of("network", "expiry")),
          Map.entry("cluster", Set.of("roles", "network", "expiry")),
          Map.entry("gate", Set.of("roles", "network", "storage", "expiry")));

  private static final Pattern EXPORT =
      Pattern.compile("stentor-\\$\\{Environment}-([a-z]+)-([A-Za-z0-9]+)");

  private StackOrder() {}

  /** What breaks the order: an import that is missing, or has no export. */
  static List<String> broken(List<CloudTemplate> templates) {
    List<String> broken = new ArrayList<>();
    Set<String> exports = new TreeSet<>();
    templates.forEach(template -> exports.addAll(exports(template)));
    for (CloudTemplate template : templates) {
      Map<String, Set<String>> imports = imports(template);
      for (String need : NEEDS.getOrDefault(template.name(), Set.of())) {
        if (!imports.containsKey(need)) {
          broken.add(template.name() + " can outlive " + need + ": it imports nothing of it");
        }
      }
      imports.forEach(
          (part, names) ->
              names.stream()
                  .filter(name -> !exports.contains(part + "-" + name))
                  .map(
                      name ->
                          template.name()
                              + " imports "
                              + part
                              + "-"
                              + name
                              + ", which nobody exports")
                  .forEach(broken::add));
    }
    broken.sort(Comparator.naturalOrder());
    return broken;
  }

  private static Set<String> exports(CloudTemplate template) {
    Set<String> names = new TreeSet<>();
    for (Map.Entry<String, JsonNode> output : template.outputs().entrySet()) {
      name(output.getValue().path("Export").path("Name"))
          .filter(
              name ->
                  name.group(1).equals(template.name()) && name.group(2).equals(output.getKey()))
          .ifPresent(name -> names.add(name.group(1) + "-" + name.group(2)));
    }
    return names;
  }

  private static Map<String, Set<String>> imports(CloudTemplate template) {
    Map<String, Set<String>> imports = new TreeMap<>();
    for (JsonNode value : template.valuesOf("Fn::ImportValue")) {
      name(value)
          .ifPresent(
              name ->
                  imports.computeIfAbsent(name.group(1), _ -> new TreeSet<>()).add(name.group(2)));
    }
    return imports;
  }

  private static Optional<Matcher> name(JsonNode sub) {
    Matcher name = EXPORT.matcher(sub.path("Fn::Sub").asText());
    return name.matches() ? Optional.of(name) : Optional.empty();
  }
}
