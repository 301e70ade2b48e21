package stentor.aws.teardown;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.efs.model.DescribeFileSystemsResponse;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import stentor.aws.Account;
import stentor.aws.call.Pages;
import stentor.aws.stack.Owner;

/**
 * What a sweep asks for by this environment's tag, by the tag of its cluster (what Auto Mode made),
 * or by the networks that it lies in.
 */
final class TaggedQuestions {

  private static final String CLUSTER_TAG = "eks:eks-cluster-name";

  private final Account account;
  private final Owner owner;
  private final Leftovers leftovers;
  private final Set<String> networks;

  TaggedQuestions(Account account, Owner owner, Set<String> networks) {
    this.account = account;
    this.owner = owner;
    this.leftovers = new Leftovers(account, owner);
    this.networks = Set.copyOf(networks);
  }

  List<Question> all() {
    return List.of(
        new Question(
            "vpc", "AWS::EC2::VPC", "Is a network of this environment there?", leftovers::networks),
        new Question(
            "instance",
            "AWS::EC2::Instance",
            "Is an instance of it running, managed ones included?",
            this::instances),
        new Question(
            "network-interface",
            "Is a network interface left in its networks?",
            () ->
                leftovers.interfaces(List.copyOf(networks)).stream()
                    .map(NetworkInterface::networkInterfaceId)
                    .toList()),
        new Question("volume", "Is a volume of its cluster or its stacks left?", this::volumes),
        new Question(
            "address", "AWS::EC2::EIP", "Is a public address of it kept?", this::addresses),
        new Question(
            "nat-gateway", "AWS::EC2::NatGateway", "Is a NAT gateway of it there?", this::gateways),
        new Question(
            "launch-template", "Is a launch template of its cluster left?", this::launchTemplates),
        new Question("load-balancer", "Is a load balancer in its networks?", this::loadBalancers),
        new Question(
            "file-system",
            "AWS::EFS::FileSystem",
            "Is a file system of it there?",
            this::fileSystems),
        new Question(
            "key-pair", "AWS::EC2::KeyPair", "Is a key pair of it there?", this::keyPairs));
  }

  private Ec2Client ec2() {
    return account.clients().ec2();
  }

  private interface Search {
    List<String> by(Filter filter) throws InterruptedException;
  }

  /** By its own tag and, what Auto Mode made, by the cluster's. */
  private List<String> byEitherTag(Search search) throws InterruptedException {
    Set<String> found = new LinkedHashSet<>(search.by(leftovers.ofEnvironment()));
    found.addAll(
        search.by(
            Filter.builder().name("tag:" + CLUSTER_TAG).values(owner.names().cluster()).build()));
    return List.copyOf(found);
  }

  private List<String> instances() throws InterruptedException {
    return byEitherTag(
        filter ->
            new Machines(account)
                .by(filter).stream()
                    .filter(one -> one.state().name() != InstanceStateName.TERMINATED)
                    .map(Instance::instanceId)
                    .toList());
  }

  private List<String> volumes() throws InterruptedException {
    return byEitherTag(
        filter ->
            new Pages<DescribeVolumesResponse>(
                    token ->
                        ec2()
                            .describeVolumes(
                                request ->
                                    request
                                        .filters(filter)
                                        .nextToken(token.orElse(null))
                                        .overrideConfiguration(Leftovers.WITH_MANAGED)),
                    DescribeVolumesResponse::nextToken)
                    .all(account.calls(), "ec2:DescribeVolumes", DescribeVolumesResponse::volumes)
                    .stream()
                    .map(Volume::volumeId)
                    .toList());
  }

  private List<String> launchTemplates() throws InterruptedException {
    return byEitherTag(
        filter ->
            new Pages<DescribeLaunchTemplatesResponse>(
                    token ->
                        ec2()
                            .describeLaunchTemplates(
                                request ->
                                    request
                                        .filters(filter)
                                        .nextToken(token.orElse(null))
                                        .overrideConfiguration(Leftovers.WITH_MANAGED)),
                    DescribeLaunchTemplatesResponse::nextToken)
                    .all(
                        account.calls(),
                        "ec2:DescribeLaunchTemplates",
                        DescribeLaunchTemplatesResponse::launchTemplates)
                    .stream()
                    .map(LaunchTemplate::launchTemplateId)
                    .toList());
  }

  /** EC2 tells of all addresses at once; stacks know them by what they are, not by their ids. */
  private List<String> addresses() throws InterruptedException {
    return account
        .calls()
        .require(
            "ec2:DescribeAddresses",
            () -> ec2().describeAddresses(request -> request.filters(leftovers.ofEnvironment())))
        .addresses()
        .stream()
        .map(one -> one.publicIp())
        .toList();
  }

  private List<String> gateways() throws InterruptedException {
    return new Pages<DescribeNatGatewaysResponse>(
            token ->
                ec2()
                    .describeNatGateways(
                        request ->
                            request
                                .filter(leftovers.ofEnvironment())
                                .nextToken(token.orElse(null))),
            DescribeNatGatewaysResponse::nextToken)
            .all(
                account.calls(),
                "ec2:DescribeNatGateways",
                DescribeNatGatewaysResponse::natGateways)
            .stream()
            .filter(one -> one.state() != NatGatewayState.DELETED)
            .map(NatGateway::natGatewayId)
            .toList();
  }

  private List<String> loadBalancers() throws InterruptedException {
    return new Pages<DescribeLoadBalancersResponse>(
            marker ->
                account
                    .clients()
                    .loadBalancers()
                    .describeLoadBalancers(request -> request.marker(marker.orElse(null))),
            DescribeLoadBalancersResponse::nextMarker)
            .all(
                account.calls(),
                "elasticloadbalancing:DescribeLoadBalancers",
                DescribeLoadBalancersResponse::loadBalancers)
            .stream()
            .filter(one -> networks.contains(one.vpcId()))
            .map(LoadBalancer::loadBalancerName)
            .toList();
  }

  private List<String> fileSystems() throws InterruptedException {
    return new Pages<DescribeFileSystemsResponse>(
            marker ->
                account
                    .clients()
                    .efs()
                    .describeFileSystems(request -> request.marker(marker.orElse(null))),
            DescribeFileSystemsResponse::nextMarker)
            .all(
                account.calls(),
                "elasticfilesystem:DescribeFileSystems",
                DescribeFileSystemsResponse::fileSystems)
            .stream()
            .filter(this::isOfEnvironment)
            .map(FileSystemDescription::fileSystemId)
            .toList();
  }

  private boolean isOfEnvironment(FileSystemDescription one) {
    return one.tags().stream()
        .anyMatch(
            tag ->
                tag.key().equals(Owner.ENVIRONMENT)
                    && tag.value().equals(owner.environment().value()));
  }

  /** EC2 tells of all key pairs at once. */
  private List<String> keyPairs() throws InterruptedException {
    return account
        .calls()
        .require(
            "ec2:DescribeKeyPairs",
            () -> ec2().describeKeyPairs(request -> request.filters(leftovers.ofEnvironment())))
        .keyPairs()
        .stream()
        .map(one -> one.keyName())
        .toList();
  }
}
