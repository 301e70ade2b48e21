package stentor.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireRequest;

/**
 * A request whose input has been read, whatever protocol it came by.
 *
 * @param wire the request itself
 * @param input its parameters by the names of the service's reference; lists are arrays
 */
public record Call(WireRequest wire, ObjectNode input) {

  /**
   * A parameter that must be there.
   *
   * @throws WireFault if it is missing
   */
  public String required(String name) {
    return text(name)
        .orElseThrow(
            () ->
                new WireFault("ValidationException", "Missing required parameter: '" + name + "'"));
  }

  /** A parameter as text, if it was given and is not empty. */
  public Optional<String> text(String name) {
    String text = input.path(name).asText();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** The texts of a list, none where it was not given; one alone may come without its list. */
  public List<String> texts(String name) {
    if (input.path(name).isTextual()) {
      return text(name).stream().toList();
    }
    List<String> texts = new ArrayList<>();
    input.path(name).forEach(item -> texts.add(item.asText()));
    return texts;
  }

  /** The items of a list, none where it was not given. */
  public List<JsonNode> items(String name) {
    List<JsonNode> items = new ArrayList<>();
    input.path(name).forEach(items::add);
    return items;
  }

  /** A parameter that is a number, {@code otherwise} where it was not given. */
  public int number(String name, int otherwise) {
    return input.path(name).asInt(otherwise);
  }

  /** Whether a parameter was given and is true. */
  public boolean isTrue(String name) {
    return input.path(name).asBoolean(false);
  }
}
