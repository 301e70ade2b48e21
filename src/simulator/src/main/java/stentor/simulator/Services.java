package stentor.simulator;

import java.util.List;
import stentor.simulator.cloudformation.CloudFormation;
import stentor.simulator.fault.Faults;
import stentor.simulator.stack.Stacks;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.World;

/** The services of the account. */
final class Services {

  private Services() {}

  /**
   * All of them, over one world.
   *
   * @param faults what goes wrong
   * @param stacks CloudFormation's
   */
  static List<WireService> over(World world, Faults faults, Stacks stacks) {
    return List.of(new CloudFormation(stacks));
  }
}
