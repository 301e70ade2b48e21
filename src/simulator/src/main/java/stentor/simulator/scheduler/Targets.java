package stentor.simulator.scheduler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import stentor.simulator.wire.WireFault;

/** Inputs of targets. */
final class Targets {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Targets() {}

  static JsonNode read(String input) {
    try {
      return MAPPER.readTree(input);
    } catch (JsonProcessingException malformed) {
      throw new WireFault(400, "ValidationException", "The input is no JSON", malformed);
    }
  }
}
