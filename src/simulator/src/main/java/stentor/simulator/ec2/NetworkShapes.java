package stentor.simulator.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import stentor.simulator.operation.Nodes;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** What EC2 tells of networks and what they are made of. */
final class NetworkShapes {

  private final World world;
  private final Surroundings surroundings;

  NetworkShapes(World world, Surroundings surroundings) {
    this.world = world;
    this.surroundings = surroundings;
  }

  ObjectNode vpc(Resource vpc) {
    return tagged(
        Nodes.object()
            .put("vpcId", vpc.id())
            .put("ownerId", world.account())
            .put("state", Surroundings.state(vpc, "pending", "available"))
            .put("cidrBlock", vpc.text("CidrBlock"))
            .put("dhcpOptionsId", "dopt-00000000")
            .put("instanceTenancy", "default")
            .put("isDefault", isDefault(vpc)),
        vpc);
  }

  ObjectNode subnet(Resource subnet) {
    return tagged(
        Nodes.object()
            .put("subnetId", subnet.id())
            .put("state", Surroundings.state(subnet, "pending", "available"))
            .put("vpcId", surroundings.vpc(subnet))
            .put("cidrBlock", subnet.text("CidrBlock"))
            .put("availableIpAddressCount", 4091)
            .put("availabilityZone", surroundings.zone(subnet))
            .put("defaultForAz", isDefault(subnet))
            .put("mapPublicIpOnLaunch", subnet.properties().path("MapPublicIpOnLaunch").asBoolean())
            .put("ownerId", world.account()),
        subnet);
  }

  ObjectNode group(Resource group) {
    ObjectNode shape =
        Nodes.object()
            .put("ownerId", world.account())
            .put("groupId", group.id())
            .put("groupName", Surroundings.firstOf(group.text("GroupName"), group.id()))
            .put("groupDescription", group.text("GroupDescription"))
            .put("vpcId", surroundings.vpc(group));
    shape.set(
        "ipPermissions",
        Nodes.list(
            Stream.concat(
                    items(group, "SecurityGroupIngress"),
                    rules("AWS::EC2::SecurityGroupIngress", group.id()))
                .map(NetworkShapes::permission)));
    shape.set(
        "ipPermissionsEgress",
        Nodes.list(
            Stream.concat(
                    items(group, "SecurityGroupEgress"),
                    rules("AWS::EC2::SecurityGroupEgress", group.id()))
                .map(NetworkShapes::permission)));
    return tagged(shape, group);
  }

  /** Rules that are resources of their own. */
  private Stream<JsonNode> rules(String type, String group) {
    return world.all(type).stream()
        .filter(rule -> rule.text("GroupId").equals(group))
        .map(Resource::properties);
  }

  private static Stream<JsonNode> items(Resource resource, String property) {
    return StreamSupport.stream(resource.properties().path(property).spliterator(), false);
  }

  private static ObjectNode permission(JsonNode rule) {
    ObjectNode shape = Nodes.object().put("ipProtocol", rule.path("IpProtocol").asText("-1"));
    if (rule.has("FromPort")) {
      shape
          .put("fromPort", rule.path("FromPort").asInt())
          .put("toPort", rule.path("ToPort").asInt());
    }
    if (rule.has("CidrIp")) {
      shape.set(
          "ipRanges",
          Nodes.list(Stream.of(Nodes.object().put("cidrIp", rule.path("CidrIp").asText()))));
    }
    if (rule.has("CidrIpv6")) {
      shape.set(
          "ipv6Ranges",
          Nodes.list(Stream.of(Nodes.object().put("cidrIpv6", rule.path("CidrIpv6").asText()))));
    }
    String other =
        Surroundings.firstOf(
            rule.path("SourceSecurityGroupId").asText(),
            rule.path("DestinationSecurityGroupId").asText());
    if (!other.isEmpty()) {
      shape.set("groups", Nodes.list(Stream.of(Nodes.object().put("groupId", other))));
    }
    return shape;
  }

  ObjectNode gateway(Resource gateway) {
    ObjectNode shape =
        Nodes.object().put("internetGatewayId", gateway.id()).put("ownerId", world.account());
    shape.set(
        "attachmentSet",
        Nodes.list(
            attached(gateway)
                .map(vpc -> Nodes.object().put("vpcId", vpc).put("state", "available"))));
    return tagged(shape, gateway);
  }

  /** Networks that an internet gateway is attached to. */
  Stream<String> attached(Resource gateway) {
    return world.all("AWS::EC2::VPCGatewayAttachment").stream()
        .filter(attachment -> attachment.text("InternetGatewayId").equals(gateway.id()))
        .map(attachment -> attachment.text("VpcId"));
  }

