package stentor.simulator.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/**
 * A resource that is about to be.
 *
 * @param world where
 * @param region where in it
 * @param stack name of its stack
 * @param name its logical id
 * @param properties its own, resolved
 */
public record Making(World world, String region, String stack, String name, ObjectNode properties) {

  private static final int SUFFIX = 12;

  /** A property as text, or a name made of stack, logical id and chance, as CloudFormation does. */
  String named(String property) {
    String given = properties.path(property).asText();
    return given.isEmpty() ? stack + "-" + name + "-" + suffix() : given;
  }

  String suffix() {
    return world.nextHex(SUFFIX + 1).substring(1).toUpperCase(Locale.ROOT);
  }

  String text(String property) {
    return properties.path(property).asText();
  }

  String arn(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, region, world.account(), resource);
  }

  String globalArn(String service, String resource) {
    return "arn:aws:%s::%s:%s".formatted(service, world.account(), resource);
  }

  /** A private address in a subnet. */
  String address(String subnet) {
    String block =
        world.find("AWS::EC2::Subnet", subnet).map(one -> one.text("CidrBlock")).orElse("10.0.0.0");
    String[] parts = block.split("[./]", -1);
    long spread = Math.round(world.chance(world.nextHex(16)) * 7000) + 10;
    return "%s.%s.%d.%d"
        .formatted(parts[0], parts[1], Long.parseLong(parts[2]) + spread / 250, spread % 250 + 4);
  }

  /** A public address, of the range that documents use. */
  String publicAddress() {
    return "203.0.113." + (1 + Math.round(world.chance(world.nextHex(16)) * 253));
  }

  /** A network interface that comes with it. */
  Resource networkInterface(
      Resource owner, String subnet, JsonNode groups, String description, String type) {
    String id = world.nextId("eni");
    ObjectNode shape = JsonNodeFactory.instance.objectNode();
    shape.put("SubnetId", subnet);
    shape.put("Description", description);
    shape.put("InterfaceType", type);
    shape.set("GroupSet", groups.isArray() ? groups : JsonNodeFactory.instance.arrayNode());
    Resource made =
        new Resource(
            "AWS::EC2::NetworkInterface",
            id,
            shape,
            Map.of(
                "PrimaryPrivateIpAddress",
                address(subnet),
                "Owner",
                owner.type() + " " + owner.id(),
                "VpcId",
                world.find("AWS::EC2::Subnet", subnet).map(one -> one.text("VpcId")).orElse("")),
            owner.tags(),
            world.now(),
            Optional.empty(),
            false,
            "in-use");
    world.put(made);
    return made;
  }

  /** Takes away the network interfaces that came with it. */
  static void removeInterfaces(World world, Resource owner) {
    world.all("AWS::EC2::NetworkInterface").stream()
        .filter(one -> one.attribute("Owner").equals(owner.type() + " " + owner.id()))
        .forEach(one -> world.remove(one.type(), one.id()));
  }
}
