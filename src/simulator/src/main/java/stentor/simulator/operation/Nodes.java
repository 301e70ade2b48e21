package stentor.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Pieces of answers. */
public final class Nodes {

  private Nodes() {}

  /** One without fields. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A list. */
  public static ArrayNode list(Stream<? extends JsonNode> items) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    items.forEach(list::add);
    return list;
  }

  /** A list of texts. */
  public static ArrayNode texts(Stream<String> items) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    items.forEach(list::add);
    return list;
  }

  /**
   * Tags as a list of pairs, in the order of their keys.
   *
   * @param key what a pair calls the key, {@code Key} or {@code key}
   * @param value what it calls the value
   */
  public static ArrayNode tags(Map<String, String> tags, String key, String value) {
    return list(
        new TreeMap<>(tags)
            .entrySet().stream()
                .map(tag -> object().put(key, tag.getKey()).put(value, tag.getValue())));
  }

  /** Tags as an object. */
  public static ObjectNode tags(Map<String, String> tags) {
    ObjectNode object = object();
    new TreeMap<>(tags).forEach(object::put);
    return object;
  }

  /** A time as the JSON protocols have it: seconds since 1970, with parts of them. */
  public static double seconds(Instant at) {
    return at.toEpochMilli() / 1000.0;
  }
}
