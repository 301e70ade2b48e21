package stentor.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A template of CloudFormation, with its short tags ({@code !Ref}, {@code !Sub}) in their long
 * form.
 *
 * @param name its file's name without {@code .yaml}
 */
record CloudTemplate(String name, JsonNode root) {

  /** Where the templates are. */
  static final Path FOLDER = Path.of(System.getProperty("stentor.root")).resolve("cloudformation");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** All templates of the project, by their names. */
  static List<CloudTemplate> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(CloudTemplate::read)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The template of this name. */
  static CloudTemplate named(String name) {
    return read(FOLDER.resolve(name + ".yaml"));
  }

  private static CloudTemplate read(Path file) {
    try {
      return parse(file.getFileName().toString().replace(".yaml", ""), Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Reads a template; a key that is there twice is an error. */
  static CloudTemplate parse(String name, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object loaded = new Yaml(new ShortTags(options)).load(text);
    return new CloudTemplate(name, JSON.valueToTree(loaded));
  }

  /** Its resources by their names in it. */
  Map<String, JsonNode> resources() {
    return entries(root.path("Resources"));
  }

  /** Those of a type. */
  Map<String, JsonNode> resources(String type) {
    Map<String, JsonNode> found = resources();
    found.values().removeIf(resource -> !resource.path("Type").asText().equals(type));
    return found;
  }

  Map<String, JsonNode> parameters() {
    return entries(root.path("Parameters"));
  }

  Map<String, JsonNode> outputs() {
    return entries(root.path("Outputs"));
  }

  /** All values of a key, wherever they are. */
  List<JsonNode> valuesOf(String key) {
    return root.findValues(key);
  }

  private static Map<String, JsonNode> entries(JsonNode object) {
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    object.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }

  /** What is one value or a list of them. */
  static List<JsonNode> list(JsonNode oneOrMany) {
    List<JsonNode> values = new ArrayList<>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(values::add);
    } else if (!oneOrMany.isMissingNode()) {
      values.add(oneOrMany);
    }
    return values;
  }

  private static final class ShortTags extends SafeConstructor {

    ShortTags(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put("!", new LongForm());
    }

    private final class LongForm extends AbstractConstruct {

      @Override
      public Object construct(Node node) {
        String tag = node.getTag().getValue().substring(1);
        Object value =
            switch (node) {
              case ScalarNode scalar -> constructScalar(scalar);
              case SequenceNode sequence -> constructSequence(sequence);
              case MappingNode mapping -> constructMapping(mapping);
              default -> throw new IllegalArgumentException("A tag on " + node);
            };
        if (tag.equals("GetAtt") && value instanceof String path) {
          value = List.of((Object[]) path.split("\\.", 2));
        }
        return Map.of(tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag, value);
      }
    }
  }
}
