package stentor.simulator.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.stream.Stream;
import stentor.simulator.operation.Nodes;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** What EC2 tells of instances and what belongs to them. */
final class ComputeShapes {

  private final World world;
  private final Surroundings surroundings;

  ComputeShapes(World world, Surroundings surroundings) {
    this.world = world;
    this.surroundings = surroundings;
  }

  /** An instance in a reservation of its own. */
  ObjectNode reservation(Resource instance) {
    ObjectNode shape =
        Nodes.object()
            .put("reservationId", "r-" + instance.id().replaceFirst("^i-", ""))
            .put("ownerId", world.account());
    shape.set("instancesSet", Nodes.list(Stream.of(instance(instance))));
    return shape;
  }

  private ObjectNode instance(Resource instance) {
    ObjectNode shape =
        Nodes.object()
            .put("instanceId", instance.id())
            .put("imageId", instance.text("ImageId"))
            .put("instanceType", instance.text("InstanceType"))
            .put("launchTime", instance.createdAt().toString())
            .put("architecture", "arm64")
            .put("subnetId", surroundings.subnetId(instance))
            .put("vpcId", surroundings.vpc(instance))
            .put("privateIpAddress", instance.attribute("PrivateIp"))
            .put("privateDnsName", instance.attribute("PrivateDnsName"))
            .put("dnsName", instance.attribute("PublicDnsName"));
    if (!instance.attribute("PublicIp").isEmpty()) {
      shape.put("ipAddress", instance.attribute("PublicIp"));
    }
    if (!instance.text("KeyName").isEmpty()) {
      shape.put("keyName", instance.text("KeyName"));
    }
    if (instance.text("InstanceLifecycle").equals("spot")) {
      shape.put("instanceLifecycle", "spot");
    }
    String name = stateName(instance);
    shape.putObject("instanceState").put("code", code(name)).put("name", name);
    shape.putObject("placement").put("availabilityZone", surroundings.zone(instance));
    if (!instance.text("IamInstanceProfile").isEmpty()) {
      shape
          .putObject("iamInstanceProfile")
          .put(
              "arn",
              "arn:aws:iam::%s:instance-profile/%s"
                  .formatted(world.account(), instance.text("IamInstanceProfile")));
    }
    shape.set("groupSet", surroundings.groupSet(instance));
    return tagged(shape, instance);
  }

  static String stateName(Resource instance) {
    String state = Surroundings.state(instance, "pending", "running");
    return switch (state) {
      case "deleting" -> "shutting-down";
      case "deleted" -> "terminated";
      default -> state;
    };
  }

  /** As the API reference of EC2 has it, InstanceState. */
  static int code(String state) {
    return switch (state) {
      case "pending" -> 0;
      case "shutting-down" -> 32;
      case "terminated" -> 48;
      case "stopping" -> 64;
      case "stopped" -> 80;
      default -> 16;
    };
  }

  ObjectNode volume(Resource volume) {
    ObjectNode shape =
        Nodes.object()
            .put("volumeId", volume.id())
            .put("size", volume.properties().path("Size").asInt(8))
            .put("volumeType", Surroundings.firstOf(volume.text("VolumeType"), "gp3"))
            .put("encrypted", volume.properties().path("Encrypted").asBoolean(false))
            .put("availabilityZone", surroundings.zone(volume))
            .put("createTime", volume.createdAt().toString())
            .put("status", volumeStatus(volume));
    String holder = holder(volume);
    if (!holder.isEmpty()) {
      shape.set(
          "attachmentSet",
          Nodes.list(
              Stream.of(
                  Nodes.object()
                      .put("volumeId", volume.id())
                      .put("instanceId", holder)
                      .put("status", "attached"))));
    }
    return tagged(shape, volume);
  }

  String volumeStatus(Resource volume) {
    return holder(volume).isEmpty()
        ? Surroundings.state(volume, "creating", "available")
        : "in-use";
  }

  /** The instance that a volume or an interface is attached to, empty where it is free. */
  String holder(Resource resource) {
    String named =
        Surroundings.firstOf(resource.text("InstanceId"), resource.attribute("InstanceId"));
    return world.find("AWS::EC2::Instance", named).map(Resource::id).orElse("");
  }

  ObjectNode networkInterface(Resource each) {
    ObjectNode shape =
        Nodes.object()
            .put("networkInterfaceId", each.id())
            .put("subnetId", each.text("SubnetId"))
            .put("vpcId", surroundings.vpc(each))
            .put("availabilityZone", surroundings.zone(each))
            .put("description", each.text("Description"))
            .put("ownerId", world.account())
            .put("requesterManaged", isRequesters(each))
            .put("interfaceType", Surroundings.firstOf(each.text("InterfaceType"), "interface"))
            .put("status", interfaceStatus(each))
            .put("privateIpAddress", each.attribute("PrimaryPrivateIpAddress"));
    String holder = holder(each);
    if (interfaceStatus(each).equals("in-use")) {
      ObjectNode attachment =
          shape
              .putObject("attachment")
              .put("attachmentId", "eni-attach-" + each.id().replaceFirst("^eni-", ""))
              .put("status", "attached");
      if (!holder.isEmpty()) {
        attachment.put("instanceId", holder);
      }
    }
    shape.set("groupSet", surroundings.groupSet(each));
    return tagged(shape, each);
  }

  /** Whether a service of AWS made it for itself. */
  private static boolean isRequesters(Resource each) {
    String type = each.text("InterfaceType");
    return each.managed()
        || (!type.isEmpty() && !type.equals("interface"))
        || each.text("Description").startsWith("Amazon EKS");
  }

  /** {@code in-use} or {@code available}: what is attached to nothing is what holds up others. */
  String interfaceStatus(Resource each) {
    if (!holder(each).isEmpty()) {
      return "in-use";
    }
    String state = each.state().toLowerCase(Locale.ROOT).replace('_', '-');
    return state.equals("active") ? "in-use" : Surroundings.state(each, "pending", "available");
  }

  ObjectNode launchTemplate(Resource template) {
    return tagged(
        Nodes.object()
            .put("launchTemplateId", template.id())
            .put(
                "launchTemplateName",
                Surroundings.firstOf(template.text("LaunchTemplateName"), template.id()))
            .put("createTime", template.createdAt().toString())
            .put("createdBy", "arn:aws:iam::%s:root".formatted(world.account()))
            .put("defaultVersionNumber", 1)
            .put("latestVersionNumber", 1),
        template);
  }

  ObjectNode keyPair(Resource pair) {
    return tagged(
        Nodes.object()
            .put("keyPairId", keyPairId(pair))
            .put("keyName", Surroundings.firstOf(pair.text("KeyName"), pair.id()))
            .put("keyType", "ed25519")
            .put("createTime", pair.createdAt().toString()),
        pair);
  }

  static String keyPairId(Resource pair) {
    return Surroundings.firstOf(pair.attribute("KeyPairId"), pair.id());
  }

  private static ObjectNode tagged(ObjectNode shape, Resource resource) {
    shape.set("tagSet", Nodes.tags(resource.tags(), "key", "value"));
    Surroundings.operator(shape, resource);
    return shape;
  }
}
