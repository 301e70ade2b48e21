package stentor.simulator.efs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Pages;
import stentor.simulator.operation.RestService;
import stentor.simulator.operation.RestService.Route;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** EFS, as its API reference of 2015-02-01 has it. */
public final class Efs {

  private static final String FILE_SYSTEM = "AWS::EFS::FileSystem";
  private static final String MOUNT_TARGET = "AWS::EFS::MountTarget";
  private static final String ACCESS_POINT = "AWS::EFS::AccessPoint";

  private final World world;

  private Efs(World world) {
    this.world = world;
  }

  /** The service. */
  public static WireService over(World world) {
    Efs efs = new Efs(world);
    return new RestService(
        Set.of("elasticfilesystem"),
        List.of(
            Route.of("DescribeFileSystems", "GET", "/2015-02-01/file-systems", efs::fileSystems),
            Route.of("DescribeMountTargets", "GET", "/2015-02-01/mount-targets", efs::mountTargets),
            Route.of(
                "DescribeAccessPoints", "GET", "/2015-02-01/access-points", efs::accessPoints)));
  }

  private ObjectNode fileSystems(Call call) {
    call.text("FileSystemId").ifPresent(id -> find(FILE_SYSTEM, id, "FileSystemNotFound"));
    String token = call.text("CreationToken").orElse("");
    List<Resource> found =
        world.all(FILE_SYSTEM).stream()
            .filter(one -> call.text("FileSystemId").map(one.id()::equals).orElse(true))
            .filter(one -> token.isEmpty() || one.text("CreationToken").equals(token))
            .toList();
    return page(call, "FileSystems", found, one -> fileSystem(one, call), "Marker", "MaxItems");
  }

  private ObjectNode fileSystem(Resource system, Call call) {
    Map<String, String> tags = new HashMap<>();
    system
        .properties()
        .path("FileSystemTags")
        .forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    tags.putAll(system.tags());
    long targets =
        world.all(MOUNT_TARGET).stream()
            .filter(target -> target.text("FileSystemId").equals(system.id()))
            .count();
    ObjectNode shape =
        Nodes.object()
            .put("FileSystemId", system.id())
            .put("FileSystemArn", arn("file-system/" + system.id(), call))
            .put("OwnerId", world.account())
            .put("CreationToken", system.text("CreationToken"))
            .put("CreationTime", Nodes.seconds(system.createdAt()))
            .put("LifeCycleState", state(system))
            .put("NumberOfMountTargets", targets)
            .put("PerformanceMode", "generalPurpose")
            .put("ThroughputMode", system.text("ThroughputMode"))
            .put("Encrypted", system.properties().path("Encrypted").asBoolean(false));
    if (tags.containsKey("Name")) {
      shape.put("Name", tags.get("Name"));
    }
    shape.putObject("SizeInBytes").put("Value", 6144);
    shape.set("Tags", Nodes.tags(tags, "Key", "Value"));
    return shape;
  }

  private ObjectNode mountTargets(Call call) {
    call.text("FileSystemId").ifPresent(id -> find(FILE_SYSTEM, id, "FileSystemNotFound"));
    call.text("MountTargetId").ifPresent(id -> find(MOUNT_TARGET, id, "MountTargetNotFound"));
    List<Resource> found =
        world.all(MOUNT_TARGET).stream()
            .filter(
                one -> call.text("FileSystemId").map(one.text("FileSystemId")::equals).orElse(true))
            .filter(one -> call.text("MountTargetId").map(one.id()::equals).orElse(true))
            .toList();
    return page(call, "MountTargets", found, this::mountTarget, "Marker", "MaxItems");
  }

  private ObjectNode mountTarget(Resource target) {
    ObjectNode shape =
        Nodes.object()
            .put("MountTargetId", target.id())
            .put("FileSystemId", target.text("FileSystemId"))
            .put("SubnetId", target.text("SubnetId"))
            .put("LifeCycleState", state(target))
            .put("IpAddress", target.attribute("IpAddress"))
            .put("OwnerId", world.account());
    world
        .find("AWS::EC2::Subnet", target.text("SubnetId"))
        .ifPresent(
            subnet ->
                shape
                    .put("VpcId", subnet.text("VpcId"))
                    .put("AvailabilityZoneName", subnet.text("AvailabilityZone")));
    return shape;
  }

  private ObjectNode accessPoints(Call call) {
    call.text("AccessPointId").ifPresent(id -> find(ACCESS_POINT, id, "AccessPointNotFound"));
    List<Resource> found =
        world.all(ACCESS_POINT).stream()
            .filter(
                one -> call.text("FileSystemId").map(one.text("FileSystemId")::equals).orElse(true))
            .filter(one -> call.text("AccessPointId").map(one.id()::equals).orElse(true))
            .toList();
    return page(
        call, "AccessPoints", found, one -> accessPoint(one, call), "NextToken", "MaxResults");
  }

  private ObjectNode accessPoint(Resource point, Call call) {
    ObjectNode shape =
        Nodes.object()
            .put("AccessPointId", point.id())
            .put("AccessPointArn", arn("access-point/" + point.id(), call))
            .put("FileSystemId", point.text("FileSystemId"))
            .put("LifeCycleState", state(point))
            .put("OwnerId", world.account());
    shape
        .putObject("PosixUser")
        .put("Uid", point.properties().path("PosixUser").path("Uid").asLong())
        .put("Gid", point.properties().path("PosixUser").path("Gid").asLong());
    shape
        .putObject("RootDirectory")
        .put("Path", point.properties().path("RootDirectory").path("Path").asText("/"));
    shape.set("Tags", Nodes.tags(point.tags(), "Key", "Value"));
    return shape;
  }

  private ObjectNode page(
      Call call,
      String name,
      List<Resource> all,
      Function<Resource, ObjectNode> shape,
      String token,
      String most) {
    Pages<Resource> page =
        Pages.of(all, Resource::id, call.text(token), call.number(most, 100), "BadRequest");
    ObjectNode answer = Nodes.object();
    answer.set(name, Nodes.list(page.items().stream().map(shape)));
    page.next().ifPresent(next -> answer.put(token.equals("Marker") ? "NextMarker" : token, next));
    return answer;
  }

  private static String state(Resource resource) {
    return switch (resource.state().toUpperCase(Locale.ROOT)) {
      case "", "ACTIVE", "AVAILABLE", "CREATE_COMPLETE" -> "available";
      case "CREATING", "CREATE_IN_PROGRESS" -> "creating";
      case "DELETE_IN_PROGRESS" -> "deleting";
      default -> resource.state().toLowerCase(Locale.ROOT);
    };
  }

  private void find(String type, String id, String code) {
    if (world.find(type, id).isEmpty()) {
      throw new WireFault(404, code, "'%s' does not exist.".formatted(id));
    }
  }

  private String arn(String rest, Call call) {
    return "arn:aws:elasticfilesystem:%s:%s:%s"
        .formatted(call.wire().region(), world.account(), rest);
  }
}
