package stentor.simulator.door;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import stentor.protocol.json.Documents;
import stentor.simulator.world.World;

/** The simulator's own door, beside the services': see the world, and turn its clock. */
final class ControlDoor {

  private static final String JSON = "application/json";

  private final World world;
  private final Calls calls;

  ControlDoor(World world, Calls calls) {
    this.world = world;
    this.calls = calls;
  }

  void register(RoutesConfig routes) {
    routes.get("/_simulator/world", this::world);
    routes.get("/_simulator/calls", context -> answer(context, calls.all()));
    routes.post("/_simulator/clock", this::clock);
  }

  private void world(Context context) {
    answer(context, world.atomically(() -> Map.of("now", world.now(), "resources", world.all())));
  }

  private void clock(Context context) {
    JsonNode wanted = Documents.read(context.bodyAsBytes(), JsonNode.class);
    world.advance(Duration.ofSeconds(wanted.path("advanceSeconds").asLong()));
    answer(context, Map.of("now", world.now()));
  }

  private static void answer(Context context, Object document) {
    context.contentType(JSON).result(Documents.write(document));
  }
}
