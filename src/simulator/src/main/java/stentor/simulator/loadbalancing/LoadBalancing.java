package stentor.simulator.loadbalancing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Operation;
import stentor.simulator.operation.Pages;
import stentor.simulator.operation.QueryService;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** Elastic Load Balancing, as its API reference of 2015-12-01 has it. */
public final class LoadBalancing {

  private static final String NAMESPACE =
      "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/";
  private static final String BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer";
  private static final String TARGETS = "AWS::ElasticLoadBalancingV2::TargetGroup";

  private final World world;

  private LoadBalancing(World world) {
    this.world = world;
  }

  /** The service. */
  public static WireService over(World world) {
    LoadBalancing balancing = new LoadBalancing(world);
    Operation balancers =
        call ->
            balancing.describe(
                call, BALANCER, "LoadBalancer", "LoadBalancerNotFound", balancing::balancer);
    Operation targets =
        call ->
            balancing.describe(
                call, TARGETS, "TargetGroup", "TargetGroupNotFound", balancing::targetGroup);
    return QueryService.query(
        "elasticloadbalancing",
        NAMESPACE,
        Map.of(
            "DescribeLoadBalancers",
            balancers,
            "DescribeTargetGroups",
            targets,
            "DescribeTags",
            balancing::tags,
            "DeleteLoadBalancer",
            call -> balancing.delete(call, BALANCER, "LoadBalancerArn"),
            "DeleteTargetGroup",
            call -> balancing.delete(call, TARGETS, "TargetGroupArn")));
  }

  private ObjectNode describe(
      Call call, String type, String kind, String missing, Function<Resource, ObjectNode> shape) {
    List<String> arns = call.texts(kind + "Arns");
    List<String> names = call.texts("Names");
    List<Resource> found =
        world.all(type).stream()
            .filter(one -> arns.isEmpty() || arns.contains(one.id()))
            .filter(one -> names.isEmpty() || names.contains(one.text("Name")))
            .filter(
                one ->
                    call.text("LoadBalancerArn")
                        .map(
                            arn ->
                                one.properties().path("LoadBalancerArns").toString().contains(arn))
                        .orElse(true))
            .toList();
    if (found.isEmpty() && !(arns.isEmpty() && names.isEmpty())) {
      throw new WireFault(missing, "One or more of them were not found");
    }
    Pages<Resource> page =
        Pages.of(
            found,
            Resource::id,
            call.text("Marker"),
            call.number("PageSize", 400),
            "ValidationError");
    ObjectNode answer = Nodes.object();
    answer.set(kind + "s", Nodes.list(page.items().stream().map(shape)));
    page.next().ifPresent(token -> answer.put("NextMarker", token));
    return answer;
  }

  private ObjectNode balancer(Resource balancer) {
    ObjectNode shape =
        Nodes.object()
            .put("LoadBalancerArn", balancer.id())
            .put("LoadBalancerName", balancer.text("Name"))
            .put("DNSName", balancer.attribute("DNSName"))
            .put("Type", balancer.text("Type").isEmpty() ? "network" : balancer.text("Type"))
            .put("Scheme", balancer.text("Scheme"))
            .put("VpcId", balancer.text("VpcId"))
            .put("CreatedTime", balancer.createdAt().toString());
    String state =
        balancer.state().toUpperCase(Locale.ROOT).startsWith("CREAT") ? "provisioning" : "active";
    shape.putObject("State").put("Code", state);
    return shape;
  }

  private ObjectNode targetGroup(Resource group) {
    ObjectNode shape =
        Nodes.object()
            .put("TargetGroupArn", group.id())
            .put("TargetGroupName", group.text("Name"))
            .put("VpcId", group.text("VpcId"));
    shape.set(
        "LoadBalancerArns",
        group.properties().path("LoadBalancerArns").isArray()
            ? group.properties().path("LoadBalancerArns")
            : Nodes.object().arrayNode());
    return shape;
  }

  private ObjectNode tags(Call call) {
    ObjectNode answer = Nodes.object();
    answer.set(
        "TagDescriptions",
        Nodes.list(
            call.texts("ResourceArns").stream()
                .map(
                    arn -> {
                      Resource found =
                          world
                              .find(BALANCER, arn)
                              .or(() -> world.find(TARGETS, arn))
                              .orElseThrow(
                                  () ->
                                      new WireFault(
                                          "LoadBalancerNotFound", "'" + arn + "' not found"));
                      ObjectNode shape = Nodes.object().put("ResourceArn", arn);
                      shape.set("Tags", Nodes.tags(found.tags(), "Key", "Value"));
                      return shape;
                    })));
    return answer;
  }

  /** Deleting what is not there is no error. */
  private ObjectNode delete(Call call, String type, String parameter) {
    world.remove(type, call.required(parameter));
    return Nodes.object();
  }
}
