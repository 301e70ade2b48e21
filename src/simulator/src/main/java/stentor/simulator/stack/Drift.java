package stentor.simulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import stentor.simulator.stack.StackResource.DriftStatus;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** Compares the resources of a stack with the world. */
final class Drift {

  private Drift() {}

  static void detect(World world, Stack stack) {
    boolean drifted = false;
    for (StackResource resource : stack.resources.values()) {
      if (!resource.there()) {
        continue;
      }
      resource.drift = status(world, resource);
      resource.driftAt = Optional.of(world.now());
      drifted |= resource.drift != DriftStatus.IN_SYNC;
    }
    stack.drift = drifted ? DriftStatus.MODIFIED : DriftStatus.IN_SYNC;
    stack.driftAt = Optional.of(world.now());
  }

  private static DriftStatus status(World world, StackResource resource) {
    Optional<Resource> found = world.find(resource.type, resource.physicalId);
    if (found.isEmpty()) {
      return DriftStatus.DELETED;
    }
    JsonNode is = found.get().properties();
    return is.equals(resource.properties) ? DriftStatus.IN_SYNC : DriftStatus.MODIFIED;
  }
}