  ObjectNode nat(Resource nat) {
    ObjectNode shape =
        Nodes.object()
            .put("natGatewayId", nat.id())
            .put("createTime", nat.createdAt().toString())
            .put("state", Surroundings.state(nat, "pending", "available"))
            .put("subnetId", nat.text("SubnetId"))
            .put("vpcId", surroundings.vpc(nat))
            .put("connectivityType", "public");
    ObjectNode address = Nodes.object().put("allocationId", nat.text("AllocationId"));
    world.all("AWS::EC2::EIP").stream()
        .filter(ip -> allocation(ip).equals(nat.text("AllocationId")))
        .findFirst()
        .ifPresent(ip -> address.put("publicIp", publicIp(ip)));
    shape.set("natGatewayAddressSet", Nodes.list(Stream.of(address)));
    return tagged(shape, nat);
  }

  ObjectNode endpoint(Resource endpoint) {
    ObjectNode shape =
        Nodes.object()
            .put("vpcEndpointId", endpoint.id())
            .put(
                "vpcEndpointType",
                Surroundings.firstOf(endpoint.text("VpcEndpointType"), "Gateway"))
            .put("vpcId", surroundings.vpc(endpoint))
            .put("serviceName", endpoint.text("ServiceName"))
            .put("state", Surroundings.state(endpoint, "pending", "available"))
            .put("creationTimestamp", endpoint.createdAt().toString())
            .put("ownerId", world.account());
    shape.set("subnetIdSet", Nodes.texts(items(endpoint, "SubnetIds").map(JsonNode::asText)));
    return tagged(shape, endpoint);
  }

  ObjectNode routeTable(Resource table) {
    ObjectNode shape =
        Nodes.object()
            .put("routeTableId", table.id())
            .put("vpcId", surroundings.vpc(table))
            .put("ownerId", world.account());
    shape.set(
        "associationSet",
        Nodes.list(
            world.all("AWS::EC2::SubnetRouteTableAssociation").stream()
                .filter(association -> association.text("RouteTableId").equals(table.id()))
                .map(
                    association ->
                        Nodes.object()
                            .put("routeTableAssociationId", association.id())
                            .put("routeTableId", table.id())
                            .put("subnetId", association.text("SubnetId"))
                            .put("main", false))));
    return tagged(shape, table);
  }

  ObjectNode address(Resource address) {
    ObjectNode shape =
        Nodes.object()
            .put("publicIp", publicIp(address))
            .put("allocationId", allocation(address))
            .put("domain", "vpc");
    world.all("AWS::EC2::NatGateway").stream()
        .filter(nat -> nat.text("AllocationId").equals(allocation(address)))
        .findFirst()
        .ifPresent(
            nat -> shape.put("associationId", "eipassoc-" + nat.id().replaceFirst("^nat-", "")));
    if (!address.text("InstanceId").isEmpty()) {
      shape.put("instanceId", address.text("InstanceId"));
    }
    return tagged(shape, address);
  }

  static String publicIp(Resource address) {
    return Surroundings.firstOf(address.attribute("PublicIp"), address.id());
  }

  static String allocation(Resource address) {
    return Surroundings.firstOf(address.attribute("AllocationId"), address.id());
  }

  ObjectNode connectEndpoint(Resource endpoint) {
    ObjectNode shape =
        Nodes.object()
            .put("ownerId", world.account())
            .put("instanceConnectEndpointId", endpoint.id())
            .put("state", Surroundings.state(endpoint, "create-in-progress", "create-complete"))
            .put(
                "dnsName",
                "%s.0a1b2c3d.ec2-instance-connect-endpoint.amazonaws.com".formatted(endpoint.id()))
            .put("subnetId", endpoint.text("SubnetId"))
            .put("vpcId", surroundings.vpc(endpoint))
            .put("availabilityZone", surroundings.zone(endpoint))
            .put("createdAt", endpoint.createdAt().toString());
    shape.set("securityGroupIdSet", Nodes.texts(surroundings.groups(endpoint)));
    return tagged(shape, endpoint);
  }

  static boolean isDefault(Resource resource) {
    return resource.attribute("IsDefault").equals("true");
  }

  private static ObjectNode tagged(ObjectNode shape, Resource resource) {
    shape.set("tagSet", Nodes.tags(resource.tags(), "key", "value"));
    Surroundings.operator(shape, resource);
    return shape;
  }
}
