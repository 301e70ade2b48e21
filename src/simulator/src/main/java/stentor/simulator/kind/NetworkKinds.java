package stentor.simulator.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** Networks: VPCs, subnets, routes, security groups. */
final class NetworkKinds {

  private static final String INTERFACE = "AWS::EC2::NetworkInterface";
  private static final String GROUP = "AWS::EC2::SecurityGroup";
  private static final Set<String> RULES =
      Set.of("AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress");

  private NetworkKinds() {}

  static Map<String, ResourceKind> all() {
    Map<String, ResourceKind> kinds = new HashMap<>();
    kinds.put(
        "AWS::EC2::VPC",
        made(12, 3, "vpc")
            .giving(
                (making, id) ->
                    Map.of(
                        "VpcId",
                        id,
                        "CidrBlock",
                        making.text("CidrBlock"),
                        "DefaultSecurityGroup",
                        making.world().nextId("sg")))
            .bringing(NetworkKinds::defaultGroup)
            .heldBy(NetworkKinds::vpcIsHeld)
            .leaving(
                (world, vpc, _) -> world.remove(GROUP, vpc.attribute("DefaultSecurityGroup"))));
    kinds.put(
        "AWS::EC2::Subnet",
        made(4, 3, "subnet")
            .giving(
                (making, id) ->
                    Map.of(
                        "SubnetId",
                        id,
                        "VpcId",
                        making.text("VpcId"),
                        "AvailabilityZone",
                        making.text("AvailabilityZone")))
            .heldBy(NetworkKinds::subnetIsHeld));
    kinds.put(
        "AWS::EC2::InternetGateway",
        made(16, 2, "igw").giving((_, id) -> Map.of("InternetGatewayId", id)));
    kinds.put(
        "AWS::EC2::VPCGatewayAttachment",
        ResourceKind.of(16, 5, 17, making -> "IGW|" + making.text("VpcId"))
            .heldBy(NetworkKinds::attachmentIsHeld));
    kinds.put(
        "AWS::EC2::RouteTable", made(11, 2, "rtb").giving((_, id) -> Map.of("RouteTableId", id)));
    kinds.put(
        "AWS::EC2::Route",
        ResourceKind.of(
            2,
            2,
            2,
            making -> making.text("RouteTableId") + "|" + making.text("DestinationCidrBlock")));
    kinds.put("AWS::EC2::SubnetRouteTableAssociation", made(3, 3, "rtbassoc"));
    kinds.put(
        GROUP,
        made(8, 3, "sg")
            .giving((making, id) -> Map.of("GroupId", id, "Id", id, "VpcId", making.text("VpcId")))
            .heldBy(NetworkKinds::groupIsHeld));
    RULES.forEach(type -> kinds.put(type, made(3, 2, "sgr")));
    kinds.put(INTERFACE, made(6, 4, "eni").giving((_, id) -> Map.of("Id", id)));
    kinds.put(
        "AWS::EC2::VPCEndpoint",
        made(50, 90, "vpce")
            .bringing(
                (making, endpoint) -> {
                  for (JsonNode subnet : making.properties().path("SubnetIds")) {
                    making.networkInterface(
                        endpoint,
                        subnet.asText(),
                        making.properties().path("SecurityGroupIds"),
                        "VPC Endpoint Interface " + endpoint.id(),
                        "vpc_endpoint");
                  }
                })
            .leaving((world, endpoint, _) -> Making.removeInterfaces(world, endpoint)));
    return kinds;
  }

  static ResourceKind made(long making, long deleting, String prefix) {
    return ResourceKind.of(making, 5, deleting, one -> one.world().nextId(prefix));
  }

  private static void defaultGroup(Making making, Resource vpc) {
    ObjectNode shape = JsonNodeFactory.instance.objectNode();
    shape.put("GroupName", "default");
    shape.put("GroupDescription", "default VPC security group");
    shape.put("VpcId", vpc.id());
    making
        .world()
        .put(
            new Resource(
                GROUP,
                vpc.attribute("DefaultSecurityGroup"),
                shape,
                Map.of("GroupId", vpc.attribute("DefaultSecurityGroup")),
                Map.of(),
                making.world().now(),
                Optional.empty(),
                false,
                "ACTIVE"));
  }

  private static Optional<String> vpcIsHeld(World world, Resource vpc) {
    Stream<Resource> holders =
        Stream.of("AWS::EC2::Subnet", GROUP, "AWS::EC2::VPCEndpoint", "AWS::EC2::RouteTable")
            .flatMap(type -> world.all(type).stream())
            .filter(one -> one.text("VpcId").equals(vpc.id()))
            .filter(one -> !one.id().equals(vpc.attribute("DefaultSecurityGroup")));
    boolean interfaces =
        world.all(INTERFACE).stream().anyMatch(one -> one.attribute("VpcId").equals(vpc.id()));
    return holders.findAny().isPresent() || interfaces
        ? Optional.of(ec2("The vpc '" + vpc.id() + "' has dependencies and cannot be deleted."))
        : Optional.empty();
  }

  private static Optional<String> subnetIsHeld(World world, Resource subnet) {
    return world.all(INTERFACE).stream().anyMatch(one -> one.text("SubnetId").equals(subnet.id()))
        ? Optional.of(
            ec2("The subnet '" + subnet.id() + "' has dependencies and cannot be deleted."))
        : Optional.empty();
  }

  private static Optional<String> groupIsHeld(World world, Resource group) {
    boolean worn =
        world.all(INTERFACE).stream().anyMatch(one -> names(one.properties(), group.id()));
    boolean named =
        world.all().stream()
            .filter(one -> one.type().equals(GROUP) || RULES.contains(one.type()))
            .filter(one -> !one.id().equals(group.id()))
            .filter(one -> !one.text("GroupId").equals(group.id()))
            .anyMatch(one -> names(one.properties(), group.id()));
    return worn || named
        ? Optional.of(ec2("resource " + group.id() + " has a dependent object"))
        : Optional.empty();
  }

  private static Optional<String> attachmentIsHeld(World world, Resource attachment) {
    String vpc = attachment.text("VpcId");
    boolean mapped =
        world.all(INTERFACE).stream()
            .filter(one -> one.attribute("VpcId").equals(vpc))
            .anyMatch(one -> !one.attribute("PublicIp").isEmpty());
    return mapped
        ? Optional.of(
            ec2(
                "Network "
                    + vpc
                    + " has some mapped public address(es). Please unmap those public address(es) before detaching the gateway."))
        : Optional.empty();
  }

  private static boolean names(JsonNode properties, String id) {
    return properties.toString().contains('"' + id + '"');
  }

  private static String ec2(String message) {
    return message + " (Service: Ec2, Status Code: 400)";
  }
}
