package stentor.simulator.tagging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.JsonService;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Pages;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/**
 * The Resource Groups Tagging API, as its reference of 2017-01-26 has it. It lists what is gone for
 * ten more minutes, and misses what carries no tags and whole types.
 */
public final class Tagging {

  private final World world;
  private final Departed departed;

  private record Tagged(String arn, Map<String, String> tags) {}

  private Tagging(World world, Departed departed) {
    this.world = world;
    this.departed = departed;
  }

  /** The service. */
  public static WireService over(World world) {
    Tagging tagging = new Tagging(world, new Departed(world));
    return new JsonService("tagging", Map.of("GetResources", tagging::resources));
  }

  private ObjectNode resources(Call call) {
    Predicate<Tagged> filter = filter(call);
    Pages<Tagged> page =
        Pages.of(
            known(call.wire().region()).filter(filter).toList(),
            Tagged::arn,
            call.text("PaginationToken"),
            call.number("ResourcesPerPage", 50),
            "PaginationTokenExpiredException");
    ObjectNode answer = Nodes.object().put("PaginationToken", page.next().orElse(""));
    answer.set("ResourceTagMappingList", Nodes.list(page.items().stream().map(Tagging::shape)));
    return answer;
  }

  private static ObjectNode shape(Tagged tagged) {
    ObjectNode shape = Nodes.object().put("ResourceARN", tagged.arn());
    shape.set("Tags", Nodes.tags(tagged.tags(), "Key", "Value"));
    return shape;
  }

  private Stream<Tagged> known(String region) {
    Map<String, Tagged> known = new LinkedHashMap<>();
    Stream.concat(departed.listed(), world.all().stream())
        .filter(resource -> !resource.tags().isEmpty())
        .forEach(
            resource ->
                ResourceArns.of(resource, region, world.account())
                    .ifPresent(arn -> known.put(arn, tagged(arn, resource))));
    return known.values().stream();
  }

  private static Tagged tagged(String arn, Resource resource) {
    return new Tagged(arn, resource.tags());
  }

  /**
   * All tag filters must hold, each by any of its values; one of the types, where some are named.
   */
  private static Predicate<Tagged> filter(Call call) {
    Predicate<Tagged> all = tagged -> true;
    for (JsonNode filter : call.items("TagFilters")) {
      String key = filter.path("Key").asText();
      List<String> values =
          StreamSupport.stream(filter.path("Values").spliterator(), false)
              .map(JsonNode::asText)
              .toList();
      all =
          all.and(
              tagged ->
                  tagged.tags().containsKey(key)
                      && (values.isEmpty() || values.contains(tagged.tags().get(key))));
    }
    List<String> types = call.texts("ResourceTypeFilters");
    return types.isEmpty()
        ? all
        : all.and(tagged -> types.stream().anyMatch(type -> isOf(tagged.arn(), type)));
  }

  /** Whether an ARN is of a type such as {@code ec2:instance} or {@code ec2}. */
  private static boolean isOf(String arn, String type) {
    String[] parts = arn.split(":", 6);
    String[] wanted = type.split(":", 2);
    return parts[2].equals(wanted[0])
        && (wanted.length == 1
            || parts[5].startsWith(wanted[1] + "/")
            || parts[5].startsWith(wanted[1] + ":"));
  }
}
