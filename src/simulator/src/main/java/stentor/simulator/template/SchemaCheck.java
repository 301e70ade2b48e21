package stentor.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Checks properties against a schema as far as AWS does before it asks a service: names, required
 * ones, kinds of values, enumerations, patterns, lengths and ranges. Texts pass as numbers and
 * truth values where they are such, as CloudFormation lets them.
 */
final class SchemaCheck {

  private final JsonNode definitions;
  private final List<String> problems = new ArrayList<>();

  private SchemaCheck(JsonNode definitions) {
    this.definitions = definitions;
  }

  static List<String> problems(JsonNode schema, JsonNode properties) {
    SchemaCheck check = new SchemaCheck(schema.path("definitions"));
    check.object(schema, properties, "#");
    return check.problems;
  }

  private void value(JsonNode declared, JsonNode value, String place) {
    JsonNode schema = followed(declared);
    if (schema.has("enum")) {
      oneOf(schema.get("enum"), value, place);
    }
    String type = schema.path("type").isArray() ? "" : schema.path("type").asText();
    switch (type) {
      case "object" -> {
        if (!value.isObject()) {
          wrong(place, "object", value);
        } else {
          object(schema, value, place);
        }
      }
      case "array" -> array(schema, value, place);
      case "boolean" -> {
        if (!value.isBoolean() && !value.asText().matches("true|false")) {
          wrong(place, "boolean", value);
        }
      }
      case "integer", "number" -> number(schema, value, place, type);
      case "string" -> text(schema, value, place);
      default -> {}
    }
  }

  private JsonNode followed(JsonNode schema) {
    JsonNode at = schema;
    while (at.has("$ref")) {
      at = definitions.path(at.get("$ref").asText().substring("#/definitions/".length()));
    }
    return at;
  }

  private void object(JsonNode schema, JsonNode value, String place) {
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) {
        problems.add("%s: required key [%s] not found".formatted(place, name.asText()));
      }
    }
    JsonNode known = schema.path("properties");
    boolean open =
        schema.path("additionalProperties").asBoolean(true)
            || schema.has("patternProperties")
            || schema.path("additionalProperties").isObject();
    for (Map.Entry<String, JsonNode> one : value.properties()) {
      if (known.has(one.getKey())) {
        value(known.get(one.getKey()), one.getValue(), place + "/" + one.getKey());
      } else if (!open) {
        problems.add("%s: extraneous key [%s] is not permitted".formatted(place, one.getKey()));
      }
    }
  }

  private void array(JsonNode schema, JsonNode value, String place) {
    if (!value.isArray()) {
      wrong(place, "array", value);
      return;
    }
    if (value.size() < schema.path("minItems").asInt(0)) {
      problems.add(
          "%s: expected minimum item count: %s, found: %d"
              .formatted(place, schema.get("minItems").asText(), value.size()));
    }
    if (value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
      problems.add(
          "%s: expected maximum item count: %s, found: %d"
              .formatted(place, schema.get("maxItems").asText(), value.size()));
    }
    for (int i = 0; i < value.size() && schema.has("items"); i++) {
      value(schema.get("items"), value.get(i), place + "/" + i);
    }
  }

  private void number(JsonNode schema, JsonNode value, String place, String type) {
    if (!value.isNumber() && !value.asText().matches("-?\\d{1,15}(\\.\\d+)?")) {
      wrong(place, type, value);
      return;
    }
    double number = Double.parseDouble(value.asText());
    if (schema.has("minimum") && number < schema.get("minimum").asDouble()) {
      problems.add(
          "%s: %s is not greater or equal to %s"
              .formatted(place, value.asText(), schema.get("minimum").asText()));
    }
    if (schema.has("maximum") && number > schema.get("maximum").asDouble()) {
      problems.add(
          "%s: %s is not less or equal to %s"
              .formatted(place, value.asText(), schema.get("maximum").asText()));
    }
  }

  private void text(JsonNode schema, JsonNode value, String place) {
    if (value.isContainerNode()) {
      wrong(place, "string", value);
      return;
    }
    String text = value.asText();
    if (text.length() < schema.path("minLength").asInt(0)) {
      problems.add(
          "%s: expected minLength: %s, actual: %d"
              .formatted(place, schema.get("minLength").asText(), text.length()));
    }
    if (text.length() > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
      problems.add(
          "%s: expected maxLength: %s, actual: %d"
              .formatted(place, schema.get("maxLength").asText(), text.length()));
    }
    if (schema.has("pattern") && !found(schema.get("pattern").asText(), text)) {
      problems.add(
          "%s: string [%s] does not match pattern %s"
              .formatted(place, text, schema.get("pattern").asText()));
    }
  }

  /** A pattern that Java does not know is left to AWS. */
  private static boolean found(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException foreign) {
      return true;
    }
  }

  private void oneOf(JsonNode allowed, JsonNode value, String place) {
    for (JsonNode one : allowed) {
      if (one.asText().equals(value.asText())) {
        return;
      }
    }
    problems.add("%s: %s is not a valid enum value".formatted(place, value.asText()));
  }

  private void wrong(String place, String expected, JsonNode value) {
    problems.add("%s: expected type: %s, found: %s".formatted(place, expected, found(value)));
  }

  private static String found(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "JSONArray";
      case OBJECT -> "JSONObject";
      case BOOLEAN -> "Boolean";
      case NUMBER -> "Integer";
      case STRING -> "String";
      default -> "Null";
    };
  }
}
