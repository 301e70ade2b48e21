package stentor.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import stentor.simulator.wire.WireFault;

/**
 * Reads a template's text, YAML or JSON (which is YAML, too), into one tree in which
 * CloudFormation's short tags are functions: {@code !Sub x} is {@code {"Fn::Sub": "x"}}.
 */
final class TemplateReader {

  private static final int MOST_CHARACTERS = 1024 * 1024;
  private static final int MOST_ALIASES = 50;
  private static final int DEEPEST = 60;
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]{0,17})");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,15}\\.[0-9]{1,15}");
  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

  /** Tags whose function has another name than {@code Fn::} and the tag. */
  private static final Map<String, String> BARE = Map.of("Ref", "Ref", "Condition", "Condition");

  private TemplateReader() {}

  /**
   * Reads it.
   *
   * @throws WireFault with {@code ValidationError}, as CloudFormation words it
   */
  static ObjectNode read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setNestingDepthLimit(DEEPEST);
    options.setAllowDuplicateKeys(false);
    try {
      @Nullable Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      if (root != null && converted(root) instanceof ObjectNode template) {
        return template;
      }
    } catch (MarkedYAMLException malformed) {
      var mark = malformed.getProblemMark();
      throw invalid(
          mark == null
              ? "Template format error: YAML not well-formed."
              : "Template format error: YAML not well-formed. (line %d, column %d)"
                  .formatted(mark.getLine() + 1, mark.getColumn() + 1),
          malformed);
    } catch (YAMLException malformed) {
      throw invalid("Template format error: YAML not well-formed.", malformed);
    }
    throw new WireFault("ValidationError", "Template format error: unsupported structure.");
  }

  private static WireFault invalid(String message, Exception cause) {
    return new WireFault(400, "ValidationError", message, cause);
  }

  private static JsonNode converted(Node node) {
    String tag = node.getTag().getValue();
    JsonNode value = plain(node);
    if (!tag.startsWith("!")) {
      return value;
    }
    String name = tag.substring(1);
    ObjectNode function = JsonNodeFactory.instance.objectNode();
    if (name.equals("GetAtt") && value.isTextual()) {
      String[] parts = value.asText().split("\\.", 2);
      ArrayNode both = JsonNodeFactory.instance.arrayNode();
      for (String part : parts) {
        both.add(part);
      }
      value = both;
    }
    function.set(BARE.getOrDefault(name, "Fn::" + name), value);
    return function;
  }

  private static JsonNode plain(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode sequence -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        sequence.getValue().forEach(item -> array.add(converted(item)));
        yield array;
      }
      case MappingNode mapping -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple pair : mapping.getValue()) {
          if (!(pair.getKeyNode() instanceof ScalarNode key)) {
            throw new WireFault("ValidationError", "Template format error: a key is no text");
          }
          if (object.has(key.getValue())) {
            throw new WireFault(
                "ValidationError",
                "Template format error: YAML not well-formed. (duplicate key "
                    + key.getValue()
                    + ")");
          }
          object.set(key.getValue(), converted(pair.getValueNode()));
        }
        yield object;
      }
      default -> throw new WireFault("ValidationError", "Template format error: an anchor");
    };
  }

  /** Unlike YAML 1.1, dates, octal numbers and the likes of "yes" stay text. */
  private static JsonNode scalar(ScalarNode scalar) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN
        || scalar.getTag().getValue().startsWith("!")) {
      return nodes.textNode(text);
    }
    if (NOTHING.contains(text)) {
      return nodes.nullNode();
    }
    return switch (text) {
      case "true", "True", "TRUE" -> nodes.booleanNode(true);
      case "false", "False", "FALSE" -> nodes.booleanNode(false);
      default -> {
        if (WHOLE.matcher(text).matches()) {
          yield nodes.numberNode(Long.parseLong(text));
        }
        yield DECIMAL.matcher(text).matches()
            ? nodes.numberNode(Double.parseDouble(text))
            : nodes.textNode(text);
      }
    };
  }
}
