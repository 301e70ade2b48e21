package stentor.simulator.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stentor.simulator.wire.Xml;

/** What is other in the world than a stack made it, property by property. */
final class Differences {

  private Differences() {}

  static void write(Xml xml, JsonNode expected, Optional<String> actual) {
    JsonNode is = actual.map(Differences::parsed).orElse(expected);
    Set<String> names = new LinkedHashSet<>();
    expected.fieldNames().forEachRemaining(names::add);
    is.fieldNames().forEachRemaining(names::add);
    List<String> other =
        names.stream().filter(name -> !expected.path(name).equals(is.path(name))).toList();
    xml.list(
        "PropertyDifferences",
        "member",
        other,
        (one, name) ->
            one.put("PropertyPath", "/" + name)
                .put("ExpectedValue", text(expected.path(name)))
                .put("ActualValue", text(is.path(name)))
                .put("DifferenceType", kind(expected.path(name), is.path(name))));
  }

  private static String kind(JsonNode expected, JsonNode is) {
    if (expected.isMissingNode()) {
      return "ADD";
    }
    return is.isMissingNode() ? "REMOVE" : "NOT_EQUAL";
  }

  private static String text(JsonNode node) {
    return node.isContainerNode() ? node.toString() : node.asText();
  }

  private static JsonNode parsed(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
