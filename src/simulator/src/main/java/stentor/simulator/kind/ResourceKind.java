package stentor.simulator.kind;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/**
 * What resources of a type are like. Immutable.
 *
 * @param makingTakes simulated time until one is there
 * @param changingTakes simulated time until a change of one is done
 * @param deletingTakes simulated time until one is gone
 * @param id what its service will call it
 * @param attributes what {@code Fn::GetAtt} gives of it
 * @param refused why its service will not make it
 * @param brought makes what comes with it, once it is there
 * @param held why its service will not delete it
 * @param gone takes away what came with it; told what shall be left behind
 */
public record ResourceKind(
    Duration makingTakes,
    Duration changingTakes,
    Duration deletingTakes,
    Function<Making, String> id,
    BiFunction<Making, String, Map<String, String>> attributes,
    Function<Making, Optional<String>> refused,
    BiConsumer<Making, Resource> brought,
    BiFunction<World, Resource, Optional<String>> held,
    Departure gone) {

  /** Takes away what came with a resource. */
  @FunctionalInterface
  public interface Departure {

    /**
     * Takes it away.
     *
     * @param left types of what shall be left behind
     */
    void leave(World world, Resource resource, Set<String> left);
  }

  static ResourceKind of(long making, long changing, long deleting, Function<Making, String> id) {
    return new ResourceKind(
        Duration.ofSeconds(making),
        Duration.ofSeconds(changing),
        Duration.ofSeconds(deleting),
        id,
        (_, _) -> Map.of(),
        _ -> Optional.empty(),
        (_, _) -> {},
        (_, _) -> Optional.empty(),
        (_, _, _) -> {});
  }

  ResourceKind giving(BiFunction<Making, String, Map<String, String>> given) {
    return new ResourceKind(
        makingTakes, changingTakes, deletingTakes, id, given, refused, brought, held, gone);
  }

  ResourceKind refusing(Function<Making, Optional<String>> why) {
    return new ResourceKind(
        makingTakes, changingTakes, deletingTakes, id, attributes, why, brought, held, gone);
  }

  ResourceKind bringing(BiConsumer<Making, Resource> more) {
    return new ResourceKind(
        makingTakes, changingTakes, deletingTakes, id, attributes, refused, more, held, gone);
  }

  ResourceKind heldBy(BiFunction<World, Resource, Optional<String>> why) {
    return new ResourceKind(
        makingTakes, changingTakes, deletingTakes, id, attributes, refused, brought, why, gone);
  }

  ResourceKind leaving(Departure departure) {
    return new ResourceKind(
        makingTakes,
        changingTakes,
        deletingTakes,
        id,
        attributes,
        refused,
        brought,
        held,
        departure);
  }
}
