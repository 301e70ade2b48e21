package stentor.simulator.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import stentor.simulator.operation.Nodes;

/** Values of templates: paths, and the intrinsic functions that state machines of ours may use. */
final class Intrinsics {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Intrinsics() {}

  /** The value that an expression gives: a path, or a function of values. */
  static JsonNode value(String expression, JsonNode input, JsonNode context) {
    String text = expression.strip();
    if (text.startsWith("$")) {
      JsonNode found = Paths.look(text, input, context);
      if (found instanceof MissingNode) {
        throw new StateError(
            "States.ParameterPathFailure",
            "The path '" + text + "' could not be found in the input: " + input);
      }
      return found;
    }
    int open = text.indexOf('(');
    if (!text.startsWith("States.") || open < 0 || !text.endsWith(")")) {
      return literal(text);
    }
    List<JsonNode> arguments =
        arguments(text.substring(open + 1, text.length() - 1)).stream()
            .map(argument -> value(argument, input, context))
            .toList();
    return call(text.substring("States.".length(), open), arguments);
  }

  private static JsonNode literal(String text) {
    if (text.startsWith("'") && text.endsWith("'") && text.length() > 1) {
      return new TextNode(unescaped(text.substring(1, text.length() - 1)));
    }
    return parsed(text);
  }

  private static JsonNode call(String name, List<JsonNode> arguments) {
    try {
      return switch (name) {
        case "Format" -> format(arguments);
        case "Array" -> Nodes.list(arguments.stream());
        case "ArrayLength" -> new IntNode(arguments.getFirst().size());
        case "ArrayGetItem" -> arguments.getFirst().path(arguments.get(1).asInt());
        case "ArrayContains" ->
            BooleanNode.valueOf(items(arguments.getFirst()).anyMatch(arguments.get(1)::equals));
        case "StringSplit" ->
            Nodes.texts(
                Pattern.compile("[" + Pattern.quote(arguments.get(1).asText()) + "]")
                    .splitAsStream(arguments.getFirst().asText()));
        case "StringToJson" -> parsed(arguments.getFirst().asText());
        case "JsonToString" -> new TextNode(arguments.getFirst().toString());
        case "MathAdd" ->
            LongNode.valueOf(arguments.getFirst().asLong() + arguments.get(1).asLong());
        default ->
            throw new StateError(
                "States.IntrinsicFailure", "The simulator has no function States." + name);
      };
    } catch (IndexOutOfBoundsException | NoSuchElementException few) {
      throw new StateError("States.IntrinsicFailure", "Too few arguments of States." + name, few);
    }
  }

  private static Stream<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static JsonNode format(List<JsonNode> arguments) {
    String template = arguments.getFirst().asText();
    StringBuilder text = new StringBuilder();
    int next = 1;
    int from = 0;
    for (int at = template.indexOf("{}"); at >= 0; at = template.indexOf("{}", from)) {
      text.append(template, from, at);
      JsonNode argument = arguments.get(next++);
      text.append(argument.isValueNode() ? argument.asText() : argument.toString());
      from = at + 2;
    }
    return new TextNode(text.append(template.substring(from)).toString());
  }

  /** The arguments between the brackets; commas in quotes and inner brackets part nothing. */
  private static List<String> arguments(String text) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (quoted) {
        if (character == '\\') {
          at++;
        } else if (character == '\'') {
          quoted = false;
        }
      } else if (character == '\'') {
        quoted = true;
      } else if (character == '(') {
        depth++;
      } else if (character == ')') {
        depth--;
      } else if (character == ',' && depth == 0) {
        arguments.add(text.substring(from, at));
        from = at + 1;
      }
    }
    if (!text.isBlank()) {
      arguments.add(text.substring(from));
    }
    return arguments;
  }

  private static String unescaped(String text) {
    return text.replaceAll("\\\\(.)", "$1");
  }

  private static JsonNode parsed(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new StateError("States.IntrinsicFailure", "No value: " + text, malformed);
    }
  }
}
