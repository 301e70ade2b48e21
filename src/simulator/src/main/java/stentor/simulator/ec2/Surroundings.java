package stentor.simulator.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import stentor.simulator.operation.Nodes;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** What lies where: answers that several resources together give. */
final class Surroundings {

  private final World world;

  Surroundings(World world) {
    this.world = world;
  }

  /** The network a resource lies in; empty where it lies in none. */
  String vpc(Resource resource) {
    String named = firstOf(resource.text("VpcId"), resource.attribute("VpcId"));
    return named.isEmpty()
        ? subnet(resource).map(subnet -> subnet.text("VpcId")).orElse("")
        : named;
  }

  /** Id of the subnet; empty where it has none. */
  String subnetId(Resource resource) {
    return firstOf(
        resource.text("SubnetId"),
        resource.properties().path("NetworkInterfaces").path(0).path("SubnetId").asText());
  }

  /** The zone a resource lies in; empty where it lies in none. */
  String zone(Resource resource) {
    String named =
        firstOf(resource.text("AvailabilityZone"), resource.attribute("AvailabilityZone"));
    return named.isEmpty() ? subnet(resource).map(subnet -> zone(subnet)).orElse("") : named;
  }

  /** Ids of its security groups. */
  Stream<String> groups(Resource resource) {
    List<String> ids = new ArrayList<>();
    JsonNode properties = resource.properties();
    List.of(
            properties.path("SecurityGroupIds"),
            properties.path("GroupSet"),
            properties.path("NetworkInterfaces").path(0).path("GroupSet"))
        .forEach(list -> list.forEach(id -> ids.add(id.asText())));
    return ids.stream().distinct();
  }

  /** The groups as EC2 lists them. */
  JsonNode groupSet(Resource resource) {
    return Nodes.list(
        groups(resource)
            .map(
                id ->
                    Nodes.object()
                        .put("groupId", id)
                        .put(
                            "groupName",
                            world
                                .find("AWS::EC2::SecurityGroup", id)
                                .map(group -> firstOf(group.text("GroupName"), id))
                                .orElse(id))));
  }

  /** Its state, in the words of its service. */
  static String state(Resource resource, String making, String there) {
    return switch (resource.state().toUpperCase(Locale.ROOT)) {
      case "CREATING", "CREATE_IN_PROGRESS", "PENDING" -> making;
      case "ACTIVE", "AVAILABLE", "CREATE_COMPLETE", "" -> there;
      default -> resource.state().toLowerCase(Locale.ROOT);
    };
  }

  /** Says who manages it, where a service of AWS does. */
  static void operator(ObjectNode shape, Resource resource) {
    if (resource.managed()) {
      shape.putObject("operator").put("managed", true).put("principal", "eks.amazonaws.com");
    }
  }

  /** The first that is not empty. */
  static String firstOf(String... texts) {
    return Stream.of(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  private Optional<Resource> subnet(Resource resource) {
    return world.find("AWS::EC2::Subnet", subnetId(resource));
  }
}
