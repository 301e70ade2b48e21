package stentor.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import stentor.simulator.ecr.Images;
import stentor.simulator.s3.Objects;
import stentor.simulator.sts.Credentials;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.World;

/** The services of the account. */
final class Services {

  private Services() {}

  /**
   * All of them, over one world.
   *
   * @param folder that they may keep files in
   * @throws IOException if it cannot be used
   */
  static List<WireService> over(World world, Path folder) throws IOException {
    Credentials credentials = new Credentials(world);
    return AccountServices.over(
        world,
        Objects.open(world, folder.resolve("objects")),
        Images.of(world),
        request -> {
          throw new WireFault(
              404, "UnknownService", "The simulator has no service " + request.signingName());
        },
        credentials,
        (service, action) -> false,
        (service, code) -> OptionalDouble.empty());
  }
}
