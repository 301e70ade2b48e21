package stentor.simulator.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Stream;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Operation;
import stentor.simulator.wire.WireFault;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** Deletes what was left behind, unless something else needs it. */
final class Deletions {

  private static final String INTERFACE = "AWS::EC2::NetworkInterface";
  private static final String GROUP = "AWS::EC2::SecurityGroup";
  private static final String INSTANCE = "AWS::EC2::Instance";

  private final World world;
  private final Surroundings surroundings;
  private final ComputeShapes compute;

  Deletions(World world, Surroundings surroundings, ComputeShapes compute) {
    this.world = world;
    this.surroundings = surroundings;
    this.compute = compute;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "DeleteNetworkInterface", this::networkInterface,
        "DeleteSecurityGroup", this::group,
        "DeleteVolume", this::volume,
        "ReleaseAddress", this::address,
        "TerminateInstances", this::terminate,
        "DeleteLaunchTemplate", this::launchTemplate);
  }

  private ObjectNode networkInterface(Call call) {
    Resource found =
        find(INTERFACE, call.required("NetworkInterfaceId"), "InvalidNetworkInterfaceID.NotFound");
    if (compute.interfaceStatus(found).equals("in-use")) {
      throw new WireFault(
          "InvalidParameterValue", "Network interface '" + found.id() + "' is currently in use.");
    }
    return removed(found);
  }

  private ObjectNode group(Call call) {
    Resource found = find(GROUP, call.required("GroupId"), "InvalidGroup.NotFound");
    boolean worn =
        Stream.of(INTERFACE, INSTANCE)
            .flatMap(type -> world.all(type).stream())
            .anyMatch(resource -> surroundings.groups(resource).anyMatch(found.id()::equals));
    boolean named =
        Stream.concat(
                world.all(GROUP).stream(), world.all("AWS::EC2::SecurityGroupIngress").stream())
            .filter(other -> !other.id().equals(found.id()))
            .filter(other -> !other.text("GroupId").equals(found.id()))
            .anyMatch(other -> other.properties().toString().contains('"' + found.id() + '"'));
    if (worn || named) {
      throw new WireFault(
          "DependencyViolation", "resource " + found.id() + " has a dependent object");
    }
    return removed(found);
  }

  private ObjectNode volume(Call call) {
    Resource found = find("AWS::EC2::Volume", call.required("VolumeId"), "InvalidVolume.NotFound");
    if (!compute.holder(found).isEmpty()) {
      throw new WireFault(
          "VolumeInUse",
          "Volume " + found.id() + " is currently attached to " + compute.holder(found));
    }
    return removed(found);
  }

  private ObjectNode address(Call call) {
    String allocation = call.required("AllocationId");
    Resource found =
        world.all("AWS::EC2::EIP").stream()
            .filter(address -> NetworkShapes.allocation(address).equals(allocation))
            .findFirst()
            .orElseThrow(
                () ->
                    new WireFault(
                        "InvalidAllocationID.NotFound",
                        "The allocation ID '" + allocation + "' does not exist"));
    if (world.all("AWS::EC2::NatGateway").stream()
        .anyMatch(nat -> nat.text("AllocationId").equals(allocation))) {
      throw new WireFault(
          "InvalidIPAddress.InUse",
          "The address with allocation id ["
              + allocation
              + "] cannot be released because it is in use.");
    }
    return removed(found);
  }

  /** They are gone at once, with their interfaces and volumes; EC2 takes a minute for it. */
  private ObjectNode terminate(Call call) {
    ObjectNode answer = Nodes.object();
    answer.set(
        "instancesSet",
        Nodes.list(
            call.texts("InstanceId").stream()
                .map(id -> find(INSTANCE, id, "InvalidInstanceID.NotFound"))
                .toList()
                .stream()
                .map(this::terminated)));
    return answer;
  }

  private ObjectNode terminated(Resource instance) {
    String before = ComputeShapes.stateName(instance);
    Stream.of(INTERFACE, "AWS::EC2::Volume")
        .flatMap(type -> world.all(type).stream())
        .filter(part -> compute.holder(part).equals(instance.id()))
        .forEach(part -> world.remove(part.type(), part.id()));
    world.remove(instance.type(), instance.id());
    ObjectNode shape = Nodes.object().put("instanceId", instance.id());
    shape.putObject("currentState").put("code", 32).put("name", "shutting-down");
    shape.putObject("previousState").put("code", ComputeShapes.code(before)).put("name", before);
    return shape;
  }

  private ObjectNode launchTemplate(Call call) {
    Resource found =
        find(
            "AWS::EC2::LaunchTemplate",
            call.required("LaunchTemplateId"),
            "InvalidLaunchTemplateId.NotFound");
    world.remove(found.type(), found.id());
    ObjectNode answer = Nodes.object();
    answer.set("launchTemplate", compute.launchTemplate(found));
    return answer;
  }

  private ObjectNode removed(Resource resource) {
    world.remove(resource.type(), resource.id());
    return Nodes.object().put("return", true);
  }

  private Resource find(String type, String id, String missing) {
    return world
        .find(type, id)
        .orElseThrow(() -> new WireFault(missing, "The ID '" + id + "' does not exist"));
  }
}
