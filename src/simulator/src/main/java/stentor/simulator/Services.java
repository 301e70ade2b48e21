package stentor.simulator;

import java.util.List;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.World;

/** The services of the account. */
final class Services {

  private Services() {}

  /** All of them, over one world. */
  static List<WireService> over(World world) {
    return List.of();
  }
}
