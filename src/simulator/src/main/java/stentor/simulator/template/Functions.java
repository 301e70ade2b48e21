package stentor.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The functions in a tree of a template, found without running them. */
final class Functions {

  /** {@code ${!literal}}, or {@code ${name}} where the first group is empty. */
  static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");

  private Functions() {}

  /**
   * What refers to something that has a name.
   *
   * @param name of a parameter or resource
   * @param attribute of a resource; absent for {@code Ref}
   */
  record Reference(String name, Optional<String> attribute) {}

  /** The name of the function that a tree is, if it is one. */
  static Optional<String> name(JsonNode node) {
    if (!node.isObject() || node.size() != 1) {
      return Optional.empty();
    }
    String name = node.fieldNames().next();
    return name.equals("Ref") || name.equals("Condition") || name.startsWith("Fn::")
        ? Optional.of(name)
        : Optional.empty();
  }

  /** All references in a tree, in its order. */
  static List<Reference> references(JsonNode tree) {
    List<Reference> found = new ArrayList<>();
    walk(tree, found::add);
    return found;
  }

  private static void walk(JsonNode node, Consumer<Reference> found) {
    Optional<String> function = name(node);
    if (function.isPresent()) {
      JsonNode argument = node.get(function.get());
      switch (function.get()) {
        case "Ref" -> found.accept(new Reference(argument.asText(), Optional.empty()));
        case "Fn::GetAtt" -> found.accept(attribute(argument));
        case "Fn::Sub" -> variables(argument, found);
        default -> {}
      }
    }
    node.forEach(child -> walk(child, found));
  }

  /** Both forms: {@code [name, attribute]} and {@code name.attribute}. */
  static Reference attribute(JsonNode argument) {
    if (argument.isTextual()) {
      return dotted(argument.asText());
    }
    return new Reference(argument.path(0).asText(), Optional.of(argument.path(1).asText()));
  }

  static Reference dotted(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? new Reference(text, Optional.empty())
        : new Reference(text.substring(0, dot), Optional.of(text.substring(dot + 1)));
  }

  private static void variables(JsonNode argument, Consumer<Reference> found) {
    JsonNode own = argument.path(1);
    Matcher matcher =
        VARIABLE.matcher(argument.isArray() ? argument.path(0).asText() : argument.asText());
    while (matcher.find()) {
      if (matcher.group(1).isEmpty() && !own.has(matcher.group(2))) {
        found.accept(dotted(matcher.group(2).strip()));
      }
    }
  }
}
