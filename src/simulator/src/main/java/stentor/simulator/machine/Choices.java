package stentor.simulator.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Rules of {@code Choice} states. */
final class Choices {

  private record Order(String name, IntPredicate holds) {}

  /** The longer names first: each ends with the next. */
  private static final List<Order> ORDERS =
      List.of(
          new Order("GreaterThanEquals", order -> order >= 0),
          new Order("LessThanEquals", order -> order <= 0),
          new Order("GreaterThan", order -> order > 0),
          new Order("LessThan", order -> order < 0),
          new Order("Equals", order -> order == 0));

  private Choices() {}

  /** The state that the first rule that holds names; absent where none holds. */
  static Optional<String> next(JsonNode rules, JsonNode input, JsonNode context) {
    return StreamSupport.stream(rules.spliterator(), false)
        .filter(rule -> holds(rule, input, context))
        .map(rule -> rule.path("Next").asText())
        .findFirst();
  }

  private static boolean holds(JsonNode rule, JsonNode input, JsonNode context) {
    if (rule.has("And")) {
      return StreamSupport.stream(rule.path("And").spliterator(), false)
          .allMatch(part -> holds(part, input, context));
    }
    if (rule.has("Or")) {
      return StreamSupport.stream(rule.path("Or").spliterator(), false)
          .anyMatch(part -> holds(part, input, context));
    }
    if (rule.has("Not")) {
      return !holds(rule.path("Not"), input, context);
    }
    JsonNode variable = Paths.look(rule.path("Variable").asText(), input, context);
    if (rule.has("IsPresent")) {
      return rule.path("IsPresent").asBoolean() != (variable instanceof MissingNode);
    }
    if (variable instanceof MissingNode) {
      throw new StateError(
          "States.Runtime",
          "Invalid path '"
              + rule.path("Variable").asText()
              + "': the choice state's condition path references an invalid value.");
    }
    for (Map.Entry<String, JsonNode> test : rule.properties()) {
      if (!test.getKey().equals("Variable") && !test.getKey().equals("Next")) {
        return compared(test.getKey(), variable, test.getValue(), input, context);
      }
    }
    return false;
  }

  private static boolean compared(
      String name, JsonNode variable, JsonNode value, JsonNode input, JsonNode context) {
    if (name.endsWith("Path")) {
      return compared(
          name.substring(0, name.length() - "Path".length()),
          variable,
          Paths.read(value.asText(), input, context),
          input,
          context);
    }
    return switch (name) {
      case "IsNull" -> value.asBoolean() == variable.isNull();
      case "IsString" -> value.asBoolean() == variable.isTextual();
      case "IsNumeric" -> value.asBoolean() == variable.isNumber();
      case "IsBoolean" -> value.asBoolean() == variable.isBoolean();
      case "IsTimestamp" -> value.asBoolean() == time(variable).isPresent();
      case "BooleanEquals" -> variable.isBoolean() && variable.asBoolean() == value.asBoolean();
      case "StringMatches" -> variable.isTextual() && matches(variable.asText(), value.asText());
      default -> ordered(name, variable, value);
    };
  }

  /** Whether a text fits one in which {@code *} stands for any text, unless escaped. */
  private static boolean matches(String text, String pattern) {
    String expression =
        Pattern.compile("(?<!\\\\)\\*")
            .splitAsStream(pattern + " ")
            .map(part -> Pattern.quote(part.replace("\\*", "*")))
            .collect(Collectors.joining(".*"));
    return Pattern.compile(expression, Pattern.DOTALL).matcher(text + " ").matches();
  }

  private static boolean ordered(String name, JsonNode variable, JsonNode value) {
    for (Order order : ORDERS) {
      if (name.endsWith(order.name())) {
        String type = name.substring(0, name.length() - order.name().length());
        return order(type, variable, value).filter(order.holds()::test).isPresent();
      }
    }
    throw new StateError("States.Runtime", "The simulator knows no comparison " + name);
  }

  /** How two values of a type stand to each other; absent where one is of another type. */
  private static Optional<Integer> order(String type, JsonNode variable, JsonNode value) {
    return switch (type) {
      case "String" ->
          variable.isTextual() && value.isTextual()
              ? Optional.of(variable.asText().compareTo(value.asText()))
              : Optional.empty();
      case "Numeric" ->
          variable.isNumber() && value.isNumber()
              ? Optional.of(variable.decimalValue().compareTo(value.decimalValue()))
              : Optional.empty();
      case "Timestamp" ->
          time(variable).flatMap(at -> time(value).map(other -> at.compareTo(other)));
      default -> throw new StateError("States.Runtime", "The simulator compares no " + type);
    };
  }

  private static Optional<Instant> time(JsonNode node) {
    try {
      return node.isTextual() ? Optional.of(Instant.parse(node.asText())) : Optional.empty();
    } catch (DateTimeParseException other) {
      return Optional.empty();
    }
  }
}
