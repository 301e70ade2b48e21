package stentor.simulator.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import stentor.simulator.operation.Operation;
import stentor.simulator.operation.QueryService;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** EC2 over a world, as its API reference of 2016-11-15 has it. */
public final class Ec2 {

  private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

  private final World world;
  private final Surroundings surroundings;
  private final NetworkShapes network;
  private final ComputeShapes compute;

  private Ec2(World world) {
    this.world = world;
    this.surroundings = new Surroundings(world);
    this.network = new NetworkShapes(world, surroundings);
    this.compute = new ComputeShapes(world, surroundings);
  }

  /** The service. */
  public static WireService over(World world) {
    Ec2 ec2 = new Ec2(world);
    Map<String, Operation> operations = new HashMap<>(Region.operations());
    operations.putAll(ec2.networks());
    operations.putAll(ec2.instances());
    operations.putAll(new Deletions(world, ec2.surroundings, ec2.compute).operations());
    return QueryService.ec2("ec2", NAMESPACE, operations);
  }

  private Map<String, Operation> networks() {
    return Map.of(
        "DescribeVpcs",
        describe(
            "AWS::EC2::VPC",
            "vpcSet",
            "VpcId",
            "InvalidVpcID.NotFound",
            network::vpc,
            Map.of(
                "vpc-id", vpc -> Stream.of(vpc.id()),
                "cidr", vpc -> Stream.of(vpc.text("CidrBlock")),
                "is-default", vpc -> Stream.of(Boolean.toString(NetworkShapes.isDefault(vpc))))),
        "DescribeSubnets",
        describe(
            "AWS::EC2::Subnet",
            "subnetSet",
            "SubnetId",
            "InvalidSubnetID.NotFound",
            network::subnet,
            Map.of(
                "vpc-id", this::vpc,
                "subnet-id", subnet -> Stream.of(subnet.id()),
                "availability-zone", subnet -> Stream.of(surroundings.zone(subnet)))),
        "DescribeSecurityGroups",
        describe(
            "AWS::EC2::SecurityGroup",
            "securityGroupInfo",
            "GroupId",
            "InvalidGroup.NotFound",
            network::group,
            Map.of(
                "vpc-id", this::vpc,
                "group-id", group -> Stream.of(group.id()),
                "group-name",
                    group -> Stream.of(Surroundings.firstOf(group.text("GroupName"), group.id())))),
        "DescribeInternetGateways",
        describe(
            "AWS::EC2::InternetGateway",
            "internetGatewaySet",
            "InternetGatewayId",
            "InvalidInternetGatewayID.NotFound",
            network::gateway,
            Map.of(
                "attachment.vpc-id",
                network::attached,
                "internet-gateway-id",
                gateway -> Stream.of(gateway.id()))),
        "DescribeNatGateways",
        describe(
            "AWS::EC2::NatGateway",
            "natGatewaySet",
            "NatGatewayId",
            "NatGatewayNotFound",
            network::nat,
            Map.of(
                "vpc-id", this::vpc,
                "subnet-id", nat -> Stream.of(nat.text("SubnetId")),
                "nat-gateway-id", nat -> Stream.of(nat.id()),
                "state", nat -> Stream.of(Surroundings.state(nat, "pending", "available")))),
        "DescribeVpcEndpoints",
        describe(
            "AWS::EC2::VPCEndpoint",
            "vpcEndpointSet",
            "VpcEndpointId",
            "InvalidVpcEndpointId.NotFound",
            network::endpoint,
            Map.of(
                "vpc-id", this::vpc,
                "vpc-endpoint-id", endpoint -> Stream.of(endpoint.id()),
                "service-name", endpoint -> Stream.of(endpoint.text("ServiceName")),
                "vpc-endpoint-state",
                    endpoint -> Stream.of(Surroundings.state(endpoint, "pending", "available")))),
        "DescribeRouteTables",
        describe(
            "AWS::EC2::RouteTable",
            "routeTableSet",
            "RouteTableId",
            "InvalidRouteTableID.NotFound",
            network::routeTable,
            Map.of("vpc-id", this::vpc, "route-table-id", table -> Stream.of(table.id()))),
        "DescribeAddresses",
        new Describe(
            () -> world.all("AWS::EC2::EIP"),
            "addressesSet",
            "AllocationId",
            NetworkShapes::allocation,
            "InvalidAllocationID.NotFound",
            network::address,
            Map.of(
                "allocation-id", address -> Stream.of(NetworkShapes.allocation(address)),
                "public-ip", address -> Stream.of(NetworkShapes.publicIp(address)),
                "domain", address -> Stream.of("vpc"))),
        "DescribeInstanceConnectEndpoints",
        describe(
            "AWS::EC2::InstanceConnectEndpoint",
            "instanceConnectEndpointSet",
            "InstanceConnectEndpointId",
            "InvalidInstanceConnectEndpointId.NotFound",
            network::connectEndpoint,
            Map.of(
                "vpc-id", this::vpc,
                "subnet-id", endpoint -> Stream.of(endpoint.text("SubnetId")),
                "instance-connect-endpoint-id", endpoint -> Stream.of(endpoint.id()),
                "state",
                    endpoint ->
                        Stream.of(
                            Surroundings.state(
                                endpoint, "create-in-progress", "create-complete")))));
  }

