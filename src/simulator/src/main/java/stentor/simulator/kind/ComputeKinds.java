package stentor.simulator.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** Instances, addresses and gateways. */
final class ComputeKinds {

  private static final String VOLUME = "AWS::EC2::Volume";

  private ComputeKinds() {}

  static Map<String, ResourceKind> all() {
    Map<String, ResourceKind> kinds = new HashMap<>();
    kinds.put(
        "AWS::EC2::Instance",
        NetworkKinds.made(40, 45, "i")
            .giving(ComputeKinds::instance)
            .bringing(ComputeKinds::parts)
            .leaving(
                (world, instance, _) -> {
                  Making.removeInterfaces(world, instance);
                  world.all(VOLUME).stream()
                      .filter(one -> one.attribute("InstanceId").equals(instance.id()))
                      .forEach(one -> world.remove(VOLUME, one.id()));
                }));
    kinds.put(
        "AWS::EC2::EIP",
        ResourceKind.of(15, 5, 5, Making::publicAddress)
            .giving(
                (making, address) ->
                    Map.of("PublicIp", address, "AllocationId", making.world().nextId("eipalloc")))
            .heldBy(
                (world, address) ->
                    world.all("AWS::EC2::NatGateway").stream()
                            .anyMatch(
                                nat ->
                                    nat.text("AllocationId")
                                        .equals(address.attribute("AllocationId")))
                        ? Optional.of("The address is in use. (Service: Ec2, Status Code: 400)")
                        : Optional.empty()));
    kinds.put(
        "AWS::EC2::NatGateway",
        NetworkKinds.made(120, 50, "nat")
            .giving((_, id) -> Map.of("NatGatewayId", id))
            .bringing(
                (making, nat) -> {
                  String address =
                      making.world().all("AWS::EC2::EIP").stream()
                          .filter(
                              one ->
                                  one.attribute("AllocationId").equals(making.text("AllocationId")))
                          .map(Resource::id)
                          .findFirst()
                          .orElse("");
                  Resource made =
                      making.networkInterface(
                          nat,
                          making.text("SubnetId"),
                          JsonNodeFactory.instance.arrayNode(),
                          "Interface for NAT Gateway " + nat.id(),
                          "nat_gateway");
                  making.world().put(made.withAttribute("PublicIp", address));
                })
            .leaving((world, nat, _) -> Making.removeInterfaces(world, nat)));
    kinds.put(
        "AWS::EC2::KeyPair",
        ResourceKind.of(3, 3, 3, making -> making.named("KeyName"))
            .giving(
                (making, _) ->
                    Map.of(
                        "KeyPairId",
                        making.world().nextId("key"),
                        "KeyFingerprint",
                        "SHA256:simulated")));
    kinds.put(
        "AWS::EC2::InstanceConnectEndpoint",
        NetworkKinds.made(150, 100, "eice")
            .giving((_, id) -> Map.of("Id", id))
            .bringing(
                (making, endpoint) ->
                    making.networkInterface(
                        endpoint,
                        making.text("SubnetId"),
                        making.properties().path("SecurityGroupIds"),
                        "EC2 Instance Connect Endpoint " + endpoint.id(),
                        "ec2_instance_connect_endpoint"))
            .leaving((world, endpoint, _) -> Making.removeInterfaces(world, endpoint)));
    kinds.put(
        "AWS::EC2::LaunchTemplate",
        NetworkKinds.made(4, 3, "lt")
            .giving((_, id) -> Map.of("LaunchTemplateId", id, "LatestVersionNumber", "1")));
    kinds.put(VOLUME, NetworkKinds.made(8, 6, "vol").giving((_, id) -> Map.of("VolumeId", id)));
    return kinds;
  }

  private static Map<String, String> instance(Making making, String id) {
    String subnet = subnet(making);
    String inside = making.address(subnet);
    String outside = making.publicAddress();
    return Map.of(
        "InstanceId",
        id,
        "PrivateIp",
        inside,
        "PrivateDnsName",
        "ip-%s.%s.compute.internal".formatted(inside.replace('.', '-'), making.region()),
        "PublicIp",
        outside,
        "PublicDnsName",
        "ec2-%s.%s.compute.amazonaws.com".formatted(outside.replace('.', '-'), making.region()),
        "VpcId",
        making.world().find("AWS::EC2::Subnet", subnet).map(one -> one.text("VpcId")).orElse(""),
        "AvailabilityZone",
        making
            .world()
            .find("AWS::EC2::Subnet", subnet)
            .map(one -> one.text("AvailabilityZone"))
            .orElse(making.region() + "a"));
  }

  private static String subnet(Making making) {
    String own = making.text("SubnetId");
    return own.isEmpty()
        ? making.properties().path("NetworkInterfaces").path(0).path("SubnetId").asText()
        : own;
  }

  private static void parts(Making making, Resource instance) {
    World world = making.world();
    JsonNode own = making.properties().path("SecurityGroupIds");
    JsonNode groups =
        own.isArray()
            ? own
            : making.properties().path("NetworkInterfaces").path(0).path("GroupSet");
    Resource card = making.networkInterface(instance, subnet(making), groups, "", "interface");
    world.put(
        card.withAttribute("InstanceId", instance.id())
            .withAttribute("PublicIp", instance.attribute("PublicIp")));
    ObjectNode disk = JsonNodeFactory.instance.objectNode();
    JsonNode declared = making.properties().path("BlockDeviceMappings").path(0).path("Ebs");
    disk.put("Size", declared.path("VolumeSize").asInt(8));
    disk.put("VolumeType", declared.path("VolumeType").asText("gp3"));
    disk.put("Encrypted", declared.path("Encrypted").asBoolean(false));
    disk.put("AvailabilityZone", instance.attribute("AvailabilityZone"));
    boolean tagged = making.properties().path("PropagateTagsToVolumeOnCreation").asBoolean();
    String volume = world.nextId("vol");
    world.put(
        new Resource(
            VOLUME,
            volume,
            disk,
            Map.of("InstanceId", instance.id(), "VolumeId", volume),
            tagged ? instance.tags() : Map.of(),
            world.now(),
            Optional.empty(),
            false,
            "in-use"));
  }
}
