package stentor.aws.teardown;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import stentor.aws.Account;
import stentor.aws.call.Clients;
import stentor.aws.call.Pages;
import stentor.aws.problem.CloudException;
import stentor.aws.stack.Owner;
import stentor.aws.stack.StackView;
import stentor.control.plan.StepReport;

/**
 * What others made in an environment's network and under its names, which keeps stacks from being
 * deleted: network interfaces that nobody uses any more, the cluster's own security groups,
 * instance profiles that hold the nodes' role. Only what is in this environment's network or of its
 * cluster is touched, and that only once its cluster is gone: a living one uses all of it.
 */
public final class Leftovers {

  /**
   * Accounts can hide what EKS Auto Mode manages, and it is billed all the same; with this it is
   * told of. The SDK does not know the parameter yet.
   */
  public static final Consumer<AwsRequestOverrideConfiguration.Builder> WITH_MANAGED =
      request -> request.putRawQueryParameter("IncludeManagedResources", "true");

  private static final String PROFILE_PREFIX = "eks";

  private static final String CLUSTER = "cluster";

  /** What a network interface that nobody uses keeps from being deleted. */
  private static final Set<String> HELD_BY_INTERFACES =
      Set.of(
          "AWS::EC2::VPC",
          "AWS::EC2::Subnet",
          "AWS::EC2::SecurityGroup",
          "AWS::EC2::InternetGateway",
          "AWS::EC2::VPCGatewayAttachment");

  /** What a security group keeps from being deleted: by being in it, or by a rule that names it. */
  private static final Set<String> HELD_BY_GROUPS =
      Set.of("AWS::EC2::VPC", "AWS::EC2::SecurityGroup");

  private static final String ROLE = "AWS::IAM::Role";

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
    return new Pages<DescribeVpcsResponse>(
            token ->
                ec2()
                    .describeVpcs(
                        request -> request.filters(ofEnvironment()).nextToken(token.orElse(null))),
            DescribeVpcsResponse::nextToken)
        .all(account.calls(), "ec2:DescribeVpcs", DescribeVpcsResponse::vpcs).stream()
            .map(network -> network.vpcId())
            .toList();
  }

  Filter ofEnvironment() {
    return Filter.builder()
        .name("tag:" + Owner.ENVIRONMENT)
        .values(owner.environment().value())
        .build();
  }

  private static Filter in(List<String> networks) {
    return Filter.builder().name("vpc-id").values(networks).build();
  }

  /** The network interfaces in these networks, managed ones included; none where there is none. */
  List<NetworkInterface> interfaces(List<String> networks) throws InterruptedException {
    if (networks.isEmpty()) {
      return List.of();
    }
    return new Pages<DescribeNetworkInterfacesResponse>(
            token ->
                ec2()
                    .describeNetworkInterfaces(
                        request ->
                            request
                                .filters(in(networks))
                                .nextToken(token.orElse(null))
                                .overrideConfiguration(WITH_MANAGED)),
            DescribeNetworkInterfacesResponse::nextToken)
        .all(
            account.calls(),
            "ec2:DescribeNetworkInterfaces",
            DescribeNetworkInterfacesResponse::networkInterfaces);
  }

  /** Removes what nobody uses any more; nothing as long as the cluster is there. */
  public void remove(StepReport report) throws InterruptedException {
    remove(report, true, true, true);
  }

  /**
   * Removes of it what keeps resources of these types from being deleted; nothing as long as the
   * cluster is there.
   *
   * @param types as templates name them
   */
  public void remove(Collection<String> types, StepReport report) throws InterruptedException {
    remove(
        report,
        types.stream().anyMatch(HELD_BY_INTERFACES::contains),
        types.stream().anyMatch(HELD_BY_GROUPS::contains),
        types.contains(ROLE));
  }

  private void remove(StepReport report, boolean interfaces, boolean groups, boolean profiles)
      throws InterruptedException {
    if (!(interfaces || groups || profiles) || isClusterThere()) {
      return;
    }
    List<String> networks = interfaces || groups ? networks() : List.of();
    if (interfaces) {
      removeInterfaces(networks, report);
    }
    if (groups && !networks.isEmpty()) {
      removeGroups(networks, report);
    }
    if (profiles) {
      removeProfiles(report);
    }
  }

  private boolean isClusterThere() throws InterruptedException {
    return account
        .stacks()
        .find(owner.stackName(CLUSTER))
        .filter(view -> view.condition() != StackView.Condition.GONE)
        .isPresent();
  }

  private void removeInterfaces(List<String> networks, StepReport report)
      throws InterruptedException {
    for (NetworkInterface one : interfaces(networks)) {
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
    List<SecurityGroup> found =
        new Pages<DescribeSecurityGroupsResponse>(
                token ->
                    ec2()
                        .describeSecurityGroups(
                            request -> request.filters(in(networks)).nextToken(token.orElse(null))),
                DescribeSecurityGroupsResponse::nextToken)
            .all(
                account.calls(),
                "ec2:DescribeSecurityGroups",
                DescribeSecurityGroupsResponse::securityGroups);
    for (SecurityGroup one : found) {
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
    return new Pages<ListInstanceProfilesForRoleResponse>(
            marker ->
                clients()
                    .iam()
                    .listInstanceProfilesForRole(
                        request ->
                            request.roleName(owner.names().nodeRole()).marker(marker.orElse(null))),
            ListInstanceProfilesForRoleResponse::marker)
            .allOrNone(
                account.calls(),
                "iam:ListInstanceProfilesForRole",
                ListInstanceProfilesForRoleResponse::instanceProfiles,
                "NoSuchEntity")
            .stream()
            .filter(profile -> profile.instanceProfileName().startsWith(PROFILE_PREFIX))
            .toList();
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
