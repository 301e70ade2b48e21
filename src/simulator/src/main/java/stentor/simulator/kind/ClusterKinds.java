package stentor.simulator.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** EKS, with what it makes in the account by itself. */
final class ClusterKinds {

  private static final String CLUSTER = "AWS::EKS::Cluster";
  private static final String GROUP = "AWS::EC2::SecurityGroup";
  private static final String INTERFACE = "AWS::EC2::NetworkInterface";
  private static final String PROFILE = "AWS::IAM::InstanceProfile";

  private ClusterKinds() {}

  static Map<String, ResourceKind> all() {
    Map<String, ResourceKind> kinds = new HashMap<>();
    kinds.put(
        CLUSTER,
        ResourceKind.of(570, 180, 150, making -> making.named("Name"))
            .giving(ClusterKinds::attributes)
            .refusing(ClusterKinds::autoMode)
            .bringing(ClusterKinds::controlPlane)
            .leaving(ClusterKinds::gone));
    kinds.put(
        "AWS::EKS::AccessEntry",
        ResourceKind.of(
                8, 8, 5, making -> making.text("PrincipalArn") + "|" + making.text("ClusterName"))
            .giving(
                (making, _) ->
                    Map.of(
                        "AccessEntryArn",
                        making.arn(
                            "eks",
                            "access-entry/%s/%s"
                                .formatted(
                                    making.text("ClusterName"), making.world().nextHex(32))))));
    kinds.put(
        "AWS::EKS::Addon",
        ResourceKind.of(
                40, 40, 30, making -> making.text("ClusterName") + "|" + making.text("AddonName"))
            .giving(
                (making, _) ->
                    Map.of(
                        "Arn",
                        making.arn(
                            "eks",
                            "addon/%s/%s/%s"
                                .formatted(
                                    making.text("ClusterName"),
                                    making.text("AddonName"),
                                    making.world().nextHex(32))))));
    kinds.put(
        "AWS::EKS::PodIdentityAssociation",
        ResourceKind.of(
                4,
                4,
                4,
                making ->
                    making.arn(
                        "eks",
                        "podidentityassociation/%s/%s"
                            .formatted(making.text("ClusterName"), making.world().nextId("a"))))
            .giving(
                (_, id) ->
                    Map.of(
                        "AssociationArn",
                        id,
                        "AssociationId",
                        id.substring(id.lastIndexOf('/') + 1))));
    return kinds;
  }

  private static Map<String, String> attributes(Making making, String name) {
    World world = making.world();
    String digits = world.nextHex(32).toUpperCase(Locale.ROOT);
    String authority =
        Base64.getEncoder()
            .encodeToString(
                "-----BEGIN CERTIFICATE-----\nc2ltdWxhdGVk\n-----END CERTIFICATE-----\n"
                    .getBytes(StandardCharsets.UTF_8));
    return Map.of(
        "Arn",
        making.arn("eks", "cluster/" + name),
        "Endpoint",
        "https://%s.gr7.%s.eks.amazonaws.com".formatted(digits, making.region()),
        "CertificateAuthorityData",
        authority,
        "ClusterSecurityGroupId",
        world.nextId("sg"),
        "OpenIdConnectIssuerUrl",
        "https://oidc.eks.%s.amazonaws.com/id/%s".formatted(making.region(), digits));
  }

  /** What EKS itself says of Auto Mode, as far as the facts go. */
  private static Optional<String> autoMode(Making making) {
    JsonNode properties = making.properties();
    JsonNode compute = properties.path("ComputeConfig");
    boolean enabled = compute.path("Enabled").asBoolean();
    boolean storage =
        properties.path("StorageConfig").path("BlockStorage").path("Enabled").asBoolean();
    boolean balancing =
        properties
            .path("KubernetesNetworkConfig")
            .path("ElasticLoadBalancing")
            .path("Enabled")
            .asBoolean();
    if (enabled != storage || enabled != balancing) {
      return Optional.of(
          "For EKS Auto Mode, please ensure that all required configs, including computeConfig, kubernetesNetworkConfig, and blockStorage are all either fully enabled or fully disabled. (Service: Eks, Status Code: 400)");
    }
    if (!compute.path("NodeRoleArn").asText().isEmpty() == compute.path("NodePools").isEmpty()) {
      return Optional.of(
          "When Compute Config nodeRoleArn is not null or empty, nodePool value(s) must be provided. (Service: Eks, Status Code: 400)");
    }
    if (enabled && properties.path("BootstrapSelfManagedAddons").asBoolean(true)) {
      return Optional.of(
          "When EKS Auto Mode is enabled, bootstrapSelfManagedAddons must be set to false. (Service: Eks, Status Code: 400)");
    }
    return Optional.empty();
  }

