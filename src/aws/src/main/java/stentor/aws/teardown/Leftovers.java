package stentor.aws.teardown;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import stentor.aws.Account;
import stentor.aws.call.Calls;
import stentor.aws.call.Clients;
import stentor.aws.problem.CloudException;
import stentor.aws.stack.Owner;
import stentor.control.plan.StepReport;

/**
 * What others made in an environment's network and under its names, which keeps stacks from being
 * deleted: network interfaces that nobody uses any more, the cluster's own security groups,
 * instance profiles that hold the nodes' role. Only what is in this environment's network or of its
 * cluster is touched.
 */
public final class Leftovers {

  /**
   * Accounts can hide what EKS Auto Mode manages, and it is billed all the same; with this it is
   * told of. The SDK does not know the parameter yet.
   */
  public static final Consumer<AwsRequestOverrideConfiguration.Builder> WITH_MANAGED =
      request -> request.putRawQueryParameter("IncludeManagedResources", "true");

  private static final String PROFILE_PREFIX = "eks";

  private final Account account;
  private final Owner owner;

  /** Those of this environment. */
  public Leftovers(Account account, Owner owner) {
    this.account = account;
    this.owner = owner;
  }

  private Clients clients() {
    return account.clients();
  }

  private Ec2Client ec2() {
    return clients().ec2();
  }

  /** Networks that carry the environment's tag. */
  public List<String> networks() throws InterruptedException {
    return account
        .calls()
        .require(
            "ec2:DescribeVpcs",
            () -> ec2().describeVpcs(request -> request.filters(ofEnvironment())))
        .vpcs()
        .stream()
        .map(network -> network.vpcId())
        .toList();
  }

  Filter ofEnvironment() {
    return Filter.builder()
        .name("tag:" + Owner.ENVIRONMENT)
        .values(owner.environment().value())
        .build();
  }

  static Filter in(List<String> networks) {
    return Filter.builder().name("vpc-id").values(networks).build();
  }

  /** Removes what nobody uses any more. */
  public void remove(StepReport report) throws InterruptedException {
    List<String> networks = networks();
    if (!networks.isEmpty()) {
      removeInterfaces(networks, report);
      removeGroups(networks, report);
    }
    removeProfiles(report);
  }

  private void removeInterfaces(List<String> networks, StepReport report)
      throws InterruptedException {
    var found =
        account
            .calls()
            .require(
                "ec2:DescribeNetworkInterfaces",
                () ->
                    ec2()
                        .describeNetworkInterfaces(
                            request ->
                                request.filters(in(networks)).overrideConfiguration(WITH_MANAGED)))
            .networkInterfaces();
    for (var one : found) {
      if (one.status() == NetworkInterfaceStatus.AVAILABLE) {
        remove(
            "ec2:DeleteNetworkInterface",
            "network interface " + one.networkInterfaceId(),
            report,
            clients ->
                clients
                    .ec2()
                    .deleteNetworkInterface(
                        request -> request.networkInterfaceId(one.networkInterfaceId())));
      }
    }
  }

  /** Those that a stack made go with it; the others are in its way. */
  private void removeGroups(List<String> networks, StepReport report) throws InterruptedException {
    var found =
        account
            .calls()
            .require(
                "ec2:DescribeSecurityGroups",
                () -> ec2().describeSecurityGroups(request -> request.filters(in(networks))))
            .securityGroups();
    for (var one : found) {
      boolean ofStack =
          one.tags().stream().anyMatch(tag -> tag.key().equals("aws:cloudformation:stack-id"));
      if (!ofStack && !"default".equals(one.groupName())) {
        remove(
            "ec2:DeleteSecurityGroup",
            "security group " + one.groupId(),
            report,
            clients ->
                clients.ec2().deleteSecurityGroup(request -> request.groupId(one.groupId())));
      }
    }
  }

  private void removeProfiles(StepReport report) throws InterruptedException {
    for (InstanceProfile profile : profiles()) {
      for (var role : profile.roles()) {
        remove(
            "iam:RemoveRoleFromInstanceProfile",
            "role in the instance profile " + profile.instanceProfileName(),
            report,
            clients ->
                clients
                    .iam()
                    .removeRoleFromInstanceProfile(
                        request ->
                            request
                                .instanceProfileName(profile.instanceProfileName())
                                .roleName(role.roleName())));
      }
      remove(
          "iam:DeleteInstanceProfile",
          "instance profile " + profile.instanceProfileName(),
          report,
          clients ->
              clients
                  .iam()
                  .deleteInstanceProfile(
                      request -> request.instanceProfileName(profile.instanceProfileName())));
    }
  }

  /** Those that Auto Mode made for the nodes' role and left. */
  List<InstanceProfile> profiles() throws InterruptedException {
    List<InstanceProfile> found = new ArrayList<>();
    try {
      var answer =
          account
              .calls()
              .ask(
                  "iam:ListInstanceProfilesForRole",
                  () ->
                      clients()
                          .iam()
                          .listInstanceProfilesForRole(
                              request -> request.roleName(owner.prefix() + "node")));
      answer.instanceProfiles().stream()
          .filter(profile -> profile.instanceProfileName().startsWith(PROFILE_PREFIX))
          .forEach(found::add);
    } catch (AwsServiceException absent) {
      if (!Calls.code(absent).equals("NoSuchEntity")) {
        throw Calls.unexpected("iam:ListInstanceProfilesForRole", absent);
      }
    }
    return found;
  }

  /** One that cannot be removed is told of, and does not keep the others from being removed. */
  private void remove(String action, String what, StepReport report, Function<Clients, ?> removing)
      throws InterruptedException {
    try {
      var _ = account.calls().require(action, () -> removing.apply(clients()));
      report.note("The " + what + " was left: it is removed");
    } catch (CloudException refused) {
      report.problem(refused.problem());
    }
  }
}
