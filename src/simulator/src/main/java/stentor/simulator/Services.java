package stentor.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import stentor.simulator.address.Address;
import stentor.simulator.cloudformation.CloudFormation;
import stentor.simulator.ec2.Ec2;
import stentor.simulator.ec2.Region;
import stentor.simulator.ecr.Ecr;
import stentor.simulator.ecr.Images;
import stentor.simulator.ecr.Registry;
import stentor.simulator.efs.Efs;
import stentor.simulator.eks.Eks;
import stentor.simulator.fault.Faults;
import stentor.simulator.gate.Gates;
import stentor.simulator.iam.Iam;
import stentor.simulator.loadbalancing.LoadBalancing;
import stentor.simulator.logs.Logs;
import stentor.simulator.machine.Executions;
import stentor.simulator.machine.StepFunctions;
import stentor.simulator.pricing.Pricing;
import stentor.simulator.quotas.Quotas;
import stentor.simulator.s3.Objects;
import stentor.simulator.s3.S3;
import stentor.simulator.scheduler.Scheduler;
import stentor.simulator.sqs.Sqs;
import stentor.simulator.ssm.Ssm;
import stentor.simulator.sso.Sso;
import stentor.simulator.stack.Stacks;
import stentor.simulator.sts.Authenticated;
import stentor.simulator.sts.Credentials;
import stentor.simulator.sts.Sts;
import stentor.simulator.tagging.Tagging;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.World;

/**
 * The services of the account.
 *
 * @param all of them
 * @param ending what ends with them
 */
record Services(List<WireService> all, List<Closing> ending) implements AutoCloseable {

  Services {
    all = List.copyOf(all);
    ending = List.copyOf(ending);
  }

  /**
   * All of them, over one world.
   *
   * @param folder that they may keep files in
   * @param faults what goes wrong
   * @param stacks CloudFormation's
   * @throws IOException if the folder cannot be used
   */
  static Services over(World world, Path folder, Faults faults, Stacks stacks) throws IOException {
    Credentials credentials = new Credentials(world);
    Objects objects = Objects.open(world, folder.resolve("objects"));
    Images images = Images.in(world, folder.resolve("images"));
    stacks.heldBy((_, resource) -> objects.holds(resource));
    stacks.heldBy((_, resource) -> images.holds(resource));
    CloudFormation cloudFormation = new CloudFormation(stacks);
    Executions executions = StepFunctions.executions(world, cloudFormation::answer);
    Registry registry = new Registry(world, images);
    Gates gates = new Gates(world, folder.resolve("files"));
    Sqs sqs = new Sqs(world);
    Stream<WireService> signed =
        Stream.<WireService>of(
                cloudFormation,
                Sts.over(world, credentials),
                Iam.over(world, credentials, faults::denies),
                Ec2.over(world),
                Eks.over(world),
                Ssm.over(world, Region.IMAGE),
                Pricing.ofNovember2026(),
                Quotas.over(world, (_, code) -> faults.quota(code)),
                Tagging.over(world),
                Scheduler.over(world, executions),
                StepFunctions.over(world, executions),
                new S3(world, objects),
                Efs.over(world),
                Ecr.over(world, images, registry),
                LoadBalancing.over(world),
                Logs.over(world),
                sqs,
                new Sso(world, credentials, faults))
            .map(service -> new Authenticated(credentials, service));
    return new Services(
        Stream.concat(Stream.of(new Address(), gates), signed).toList(),
        List.of(sqs::close, registry::close, gates::close));
  }

  /** What ends with the simulator. */
  @FunctionalInterface
  interface Closing {

    /** Ends it. */
    void close();
  }

  @Override
  public void close() {
    ending.forEach(Closing::close);
  }
}
