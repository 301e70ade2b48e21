package stentor.simulator.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One action of a service. It throws a {@link stentor.simulator.wire.WireFault} where AWS does. */
@FunctionalInterface
public interface Operation {

  /** Does it, and says what the answer holds. */
  ObjectNode answer(Call call);
}
