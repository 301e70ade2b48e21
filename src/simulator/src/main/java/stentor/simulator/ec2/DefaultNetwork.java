package stentor.simulator.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import stentor.simulator.operation.Nodes;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/**
 * The network that every account has from its beginning: nothing of ours, and not to be touched.
 */
final class DefaultNetwork {

  static final String VPC = "vpc-00000000000default";

  private static final Map<String, String> IS_DEFAULT = Map.of("IsDefault", "true");

  private DefaultNetwork() {}

  /** The resources of a type, the default one among them. */
  static List<Resource> and(World world, String type) {
    return Stream.concat(of(type), world.all(type).stream()).toList();
  }

  private static Stream<Resource> of(String type) {
    return switch (type) {
      case "AWS::EC2::VPC" -> Stream.of(resource(type, VPC, Map.of("CidrBlock", "172.31.0.0/16")));
      case "AWS::EC2::SecurityGroup" ->
          Stream.of(
              resource(
                  type,
                  "sg-00000000000default",
                  Map.of(
                      "VpcId",
                      VPC,
                      "GroupName",
                      "default",
                      "GroupDescription",
                      "default VPC security group")));
      case "AWS::EC2::InternetGateway" ->
          Stream.of(resource(type, "igw-00000000000default", Map.of()));
      default -> Stream.of();
    };
  }

  private static Resource resource(String type, String id, Map<String, String> properties) {
    return new Resource(
        type,
        id,
        Nodes.tags(properties),
        IS_DEFAULT,
        Map.of(),
        Instant.EPOCH,
        Optional.empty(),
        false,
        "available");
  }
}
