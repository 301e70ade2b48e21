package stentor.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stentor.simulator.template.Functions.Reference;

/** Runs the functions of a tree whose conditions are decided. For one thread. */
final class Resolver {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Instance instance;
  private final References references;

  Resolver(Instance instance, References references) {
    this.instance = instance;
    this.references = references;
  }

  /**
   * The tree with every function's value in its place; absent where it is {@code AWS::NoValue}.
   *
   * @throws stentor.simulator.wire.WireFault with {@code ValidationError}
   */
  Optional<JsonNode> resolved(JsonNode node) {
    Optional<String> function = Functions.name(node);
    if (function.isPresent() && !function.get().equals("Condition")) {
      return called(function.get(), node.get(function.get()));
    }
    if (node.isObject()) {
      var object = NODES.objectNode();
      node.properties()
          .forEach(
              one -> resolved(one.getValue()).ifPresent(value -> object.set(one.getKey(), value)));
      return Optional.of(object);
    }
    if (node.isArray()) {
      ArrayNode array = NODES.arrayNode();
      node.forEach(one -> resolved(one).ifPresent(array::add));
      return Optional.of(array);
    }
    return Optional.of(node);
  }

  private Optional<JsonNode> called(String function, JsonNode argument) {
    return switch (function) {
      case "Ref" -> ref(argument.asText());
      case "Fn::GetAtt" -> Optional.of(attribute(Functions.attribute(argument)));
      case "Fn::If" -> resolved(argument.path(instance.holds(argument.path(0).asText()) ? 1 : 2));
      case "Fn::Sub" -> Optional.of(NODES.textNode(substituted(argument)));
      case "Fn::Join" ->
          Optional.of(
              NODES.textNode(
                  String.join(
                      text(argument.path(0), "Fn::Join"), texts(argument.path(1), "Fn::Join"))));
      case "Fn::Select" -> Optional.of(selected(argument));
      case "Fn::Split" -> {
        ArrayNode parts = NODES.arrayNode();
        String delimiter = text(argument.path(0), "Fn::Split");
        for (String part :
            text(argument.path(1), "Fn::Split").split(Pattern.quote(delimiter), -1)) {
          parts.add(part);
        }
        yield Optional.of(parts);
      }
      case "Fn::GetAZs" -> Optional.of(zones(argument));
      case "Fn::Base64" ->
          Optional.of(
              NODES.textNode(
                  Base64.getEncoder()
                      .encodeToString(
                          text(argument, "Fn::Base64").getBytes(StandardCharsets.UTF_8))));
      case "Fn::FindInMap" -> Optional.of(mapped(argument));
      case "Fn::ImportValue" -> {
        String name = text(argument, "Fn::ImportValue");
        yield Optional.of(
            NODES.textNode(
                references
                    .exported(name)
                    .orElseThrow(() -> Template.invalid("No export named " + name + " found"))));
      }
      case "Fn::Cidr" -> {
        ArrayNode blocks = NODES.arrayNode();
        CidrBlocks.of(
                text(argument.path(0), "Fn::Cidr"),
                Integer.parseInt(text(argument.path(1), "Fn::Cidr")),
                Integer.parseInt(text(argument.path(2), "Fn::Cidr")))
            .forEach(blocks::add);
        yield Optional.of(blocks);
      }
      default ->
          throw Template.invalid(
              "Template error: the simulator does not know the function " + function);
    };
  }

  private Optional<JsonNode> ref(String name) {
    if (name.equals("AWS::NoValue")) {
      return Optional.empty();
    }
    Optional<JsonNode> known = instance.known(name);
    if (known.isPresent()) {
      return known;
    }
    return Optional.of(NODES.textNode(references.id(name).orElseThrow(() -> unresolved(name))));
  }

  private JsonNode attribute(Reference reference) {
    String name = reference.attribute().orElse("");
    return references
        .attribute(reference.name(), name)
        .orElseThrow(() -> unresolved(reference.name() + "." + name));
  }

  private static RuntimeException unresolved(String name) {
    return Template.invalid(
        "Template format error: Unresolved resource dependencies [%s] in the Resources block of the template"
            .formatted(name));
  }

  private String substituted(JsonNode argument) {
    String text = argument.isArray() ? argument.path(0).asText() : argument.asText();
    Matcher matcher = Functions.VARIABLE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String value =
          matcher.group(1).isEmpty()
              ? variable(matcher.group(2).strip(), argument.path(1))
              : "${" + matcher.group(2) + "}";
      matcher.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(out).toString();
  }

  private String variable(String name, JsonNode own) {
    if (own.has(name)) {
      return text(own.get(name), "Fn::Sub");
    }
    Reference reference = Functions.dotted(name);
    JsonNode value =
        reference.attribute().isPresent()
            ? attribute(reference)
            : ref(name).orElseGet(() -> NODES.textNode(""));
    if (value.isArray()) {
      throw Template.invalid(
          "Template error: variable %s in Fn::Sub expression does not resolve to a string"
              .formatted(name));
    }
    return value.asText();
  }

  private JsonNode selected(JsonNode argument) {
    int index = Integer.parseInt(text(argument.path(0), "Fn::Select"));
    List<String> items = texts(argument.path(1), "Fn::Select");
    if (index < 0 || index >= items.size()) {
      throw Template.invalid(
          "Template error: Fn::Select cannot select nonexistent value at index " + index);
    }
    return NODES.textNode(items.get(index));
  }

  private JsonNode zones(JsonNode argument) {
    String region = text(argument, "Fn::GetAZs");
    ArrayNode zones = NODES.arrayNode();
    for (char letter = 'a'; letter <= 'c'; letter++) {
      zones.add((region.isEmpty() ? instance.setting().region() : region) + letter);
    }
    return zones;
  }

  private JsonNode mapped(JsonNode argument) {
    String map = text(argument.path(0), "Fn::FindInMap");
    String first = text(argument.path(1), "Fn::FindInMap");
    String second = text(argument.path(2), "Fn::FindInMap");
    JsonNode value = instance.template().mappings().path(map).path(first).path(second);
    if (value.isMissingNode()) {
      throw Template.invalid(
          "Template error: Unable to get mapping for %s::%s::%s".formatted(map, first, second));
    }
    return value;
  }

  private String text(JsonNode node, String function) {
    JsonNode value = resolved(node).orElseGet(() -> NODES.textNode(""));
    if (value.isContainerNode()) {
      throw Template.invalid(
          "Template error: every value of %s must be a string".formatted(function));
    }
    return value.asText();
  }

  private List<String> texts(JsonNode node, String function) {
    JsonNode value = resolved(node).orElseGet(NODES::arrayNode);
    if (!value.isArray()) {
      throw Template.invalid(
          "Template error: every %s object requires a list of strings".formatted(function));
    }
    List<String> texts = new ArrayList<>();
    value.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
