package stentor.simulator.eks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Pages;
import stentor.simulator.wire.WireFault;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** Clusters and what belongs to them. */
final class Clusters {

  private static final String CLUSTER = "AWS::EKS::Cluster";
  private static final String ADDON = "AWS::EKS::Addon";

  private final World world;

  Clusters(World world) {
    this.world = world;
  }

  ObjectNode list(Call call) {
    return page(call, "clusters", world.all(CLUSTER).stream().map(Resource::id).toList());
  }

  ObjectNode describe(Call call) {
    ObjectNode answer = Nodes.object();
    answer.set("cluster", cluster(find(call), call.wire().region()));
    return answer;
  }

  ObjectNode addons(Call call) {
    return page(
        call, "addons", of(ADDON, find(call)).map(addon -> addon.text("AddonName")).toList());
  }

  ObjectNode addon(Call call) {
    Resource cluster = find(call);
    String name = call.required("addonName");
    Resource addon =
        of(ADDON, cluster)
            .filter(one -> one.text("AddonName").equals(name))
            .findFirst()
            .orElseThrow(() -> missing("No addon: " + name + " found in cluster: " + cluster.id()));
    ObjectNode answer = Nodes.object();
    ObjectNode shape =
        answer
            .putObject("addon")
            .put("addonName", name)
            .put("clusterName", cluster.id())
            .put("status", state(addon))
            .put("addonVersion", addon.text("AddonVersion"))
            .put("addonArn", arn(call, "addon/%s/%s/%s".formatted(cluster.id(), name, name)))
            .put("createdAt", Nodes.seconds(addon.createdAt()));
    shape.set("tags", Nodes.tags(addon.tags()));
    return answer;
  }

  ObjectNode accessEntries(Call call) {
    return page(
        call,
        "accessEntries",
        of("AWS::EKS::AccessEntry", find(call)).map(entry -> entry.text("PrincipalArn")).toList());
  }

  ObjectNode associations(Call call) {
    Resource cluster = find(call);
    Pages<Resource> page =
        Pages.of(
            of("AWS::EKS::PodIdentityAssociation", cluster)
                .filter(
                    one -> call.text("namespace").map(one.text("Namespace")::equals).orElse(true))
                .toList(),
            Resource::id,
            call.text("nextToken"),
            call.number("maxResults", 100),
            "InvalidParameterException");
    ObjectNode answer = Nodes.object();
    answer.set(
        "associations",
        Nodes.list(
            page.items().stream()
                .map(
                    one ->
                        Nodes.object()
                            .put("clusterName", cluster.id())
                            .put("namespace", one.text("Namespace"))
                            .put("serviceAccount", one.text("ServiceAccount"))
                            .put("associationId", associationId(one))
                            .put(
                                "associationArn",
                                arn(
                                    call,
                                    "podidentityassociation/%s/%s"
                                        .formatted(cluster.id(), associationId(one)))))));
    page.next().ifPresent(token -> answer.put("nextToken", token));
    return answer;
  }

  private static String associationId(Resource association) {
    String named = association.attribute("AssociationId");
    return named.isEmpty() ? association.id() : named;
  }

