package stentor.simulator;

import java.util.List;
import java.util.OptionalDouble;
import stentor.simulator.sts.Credentials;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.World;

/** The services of the account. */
final class Services {

  private Services() {}

  /** All of them, over one world. */
  static List<WireService> over(World world) {
    Credentials credentials = new Credentials(world);
    return AccountServices.over(
        world, credentials, (service, action) -> false, (service, code) -> OptionalDouble.empty());
  }
}
