package stentor.simulator.machine;

import com.fasterxml.jackson.databind.JsonNode;

/** What {@code Task} states ask of other services. */
@FunctionalInterface
interface Tasks {

  /**
   * A machine that asks.
   *
   * @param machine its ARN
   * @param role ARN of the role it acts with
   */
  record Asker(String machine, String role) {

    /** The region it is in. */
    String region() {
      return machine.split(":", 5)[3];
    }
  }

  /**
   * Asks a service.
   *
   * @param resource the state's, for example {@code arn:aws:states:::aws-sdk:...}
   * @param parameters by the names of the service's reference
   * @param asker which machine asks
   * @throws StateError if the service refuses
   */
  JsonNode ask(String resource, JsonNode parameters, Asker asker);
}