  private Map<String, Operation> instances() {
    return Map.of(
        "DescribeInstances",
        describe(
            "AWS::EC2::Instance",
            "reservationSet",
            "InstanceId",
            "InvalidInstanceID.NotFound",
            compute::reservation,
            Map.of(
                "vpc-id", this::vpc,
                "subnet-id", instance -> Stream.of(surroundings.subnetId(instance)),
                "instance-id", instance -> Stream.of(instance.id()),
                "instance.group-id", surroundings::groups,
                "instance-type", instance -> Stream.of(instance.text("InstanceType")),
                "instance-state-name", instance -> Stream.of(ComputeShapes.stateName(instance)),
                "instance-lifecycle", instance -> Stream.of(instance.text("InstanceLifecycle")),
                "availability-zone", instance -> Stream.of(surroundings.zone(instance)))),
        "DescribeVolumes",
        describe(
            "AWS::EC2::Volume",
            "volumeSet",
            "VolumeId",
            "InvalidVolume.NotFound",
            compute::volume,
            Map.of(
                "volume-id", volume -> Stream.of(volume.id()),
                "attachment.instance-id", volume -> Stream.of(compute.holder(volume)),
                "availability-zone", volume -> Stream.of(surroundings.zone(volume)),
                "status", volume -> Stream.of(compute.volumeStatus(volume)))),
        "DescribeNetworkInterfaces",
        describe(
            "AWS::EC2::NetworkInterface",
            "networkInterfaceSet",
            "NetworkInterfaceId",
            "InvalidNetworkInterfaceID.NotFound",
            compute::networkInterface,
            Map.of(
                "vpc-id", this::vpc,
                "subnet-id", each -> Stream.of(each.text("SubnetId")),
                "group-id", surroundings::groups,
                "network-interface-id", each -> Stream.of(each.id()),
                "attachment.instance-id", each -> Stream.of(compute.holder(each)),
                "description", each -> Stream.of(each.text("Description")),
                "status", each -> Stream.of(compute.interfaceStatus(each)))),
        "DescribeLaunchTemplates",
        describe(
            "AWS::EC2::LaunchTemplate",
            "launchTemplates",
            "LaunchTemplateId",
            "InvalidLaunchTemplateId.NotFound",
            compute::launchTemplate,
            Map.of(
                "launch-template-name",
                template -> Stream.of(template.text("LaunchTemplateName")))),
        "DescribeKeyPairs",
        new Describe(
            () -> world.all("AWS::EC2::KeyPair"),
            "keySet",
            "KeyName",
            Resource::id,
            "InvalidKeyPair.NotFound",
            compute::keyPair,
            Map.of(
                "key-name", pair -> Stream.of(pair.id()),
                "key-pair-id", pair -> Stream.of(ComputeShapes.keyPairId(pair)))));
  }

  private Stream<String> vpc(Resource resource) {
    return Stream.of(surroundings.vpc(resource));
  }

  private Describe describe(
      String type,
      String set,
      String parameter,
      String missing,
      Function<Resource, ObjectNode> shape,
      Map<String, Function<Resource, Stream<String>>> filters) {
    Supplier<List<Resource>> all = () -> DefaultNetwork.and(world, type);
    return new Describe(all, set, parameter, Resource::id, missing, shape, filters);
  }
}
