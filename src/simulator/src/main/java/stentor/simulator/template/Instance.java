package stentor.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A template with values for its parameters: its conditions are decided. Immutable. */
public final class Instance {

  private static final int MOST_LINKS = 200;

  private final Template template;
  private final Setting setting;
  private final Map<String, JsonNode> parameters;
  private final Map<String, Boolean> conditions = new HashMap<>();
  private final Map<String, Set<String>> needed;

  private Instance(Template template, Setting setting, Map<String, JsonNode> parameters) {
    this.template = template;
    this.setting = setting;
    this.parameters = Map.copyOf(parameters);
    template
        .conditions()
        .fieldNames()
        .forEachRemaining(name -> conditions.put(name, decided(name, new HashSet<>())));
    Set<String> made = new LinkedHashSet<>();
    template.resources().values().stream()
        .filter(one -> one.condition().map(this::holds).orElse(true))
        .forEach(one -> made.add(one.name()));
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.set("Resources", chosen(template.document().path("Resources")));
    refuseMissing(made, document.path("Resources"));
    this.needed = Dependencies.of(template, made, document);
  }

  /** What an output gives. */
  public record Output(
      String name, String value, Optional<String> description, Optional<String> export) {}

  /**
   * A template with these values.
   *
   * @param given values by name of parameter
   * @throws stentor.simulator.wire.WireFault with {@code ValidationError}, as CloudFormation words
   *     it
   */
  public static Instance of(Template template, Setting setting, Map<String, String> given) {
    Set<String> foreign = new TreeSet<>(given.keySet());
    foreign.removeAll(template.parameters().keySet());
    if (!foreign.isEmpty()) {
      throw Template.invalid("Parameters: " + foreign + " do not exist in the template");
    }
    Map<String, JsonNode> values = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (ParameterDeclaration parameter : template.parameters().values()) {
      Optional<String> value =
          Optional.ofNullable(given.get(parameter.name())).or(parameter::otherwise);
      if (value.isEmpty()) {
        missing.add(parameter.name());
      } else {
        parameter.check(value.get());
        values.put(parameter.name(), parameter.value(value.get()));
      }
    }
    if (!missing.isEmpty()) {
      throw Template.invalid("Parameters: " + missing + " must have values");
    }
    return new Instance(template, setting, values);
  }

  /** The template. */
  public Template template() {
    return template;
  }

  /** Where it is made. */
  public Setting setting() {
    return setting;
  }

  /** The resources that are made, in the template's order, with those that each needs before. */
  public Map<String, Set<String>> needed() {
    return needed;
  }

