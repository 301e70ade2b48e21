package stentor.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.StreamSupport;
import stentor.simulator.wire.WireFault;

/**
 * Parameters of the query protocols, flat as {@code Filter.1.Value.2=x}, as the tree they mean;
 * {@code member} levels of lists are left out.
 */
final class Form {

  private static final int DEEPEST = 8;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Form() {}

  static ObjectNode tree(Map<String, String> parameters) {
    ObjectNode root = NODES.objectNode();
    parameters.forEach((name, value) -> put(root, name.split("\\.", -1), value));
    return (ObjectNode) listed(root);
  }

  private static void put(ObjectNode root, String[] path, String value) {
    if (path.length > DEEPEST) {
      throw new WireFault("MalformedQueryString", "Too deep: " + String.join(".", path));
    }
    ObjectNode at = root;
    for (int i = 0; i < path.length - 1; i++) {
      at = at.path(path[i]) instanceof ObjectNode inside ? inside : at.putObject(path[i]);
    }
    at.put(path[path.length - 1], value);
  }

  /** What is numbered is a list. */
  private static JsonNode listed(ObjectNode node) {
    if (node.size() == 1 && node.path("member") instanceof ObjectNode members) {
      return listed(members);
    }
    boolean numbered =
        !node.isEmpty()
            && StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false)
                .allMatch(name -> name.matches("\\d{1,6}"));
    if (numbered) {
      ArrayNode list = NODES.arrayNode();
      node.properties().stream()
          .sorted(Comparator.comparingInt(entry -> Integer.parseInt(entry.getKey())))
          .forEach(entry -> list.add(deeper(entry.getValue())));
      return list;
    }
    ObjectNode object = NODES.objectNode();
    node.properties().forEach(entry -> object.set(entry.getKey(), deeper(entry.getValue())));
    return object;
  }

  private static JsonNode deeper(JsonNode node) {
    return node instanceof ObjectNode object ? listed(object) : node;
  }
}
