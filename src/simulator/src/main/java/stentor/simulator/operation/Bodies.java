package stentor.simulator.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireRequest;

/** Bodies of requests. */
final class Bodies {

  private Bodies() {}

  /** The body as an object; one without fields where there is none. */
  static ObjectNode object(WireRequest request) {
    if (request.json() instanceof ObjectNode object) {
      return object;
    }
    throw new WireFault("SerializationException", "The body is no object");
  }
}