  private static void controlPlane(Making making, Resource cluster) {
    World world = making.world();
    JsonNode subnets = making.properties().path("ResourcesVpcConfig").path("SubnetIds");
    String id = cluster.attribute("ClusterSecurityGroupId");
    ObjectNode group = JsonNodeFactory.instance.objectNode();
    group.put(
        "GroupName",
        "eks-cluster-sg-%s-%d"
            .formatted(cluster.id(), 100_000_000L + Math.round(world.chance(id) * 899_999_999)));
    group.put(
        "GroupDescription",
        "EKS created security group applied to ENI that is attached to EKS Control Plane master nodes, as well as any managed workloads.");
    group.put("VpcId", vpc(world, subnets));
    world.put(
        new Resource(
            GROUP,
            id,
            group,
            Map.of("GroupId", id, "Cluster", cluster.id()),
            Map.of(
                "aws:eks:cluster-name",
                cluster.id(),
                "kubernetes.io/cluster/" + cluster.id(),
                "owned",
                "Name",
                group.get("GroupName").asText()),
            world.now(),
            Optional.empty(),
            false,
            "ACTIVE"));
    ArrayNode worn = JsonNodeFactory.instance.arrayNode().add(id);
    for (JsonNode subnet : subnets) {
      making.networkInterface(
          cluster, subnet.asText(), worn, "Amazon EKS " + cluster.id(), "interface");
    }
  }

  private static String vpc(World world, JsonNode subnets) {
    return world
        .find("AWS::EC2::Subnet", subnets.path(0).asText())
        .map(one -> one.text("VpcId"))
        .orElse("");
  }

  /** DeleteCluster ends nodes; the group stays where there were some, and where it shall. */
  private static void gone(World world, Resource cluster, Set<String> left) {
    Making.removeInterfaces(world, cluster);
    String group = cluster.attribute("ClusterSecurityGroupId");
    boolean nodes = endNodes(world, cluster);
    boolean groupStays = nodes || left.contains(GROUP) || left.contains(INTERFACE);
    if (left.contains(INTERFACE)) {
      freeInterface(world, cluster, group);
    }
    if (nodes || left.contains(PROFILE)) {
      instanceProfile(world, cluster);
    }
    if (!groupStays) {
      world.remove(GROUP, group);
    }
    for (String type :
        Set.of("AWS::EKS::AccessEntry", "AWS::EKS::Addon", "AWS::EKS::PodIdentityAssociation")) {
      world.all(type).stream()
          .filter(one -> one.text("ClusterName").equals(cluster.id()))
          .forEach(one -> world.remove(type, one.id()));
    }
  }

  private static boolean endNodes(World world, Resource cluster) {
    boolean any = false;
    for (String type : Set.of("AWS::EC2::Instance", INTERFACE, "AWS::EC2::Volume")) {
      for (Resource one : world.all(type)) {
        if (one.managed() && cluster.id().equals(one.tags().get("eks:eks-cluster-name"))) {
          any |= type.equals("AWS::EC2::Instance");
          world.remove(type, one.id());
        }
      }
    }
    return any;
  }

  private static void freeInterface(World world, Resource cluster, String group) {
    String id = world.nextId("eni");
    JsonNode subnets = cluster.properties().path("ResourcesVpcConfig").path("SubnetIds");
    ObjectNode shape = JsonNodeFactory.instance.objectNode();
    shape.put("SubnetId", subnets.path(0).asText());
    shape.put("Description", "aws-K8S-" + id);
    shape.put("InterfaceType", "interface");
    shape.putArray("GroupSet").add(group);
    world.put(
        new Resource(
            INTERFACE,
            id,
            shape,
            Map.of("VpcId", vpc(world, subnets), "PrimaryPrivateIpAddress", "10.64.0.99"),
            Map.of("eks:eks-cluster-name", cluster.id()),
            world.now(),
            Optional.empty(),
            true,
            "available"));
  }

  private static void instanceProfile(World world, Resource cluster) {
    String role =
        world.all("AWS::IAM::Role").stream()
            .map(Resource::id)
            .filter(name -> name.startsWith(cluster.id()) && name.contains("node"))
            .findFirst()
            .orElse("");
    String id =
        "eks-%s-%s-%s"
            .formatted(cluster.attribute("Arn").split(":", -1)[3], cluster.id(), world.nextHex(20));
    ObjectNode shape = JsonNodeFactory.instance.objectNode();
    shape.putArray("Roles").add(role);
    world.put(
        new Resource(
            PROFILE,
            id,
            shape,
            Map.of("Arn", "arn:aws:iam::%s:instance-profile/%s".formatted(world.account(), id)),
            Map.of("eks:eks-cluster-name", cluster.id()),
            world.now(),
            Optional.empty(),
            false,
            "ACTIVE"));
  }
}
