package stentor.simulator.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Operation;
import stentor.simulator.operation.Pages;
import stentor.simulator.wire.WireFault;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** Instance profiles: one that EKS left behind keeps its role from being deleted. */
final class InstanceProfiles {

  private static final String TYPE = "AWS::IAM::InstanceProfile";

  private final World world;
  private final Roles roles;

  InstanceProfiles(World world, Roles roles) {
    this.world = world;
    this.roles = roles;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "ListInstanceProfiles", call -> list(call, _ -> true),
        "ListInstanceProfilesForRole", this::ofRole,
        "RemoveRoleFromInstanceProfile", this::removeRole,
        "DeleteInstanceProfile", this::delete);
  }

  private ObjectNode ofRole(Call call) {
    String role = call.required("RoleName");
    if (roles.find(role).isEmpty()) {
      throw noSuchEntity("role", role);
    }
    return list(call, profile -> held(profile).contains(role));
  }

  private ObjectNode list(Call call, Predicate<Resource> wanted) {
    String path = call.text("PathPrefix").orElse("/");
    List<Resource> found =
        world.all(TYPE).stream()
            .filter(wanted)
            .filter(profile -> path(profile).startsWith(path))
            .toList();
    Pages<Resource> page =
        Pages.of(
            found, Resource::id, call.text("Marker"), call.number("MaxItems", 100), "InvalidInput");
    ObjectNode answer = Nodes.object();
    answer.set("InstanceProfiles", Nodes.list(page.items().stream().map(this::shape)));
    answer.put("IsTruncated", page.next().isPresent());
    page.next().ifPresent(token -> answer.put("Marker", token));
    return answer;
  }

  private ObjectNode removeRole(Call call) {
    Resource profile = find(call);
    String role = call.required("RoleName");
    List<String> left = new ArrayList<>(held(profile));
    if (!left.remove(role)) {
      throw new WireFault(
          404, "NoSuchEntity", "The role with name " + role + " cannot be found in the profile.");
    }
    ObjectNode properties = profile.properties().deepCopy();
    properties.set("Roles", Nodes.texts(left.stream()));
    world.put(profile.withProperties(properties));
    return Nodes.object();
  }

  private ObjectNode delete(Call call) {
    Resource profile = find(call);
    if (!held(profile).isEmpty()) {
      throw new WireFault(
          409,
          "DeleteConflict",
          "Cannot delete entity, must remove roles from instance profile first.");
    }
    world.remove(TYPE, profile.id());
    return Nodes.object();
  }

  private Resource find(Call call) {
    String name = call.required("InstanceProfileName");
    return world.find(TYPE, name).orElseThrow(() -> noSuchEntity("instance profile", name));
  }

  static WireFault noSuchEntity(String kind, String name) {
    return new WireFault(
        404, "NoSuchEntity", "The %s with name %s cannot be found.".formatted(kind, name));
  }

  private ObjectNode shape(Resource profile) {
    ObjectNode shape =
        Nodes.object()
            .put("Path", path(profile))
            .put("InstanceProfileName", profile.id())
            .put("InstanceProfileId", "AIPA0SIMULATEDPROFILE")
            .put(
                "Arn",
                "arn:aws:iam::%s:instance-profile%s%s"
                    .formatted(world.account(), path(profile), profile.id()))
            .put("CreateDate", profile.createdAt().toString());
    shape.set(
        "Roles", Nodes.list(held(profile).stream().flatMap(role -> roles.find(role).stream())));
    shape.set("Tags", Nodes.tags(profile.tags(), "Key", "Value"));
    return shape;
  }

  private static String path(Resource profile) {
    return profile.text("Path").isEmpty() ? "/" : profile.text("Path");
  }

  /** Names of the roles it holds. */
  private static List<String> held(Resource profile) {
    return profile.properties().path("Roles") instanceof ArrayNode held
        ? held.valueStream().map(JsonNode::asText).toList()
        : Stream.<String>of().toList();
  }
}
