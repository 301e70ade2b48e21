package stentor.simulator.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.simulator.fault.Fault;
import stentor.simulator.fault.Faults;
import stentor.simulator.stack.Stack;
import stentor.simulator.stack.Stacks;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/**
 * The simulator's own door, beside the services': see the world, let things go wrong, change
 * resources behind the back of their stacks, and turn the clock.
 */
final class ControlDoor {

  private static final String JSON = "application/json";

  private final World world;
  private final Stacks stacks;
  private final Faults faults;
  private final Calls calls;
  private final Users users;

  ControlDoor(World world, Stacks stacks, Faults faults, Calls calls, Users users) {
    this.world = world;
    this.stacks = stacks;
    this.faults = faults;
    this.calls = calls;
    this.users = users;
  }

  /** A stack in short. */
  private record StackLine(
      String id, String name, String region, String status, Optional<String> reason) {

    static StackLine of(Stack stack) {
      return new StackLine(
          stack.id(), stack.name(), stack.region(), stack.status().name(), stack.reason());
    }
  }

  void register(RoutesConfig routes) {
    routes.get("/_simulator/world", this::world);
    routes.get("/_simulator/calls", context -> answer(context, calls.all()));
    routes.get("/_simulator/faults", context -> answer(context, faults.all()));
    routes.post("/_simulator/faults", this::fault);
    routes.delete("/_simulator/faults", this::mend);
    routes.post("/_simulator/clock", this::clock);
    routes.post("/_simulator/resources", this::change);
    routes.post("/_simulator/users", this::use);
    routes.exception(
        DocumentException.class,
        (malformed, context) ->
            context.status(HttpStatus.BAD_REQUEST).result(malformed.problem().sentence() + "\n"));
  }

  private void world(Context context) {
    answer(
        context,
        world.atomically(
            () ->
                Map.of(
                    "now",
                    world.now(),
                    "resources",
                    world.all(),
                    "stacks",
                    stacks.all().stream().map(StackLine::of).toList())));
  }

  private void fault(Context context) {
    faults.add(Documents.read(context.bodyAsBytes(), Fault.class));
    answer(context, faults.all());
  }

  private void mend(Context context) {
    faults.clear();
    answer(context, List.of());
  }

  private void clock(Context context) {
    JsonNode wanted = Documents.read(context.bodyAsBytes(), JsonNode.class);
    world.advance(Duration.ofSeconds(wanted.path("advanceSeconds").asLong()));
    answer(context, Map.of("now", world.now()));
  }

  /** A process has the simulator open from now on, which does not end before it: {pid}. */
  private void use(Context context) {
    long pid = Documents.read(context.bodyAsBytes(), JsonNode.class).path("pid").asLong();
    users.add(pid);
    answer(context, Map.of("pid", pid));
  }

  /** Somebody changes, makes or deletes a resource by hand: {type, id, properties, delete}. */
  private void change(Context context) {
    JsonNode wanted = Documents.read(context.bodyAsBytes(), JsonNode.class);
    String type = wanted.path("type").asText();
    String id = wanted.path("id").asText();
    world.atomically(
        () -> {
          Optional<Resource> found = world.find(type, id);
          if (wanted.path("delete").asBoolean()) {
            world.remove(type, id);
          } else if (wanted.path("properties") instanceof ObjectNode properties) {
            world.put(
                found
                    .map(one -> one.withProperties(merged(one, properties)))
                    .orElseGet(() -> made(type, id, properties, wanted)));
          }
        });
    answer(context, Map.of("exists", world.find(type, id).isPresent()));
  }

  private static ObjectNode merged(Resource resource, ObjectNode properties) {
    ObjectNode merged = resource.properties().deepCopy();
    merged.setAll(properties);
    return merged;
  }

  private Resource made(String type, String id, ObjectNode properties, JsonNode wanted) {
    return new Resource(
        type,
        id,
        properties,
        texts(wanted.path("attributes")),
        texts(wanted.path("tags")),
        world.now(),
        Optional.empty(),
        wanted.path("managed").asBoolean(),
        wanted.path("state").asText("ACTIVE"));
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new HashMap<>();
    node.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
    return texts;
  }

  private static void answer(Context context, Object document) {
    context.contentType(JSON).result(Documents.write(document));
  }
}
