package stentor.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import stentor.simulator.wire.WireFault;

/**
 * A parameter as a template declares it.
 *
 * @param name of the parameter
 * @param type for example {@code String} or {@code List<AWS::EC2::Subnet::Id>}
 * @param declared all of its declaration
 */
public record ParameterDeclaration(String name, String type, JsonNode declared) {

  /** The value where none is given. */
  public Optional<String> otherwise() {
    return declared.has("Default")
        ? Optional.of(declared.get("Default").asText())
        : Optional.empty();
  }

  /** What it is for. */
  public Optional<String> description() {
    return Optional.ofNullable(declared.get("Description")).map(JsonNode::asText);
  }

  /** Whether its value is never shown. */
  public boolean hidden() {
    return declared.path("NoEcho").asBoolean();
  }

  boolean isList() {
    return type.equals("CommaDelimitedList") || type.startsWith("List<");
  }

  /** The value as {@code Ref} gives it: a text, or an array of texts. */
  JsonNode value(String text) {
    if (!isList()) {
      return JsonNodeFactory.instance.textNode(text);
    }
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (String item : text.split(",", -1)) {
      items.add(item.strip());
    }
    return items;
  }

  /**
   * Refuses a value that the declaration does not allow.
   *
   * @throws WireFault with {@code ValidationError}, as CloudFormation words it
   */
  void check(String text) {
    List<String> items = new ArrayList<>();
    if (isList()) {
      value(text).forEach(item -> items.add(item.asText()));
    } else {
      items.add(text);
    }
    for (String item : items) {
      checkOne(item);
    }
  }

  private void checkOne(String text) {
    if (type.equals("Number") || type.equals("List<Number>")) {
      checkNumber(text);
    }
    JsonNode allowed = declared.path("AllowedValues");
    if (allowed.isArray()) {
      boolean found = false;
      for (JsonNode one : allowed) {
        found |= one.asText().equals(text);
      }
      if (!found) {
        refuse("Parameter '%s' must be one of AllowedValues".formatted(name));
      }
    }
    if (declared.has("AllowedPattern")) {
      String pattern = declared.get("AllowedPattern").asText();
      if (!matches(pattern, text)) {
        refuse("Parameter '%s' must match pattern %s".formatted(name, pattern));
      }
    }
    if (declared.has("MinLength") && text.length() < declared.get("MinLength").asInt()) {
      refuse(
          "Parameter '%s' must contain at least %s characters"
              .formatted(name, declared.get("MinLength").asText()));
    }
    if (declared.has("MaxLength") && text.length() > declared.get("MaxLength").asInt()) {
      refuse(
          "Parameter '%s' must contain at most %s characters"
              .formatted(name, declared.get("MaxLength").asText()));
    }
  }

  private void checkNumber(String text) {
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException malformed) {
      throw new WireFault(
          400, "ValidationError", "Parameter '" + name + "' must be a number.", malformed);
    }
    if (declared.has("MinValue")
        && number.compareTo(new BigDecimal(declared.get("MinValue").asText())) < 0) {
      refuse(
          "Parameter '%s' must be a number not less than %s"
              .formatted(name, declared.get("MinValue").asText()));
    }
    if (declared.has("MaxValue")
        && number.compareTo(new BigDecimal(declared.get("MaxValue").asText())) > 0) {
      refuse(
          "Parameter '%s' must be a number not greater than %s"
              .formatted(name, declared.get("MaxValue").asText()));
    }
  }

  private boolean matches(String pattern, String text) {
    try {
      return Pattern.matches(pattern, text);
    } catch (PatternSyntaxException malformed) {
      throw new WireFault(
          400,
          "ValidationError",
          "Template format error: the AllowedPattern of parameter " + name + " is no pattern",
          malformed);
    }
  }

  private void refuse(String message) {
    throw new WireFault(
        "ValidationError",
        declared.has("ConstraintDescription")
            ? "Parameter %s failed to satisfy constraint: %s"
                .formatted(name, declared.get("ConstraintDescription").asText())
            : message);
  }
}
