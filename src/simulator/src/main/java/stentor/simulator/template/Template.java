package stentor.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import stentor.simulator.wire.WireFault;

/**
 * A template, read and well-formed: it has resources, each of a type that is known. Immutable.
 *
 * @param document the whole tree; not to be changed
 * @param parameters by name, in the template's order
 * @param resources by logical id, in the template's order
 */
public record Template(
    ObjectNode document,
    Map<String, ParameterDeclaration> parameters,
    Map<String, ResourceDeclaration> resources) {

  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Description",
          "Metadata",
          "Parameters",
          "Rules",
          "Mappings",
          "Conditions",
          "Transform",
          "Resources",
          "Outputs");

  /**
   * Reads a template.
   *
   * @throws WireFault with {@code ValidationError}, as CloudFormation words it
   */
  public static Template of(String text) {
    ObjectNode document = TemplateReader.read(text);
    List<String> foreign = new ArrayList<>();
    document.fieldNames().forEachRemaining(foreign::add);
    foreign.removeAll(SECTIONS);
    if (!foreign.isEmpty()) {
      throw invalid("Invalid template property or properties " + foreign);
    }
    if (document.has("Transform")) {
      throw invalid("The simulator does not run transforms: " + document.get("Transform"));
    }
    Map<String, ParameterDeclaration> parameters = new LinkedHashMap<>();
    document
        .path("Parameters")
        .properties()
        .forEach(
            one ->
                parameters.put(
                    one.getKey(),
                    new ParameterDeclaration(
                        one.getKey(), one.getValue().path("Type").asText(), one.getValue())));
    Template template = new Template(document, parameters, resources(document));
    TemplateCheck.check(template);
    return template;
  }

  private static Map<String, ResourceDeclaration> resources(ObjectNode document) {
    Map<String, ResourceDeclaration> resources = new LinkedHashMap<>();
    Set<String> unknown = new TreeSet<>();
    for (Map.Entry<String, JsonNode> one : document.path("Resources").properties()) {
      JsonNode type = one.getValue().path("Type");
      if (!type.isTextual()) {
        throw invalid(
            "Template format error: [/Resources/%s] Every Resources object must contain a Type member."
                .formatted(one.getKey()));
      }
      if (!ResourceTypes.KNOWN.has(type.asText())) {
        unknown.add(type.asText());
      }
      resources.put(
          one.getKey(), new ResourceDeclaration(one.getKey(), type.asText(), one.getValue()));
    }
    if (resources.isEmpty()) {
      throw invalid("Template format error: At least one Resources member must be defined.");
    }
    if (!unknown.isEmpty()) {
      throw invalid("Template format error: Unrecognized resource types: " + unknown);
    }
    return resources;
  }

  /**
   * A resource of it.
   *
   * @throws IllegalArgumentException if it has none of that name
   */
  public ResourceDeclaration resource(String name) {
    ResourceDeclaration found = resources.get(name);
    if (found == null) {
      throw new IllegalArgumentException("No resource " + name);
    }
    return found;
  }

  /** What it is for. */
  public Optional<String> description() {
    return Optional.ofNullable(document.get("Description")).map(JsonNode::asText);
  }

  /** Its outputs as they are declared, by name. */
  public JsonNode outputs() {
    return document.path("Outputs");
  }

  JsonNode conditions() {
    return document.path("Conditions");
  }

  JsonNode mappings() {
    return document.path("Mappings");
  }

  /** The capabilities that a caller has to grant; empty where none is needed. */
  public Optional<String> capability() {
    List<ResourceDeclaration> identities =
        resources.values().stream().filter(one -> one.type().startsWith("AWS::IAM::")).toList();
    if (identities.isEmpty()) {
      return Optional.empty();
    }
    boolean named =
        identities.stream()
            .anyMatch(
                one ->
                    one.properties().has("RoleName")
                        || one.properties().has("ManagedPolicyName")
                        || one.properties().has("InstanceProfileName"));
    return Optional.of(named ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM");
  }

  /** Types of its resources, sorted. */
  public Set<String> types() {
    Set<String> types = new TreeSet<>();
    resources.values().forEach(one -> types.add(one.type()));
    return types;
  }

  static WireFault invalid(String message) {
    return new WireFault("ValidationError", message);
  }
}
