package stentor.simulator.machine;

import com.fasterxml.jackson.databind.JsonNode;

/** What {@code Task} states ask of other services. */
@FunctionalInterface
interface Tasks {

  /**
   * Asks a service.
   *
   * @param resource the state's, for example {@code arn:aws:states:::aws-sdk:...}
   * @param parameters by the names of the service's reference
   * @param role ARN of the role that asks
   * @throws StateError if the service refuses
   */
  JsonNode ask(String resource, JsonNode parameters, String role);
}