  /**
   * The properties of a resource.
   *
   * @throws stentor.simulator.wire.WireFault if something in them cannot be resolved
   */
  public ObjectNode properties(String resource, References references) {
    JsonNode properties = template.resource(resource).properties();
    return (ObjectNode)
        new Resolver(this, references)
            .resolved(properties)
            .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  /** The outputs whose condition holds. */
  public List<Output> outputs(References references) {
    Resolver resolver = new Resolver(this, references);
    List<Output> outputs = new ArrayList<>();
    for (Map.Entry<String, JsonNode> one : template.outputs().properties()) {
      JsonNode declared = one.getValue();
      if (!declared.has("Condition") || holds(declared.get("Condition").asText())) {
        outputs.add(
            new Output(
                one.getKey(),
                text(resolver, declared.path("Value"), one.getKey()),
                Optional.ofNullable(declared.get("Description")).map(JsonNode::asText),
                Optional.ofNullable(declared.get("Export"))
                    .map(export -> text(resolver, export.path("Name"), one.getKey()))));
      }
    }
    return outputs;
  }

  /** Names of the exports of other stacks that it takes in. */
  public Set<String> imports(References references) {
    Resolver resolver = new Resolver(this, references);
    Set<String> names = new LinkedHashSet<>();
    for (String resource : needed.keySet()) {
      imports(chosen(template.resource(resource).properties()), resolver, names);
    }
    imports(chosen(template.outputs()), resolver, names);
    return names;
  }

  private static void imports(JsonNode node, Resolver resolver, Set<String> names) {
    if (node.isObject() && node.size() == 1 && node.has("Fn::ImportValue")) {
      resolver.resolved(node.get("Fn::ImportValue")).ifPresent(name -> names.add(name.asText()));
    }
    node.forEach(child -> imports(child, resolver, names));
  }

  private static String text(Resolver resolver, JsonNode node, String output) {
    JsonNode value = resolver.resolved(node).orElseGet(() -> JsonNodeFactory.instance.textNode(""));
    if (value.isContainerNode()) {
      throw Template.invalid(
          "Template format error: Output %s is malformed. The Value field of every Outputs member must evaluate to a String."
              .formatted(output));
    }
    return value.asText();
  }

  /** Whether a condition holds. */
  boolean holds(String condition) {
    return conditions.getOrDefault(condition, false);
  }

  /** The value of a parameter or pseudo parameter. */
  Optional<JsonNode> known(String name) {
    Optional<JsonNode> parameter = Optional.ofNullable(parameters.get(name));
    if (parameter.isPresent()) {
      return parameter;
    }
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (name) {
      case "AWS::AccountId" -> Optional.of(nodes.textNode(setting.account()));
      case "AWS::Region" -> Optional.of(nodes.textNode(setting.region()));
      case "AWS::Partition" -> Optional.of(nodes.textNode("aws"));
      case "AWS::URLSuffix" -> Optional.of(nodes.textNode("amazonaws.com"));
      case "AWS::StackId" -> Optional.of(nodes.textNode(setting.stackId()));
      case "AWS::StackName" -> Optional.of(nodes.textNode(setting.stackName()));
      case "AWS::NotificationARNs" -> Optional.of(nodes.arrayNode());
      default -> Optional.empty();
    };
  }

  private boolean decided(String name, Set<String> asked) {
    if (!asked.add(name) || asked.size() > MOST_LINKS) {
      throw Template.invalid("Template format error: Found circular condition dependency " + asked);
    }
    boolean decision = decided(template.conditions().path(name), asked);
    asked.remove(name);
    return decision;
  }

  private boolean decided(JsonNode node, Set<String> asked) {
    String function =
        Functions.name(node)
            .orElseThrow(
                () ->
                    Template.invalid(
                        "Template format error: Every Conditions member must be a function"));
    JsonNode argument = node.get(function);
    return switch (function) {
      case "Condition" -> {
        if (!template.conditions().has(argument.asText())) {
          throw Template.invalid(
              "Template format error: Unresolved condition dependency %s in the Conditions block of the template"
                  .formatted(argument.asText()));
        }
        yield decided(argument.asText(), asked);
      }
      case "Fn::Not" -> !decided(argument.path(0), asked);
      case "Fn::And" -> {
        boolean all = true;
        for (JsonNode one : argument) {
          all &= decided(one, asked);
        }
        yield all;
      }
      case "Fn::Or" -> {
        boolean any = false;
        for (JsonNode one : argument) {
          any |= decided(one, asked);
        }
        yield any;
      }
      case "Fn::Equals" -> operand(argument.path(0)).equals(operand(argument.path(1)));
      default ->
          throw Template.invalid(
              "Template format error: Conditions cannot use the function " + function);
    };
  }

  private String operand(JsonNode node) {
    JsonNode value =
        new Resolver(this, Nothing.MADE)
            .resolved(node)
            .orElseGet(() -> JsonNodeFactory.instance.textNode(""));
    return value.isContainerNode() ? value.toString() : value.asText();
  }

  /** The tree with the branch that is taken in the place of each {@code Fn::If}. */
  private JsonNode chosen(JsonNode node) {
    if (node.isObject() && node.size() == 1 && node.has("Fn::If")) {
      JsonNode argument = node.get("Fn::If");
      return chosen(argument.path(holds(argument.path(0).asText()) ? 1 : 2));
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(one -> object.set(one.getKey(), chosen(one.getValue())));
      return object;
    }
    if (node.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      node.forEach(one -> array.add(chosen(one)));
      return array;
    }
    return node;
  }

  /** What is made cannot refer to what is not, once conditions are decided. */
  private void refuseMissing(Set<String> made, JsonNode resources) {
    Set<String> missing = new TreeSet<>();
    for (String name : made) {
      for (Functions.Reference reference :
          Functions.references(resources.path(name).path("Properties"))) {
        if (template.resources().containsKey(reference.name())
            && !made.contains(reference.name())) {
          missing.add(reference.name());
        }
      }
    }
    if (!missing.isEmpty()) {
      throw Template.invalid(
          "Template format error: Unresolved resource dependencies %s in the Resources block of the template"
              .formatted(missing));
    }
  }

  /** Conditions know no resources. */
  private enum Nothing implements References {
    MADE;

    @Override
    public Optional<String> id(String resource) {
      return Optional.empty();
    }

    @Override
    public Optional<JsonNode> attribute(String resource, String name) {
      return Optional.empty();
    }

    @Override
    public Optional<String> exported(String name) {
      return Optional.empty();
    }
  }
}
