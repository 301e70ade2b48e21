package stentor.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import stentor.protocol.json.Versioned;

/**
 * The file {@code world.json}: everything that outlives the program.
 *
 * @param schema 1
 * @param realAt a time outside
 * @param simulatedAt what the simulated clock showed then
 * @param started how many ids were given
 * @param resources all of them
 * @param parts states of the other parts, by name
 */
record WorldDocument(
    int schema,
    Instant realAt,
    Instant simulatedAt,
    long started,
    List<Resource> resources,
    Map<String, Object> parts)
    implements Versioned {

  /** The same as it is read: the parts know what their states are. */
  record Read(
      int schema,
      Instant realAt,
      Instant simulatedAt,
      long started,
      List<Resource> resources,
      Map<String, JsonNode> parts)
      implements Versioned {}
}
