package stentor.simulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.Optional;
import stentor.simulator.template.References;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** What the template of a stack refers to: its resources in the world, and the region's exports. */
final class Landscape implements References {

  /** What CloudFormation says in change sets of what it will know only then. */
  static final String LATER = "{{changeSet:KNOWN_AFTER_APPLY}}";

  private final World world;
  private final Stacks stacks;
  private final Stack stack;
  private final boolean guessing;

  private Landscape(World world, Stacks stacks, Stack stack, boolean guessing) {
    this.world = world;
    this.stacks = stacks;
    this.stack = stack;
    this.guessing = guessing;
  }

  /** What is there. */
  static Landscape now(World world, Stacks stacks, Stack stack) {
    return new Landscape(world, stacks, stack, false);
  }

  /** What is there, and {@link #LATER} for what is not. */
  static Landscape planned(World world, Stacks stacks, Stack stack) {
    return new Landscape(world, stacks, stack, true);
  }

  @Override
  public Optional<String> id(String resource) {
    return there(resource).map(StackResource::physicalId).or(this::later);
  }

  @Override
  public Optional<JsonNode> attribute(String resource, String name) {
    return there(resource)
        .flatMap(one -> world.find(one.type, one.physicalId))
        .flatMap(one -> value(one, name))
        .or(() -> later().map(JsonNodeFactory.instance::textNode));
  }

  @Override
  public Optional<String> exported(String name) {
    return stacks.exports().value(stack.region, name);
  }

  private Optional<StackResource> there(String resource) {
    return Optional.ofNullable(stack.resources.get(resource))
        .filter(one -> !one.physicalId.isEmpty())
        .filter(StackResource::there);
  }

  private Optional<String> later() {
    return guessing ? Optional.of(LATER) : Optional.empty();
  }

  private static Optional<JsonNode> value(Resource resource, String name) {
    String attribute = resource.attributes().get(name);
    if (attribute != null) {
      return Optional.of(
          attribute.startsWith("[")
              ? parsed(attribute)
              : JsonNodeFactory.instance.textNode(attribute));
    }
    JsonNode at = resource.properties();
    for (String part : name.split("\\.", -1)) {
      at = at.path(part);
    }
    return at.isMissingNode() ? Optional.empty() : Optional.of(at);
  }

  private static JsonNode parsed(String list) {
    try {
      return new ObjectMapper().readTree(list);
    } catch (IOException text) {
      return JsonNodeFactory.instance.textNode(list);
    }
  }
}