  private ObjectNode cluster(Resource cluster, String region) {
    JsonNode properties = cluster.properties();
    JsonNode network = properties.path("ResourcesVpcConfig");
    ObjectNode shape =
        Nodes.object()
            .put("name", cluster.id())
            .put(
                "arn",
                "arn:aws:eks:%s:%s:cluster/%s".formatted(region, world.account(), cluster.id()))
            .put("createdAt", Nodes.seconds(cluster.createdAt()))
            .put("version", cluster.text("Version"))
            .put("platformVersion", "eks.1")
            .put("roleArn", cluster.text("RoleArn"))
            .put("status", state(cluster));
    if (state(cluster).equals("ACTIVE") || !cluster.attribute("Endpoint").isEmpty()) {
      shape.put("endpoint", cluster.attribute("Endpoint"));
      shape
          .putObject("certificateAuthority")
          .put("data", cluster.attribute("CertificateAuthorityData"));
    }
    ObjectNode vpc =
        shape
            .putObject("resourcesVpcConfig")
            .put("clusterSecurityGroupId", cluster.attribute("ClusterSecurityGroupId"))
            .put("vpcId", vpc(network.path("SubnetIds").path(0).asText()))
            .put("endpointPublicAccess", network.path("EndpointPublicAccess").asBoolean(true))
            .put("endpointPrivateAccess", network.path("EndpointPrivateAccess").asBoolean(false));
    copy(network, "SubnetIds", vpc, "subnetIds");
    copy(network, "SecurityGroupIds", vpc, "securityGroupIds");
    copy(network, "PublicAccessCidrs", vpc, "publicAccessCidrs");
    shape
        .putObject("accessConfig")
        .put(
            "authenticationMode",
            properties.path("AccessConfig").path("AuthenticationMode").asText("CONFIG_MAP"))
        .put(
            "bootstrapClusterCreatorAdminPermissions",
            properties
                .path("AccessConfig")
                .path("BootstrapClusterCreatorAdminPermissions")
                .asBoolean(true));
    shape
        .putObject("upgradePolicy")
        .put(
            "supportType", properties.path("UpgradePolicy").path("SupportType").asText("EXTENDED"));
    boolean auto = properties.path("ComputeConfig").path("Enabled").asBoolean(false);
    shape.putObject("computeConfig").put("enabled", auto).putArray("nodePools");
    shape.putObject("storageConfig").putObject("blockStorage").put("enabled", auto);
    ObjectNode kubernetes = shape.putObject("kubernetesNetworkConfig").put("ipFamily", "ipv4");
    kubernetes.put("serviceIpv4Cidr", "172.20.0.0/16");
    kubernetes.putObject("elasticLoadBalancing").put("enabled", auto);
    shape.putObject("health").putArray("issues");
    shape.set("tags", Nodes.tags(cluster.tags()));
    return shape;
  }

  private static void copy(JsonNode from, String property, ObjectNode to, String name) {
    if (from.path(property).isArray()) {
      to.set(name, from.path(property));
    }
  }

  private String vpc(String subnet) {
    return world.find("AWS::EC2::Subnet", subnet).map(one -> one.text("VpcId")).orElse("");
  }

  private Stream<Resource> of(String type, Resource cluster) {
    return world.all(type).stream().filter(one -> one.text("ClusterName").equals(cluster.id()));
  }

  private Resource find(Call call) {
    String name = call.required("name");
    return world
        .find(CLUSTER, name)
        .orElseThrow(() -> missing("No cluster found for name: " + name + "."));
  }

  private static WireFault missing(String message) {
    return new WireFault(404, "ResourceNotFoundException", message);
  }

  private static String state(Resource resource) {
    return switch (resource.state().toUpperCase(Locale.ROOT)) {
      case "", "AVAILABLE", "CREATE_COMPLETE" -> "ACTIVE";
      case "CREATE_IN_PROGRESS" -> "CREATING";
      case "DELETE_IN_PROGRESS" -> "DELETING";
      default -> resource.state().toUpperCase(Locale.ROOT);
    };
  }

  private String arn(Call call, String rest) {
    return "arn:aws:eks:%s:%s:%s".formatted(call.wire().region(), world.account(), rest);
  }

  private static ObjectNode page(Call call, String name, List<String> all) {
    Pages<String> page =
        Pages.of(
            all,
            item -> item,
            call.text("nextToken"),
            call.number("maxResults", 100),
            "InvalidParameterException");
    ObjectNode answer = Nodes.object();
    answer.set(name, Nodes.texts(page.items().stream()));
    page.next().ifPresent(token -> answer.put("nextToken", token));
    return answer;
  }
}
