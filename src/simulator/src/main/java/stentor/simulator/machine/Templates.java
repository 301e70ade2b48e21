package stentor.simulator.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.StreamSupport;
import stentor.simulator.operation.Nodes;

/** Fills payload templates: fields whose names end in {@code .$} hold expressions. */
final class Templates {

  private Templates() {}

  static JsonNode fill(JsonNode template, JsonNode input, JsonNode context) {
    if (template.isArray()) {
      return Nodes.list(
          StreamSupport.stream(template.spliterator(), false)
              .map(item -> fill(item, input, context)));
    }
    if (!(template instanceof ObjectNode object)) {
      return template;
    }
    ObjectNode filled = Nodes.object();
    object
        .properties()
        .forEach(
            field -> {
              String name = field.getKey();
              if (name.endsWith(".$")) {
                filled.set(
                    name.substring(0, name.length() - 2),
                    Intrinsics.value(field.getValue().asText(), input, context));
              } else {
                filled.set(name, fill(field.getValue(), input, context));
              }
            });
    return filled;
  }
}
