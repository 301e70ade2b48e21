package stentor.simulator.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stentor.simulator.operation.Nodes;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** The roles of the account: those that people take, and those that stacks made. */
final class Roles {

  private static final String SSO_PATH = "/aws-reserved/sso.amazonaws.com/eu-central-1/";

  private final World world;

  /** Roles that stand in the account whatever stacks make. */
  private record Standing(String name, String path) {}

  private static final List<Standing> STANDING =
      List.of(
          new Standing("researcher", "/research/"),
          new Standing("researcher-mfa", "/research/"),
          new Standing("AWSReservedSSO_Researcher_0123456789abcdef", SSO_PATH),
          new Standing("AWSReservedSSO_ReadOnly_0123456789abcdef", SSO_PATH));

  Roles(World world) {
    this.world = world;
  }

  /** What IAM tells of a role, by its name. */
  Optional<ObjectNode> find(String name) {
    return STANDING.stream()
        .filter(role -> role.name().equals(name))
        .map(role -> shape(role.name(), role.path(), Instant.EPOCH, trust(world.account())))
        .findFirst()
        .or(() -> made(name));
  }

  private Optional<ObjectNode> made(String name) {
    return world.find("AWS::IAM::Role", name).map(this::shape);
  }

  private ObjectNode shape(Resource role) {
    String path = role.text("Path").isEmpty() ? "/" : role.text("Path");
    ObjectNode shape =
        shape(
            role.id(), path, role.createdAt(), role.properties().path("AssumeRolePolicyDocument"));
    if (!role.attribute("RoleId").isEmpty()) {
      shape.put("RoleId", role.attribute("RoleId"));
    }
    shape.set("Tags", Nodes.tags(role.tags(), "Key", "Value"));
    return shape;
  }

  private ObjectNode shape(String name, String path, Instant since, JsonNode trust) {
    return Nodes.object()
        .put("Path", path)
        .put("RoleName", name)
        .put("RoleId", "AROA0SIMULATEDROLE00")
        .put("Arn", "arn:aws:iam::%s:role%s%s".formatted(world.account(), path, name))
        .put("CreateDate", since.toString())
        .put("MaxSessionDuration", 3600)
        .put(
            "AssumeRolePolicyDocument",
            URLEncoder.encode(trust.toString(), StandardCharsets.UTF_8).replace("+", "%20"));
  }

  private static ObjectNode trust(String account) {
    ObjectNode document = Nodes.object().put("Version", "2012-10-17");
    ObjectNode statement = Nodes.object().put("Effect", "Allow").put("Action", "sts:AssumeRole");
    statement.putObject("Principal").put("AWS", "arn:aws:iam::%s:root".formatted(account));
    document.putArray("Statement").add(statement);
    return document;
  }
}
