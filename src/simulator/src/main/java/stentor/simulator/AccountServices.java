package stentor.simulator;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import stentor.simulator.ec2.Ec2;
import stentor.simulator.ec2.Region;
import stentor.simulator.ecr.Ecr;
import stentor.simulator.ecr.Images;
import stentor.simulator.efs.Efs;
import stentor.simulator.eks.Eks;
import stentor.simulator.iam.Iam;
import stentor.simulator.iam.Policies;
import stentor.simulator.loadbalancing.LoadBalancing;
import stentor.simulator.logs.Logs;
import stentor.simulator.machine.Executions;
import stentor.simulator.machine.StepFunctions;
import stentor.simulator.pricing.Pricing;
import stentor.simulator.quotas.QuotaScript;
import stentor.simulator.quotas.Quotas;
import stentor.simulator.s3.Objects;
import stentor.simulator.s3.S3;
import stentor.simulator.scheduler.Scheduler;
import stentor.simulator.sqs.Sqs;
import stentor.simulator.ssm.Ssm;
import stentor.simulator.sso.Sso;
import stentor.simulator.sts.Authenticated;
import stentor.simulator.sts.Credentials;
import stentor.simulator.sts.Sts;
import stentor.simulator.tagging.Tagging;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.World;

/** The services beside CloudFormation. */
final class AccountServices {

  private AccountServices() {}

  /**
   * All of them, over one world.
   *
   * @param objects what lies in the buckets
   * @param images what lies in the repositories
   * @param cloudFormation whom state machines ask
   * @param policies what the caller may not do
   * @param quotas those that a test wants
   */
  static List<WireService> over(
      World world,
      Objects objects,
      Images images,
      Function<WireRequest, WireAnswer> cloudFormation,
      Credentials credentials,
      Policies policies,
      QuotaScript quotas) {
    Executions executions = StepFunctions.executions(world, cloudFormation);
    return Stream.<WireService>of(
            Sts.over(world, credentials),
            Iam.over(world, credentials, policies),
            Ec2.over(world),
            Eks.over(world),
            Ssm.over(world, Region.IMAGE),
            Pricing.ofNovember2026(),
            Quotas.over(world, quotas),
            Tagging.over(world),
            Scheduler.over(world, executions),
            StepFunctions.over(world, executions),
            new S3(world, objects),
            Efs.over(world),
            Ecr.over(world, images),
            LoadBalancing.over(world),
            Logs.over(world),
            Sqs.over(world),
            new Sso(world, credentials))
        .<WireService>map(service -> new Authenticated(credentials, service))
        .toList();
  }
}
