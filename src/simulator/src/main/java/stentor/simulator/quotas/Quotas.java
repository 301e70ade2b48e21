package stentor.simulator.quotas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.JsonService;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Pages;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.World;

/**
 * Service quotas of an account that is some months old. One that was never applied for has its
 * default only, and {@code GetServiceQuota} does not find it, as happens with real ones.
 */
public final class Quotas {

  private static final List<Quota> ALL =
      List.of(
          new Quota(
              "ec2",
              "L-1216C47A",
              "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances",
              5,
              64,
              true),
          new Quota(
              "ec2",
              "L-34B43A08",
              "All Standard (A, C, D, H, I, M, R, T, Z) Spot Instance Requests",
              5,
              64,
              true),
          new Quota("ec2", "L-0263D0A3", "EC2-VPC Elastic IPs", 5, 5, true),
          new Quota("eks", "L-1194D53C", "Clusters", 100, 100, true),
          new Quota("vpc", "L-F678F1CE", "VPCs per Region", 5, 5, true),
          new Quota("vpc", "L-A4707A72", "Internet gateways per Region", 5, 5, false),
          new Quota("vpc", "L-FE5A380F", "NAT gateways per Availability Zone", 5, 5, false),
          new Quota(
              "elasticfilesystem", "L-848C634D", "File systems per account", 1000, 1000, false));

  private final World world;
  private final QuotaScript script;

  private record Quota(
      String service, String code, String name, double usual, double applied, boolean found) {}

  private Quotas(World world, QuotaScript script) {
    this.world = world;
    this.script = script;
  }

  /** The service. */
  public static WireService over(World world, QuotaScript script) {
    Quotas quotas = new Quotas(world, script);
    return new JsonService(
        "servicequotas",
        Map.of(
            "GetServiceQuota", quotas::applied,
            "GetAWSDefaultServiceQuota", quotas::usual,
            "ListServiceQuotas", quotas::list));
  }

  private ObjectNode applied(Call call) {
    Quota quota = find(call);
    if (!quota.found() && script.value(quota.service(), quota.code()).isEmpty()) {
      throw missing();
    }
    ObjectNode answer = Nodes.object();
    answer.set("Quota", shape(quota, value(quota), call));
    return answer;
  }

  private ObjectNode usual(Call call) {
    Quota quota = find(call);
    ObjectNode answer = Nodes.object();
    answer.set("Quota", shape(quota, quota.usual(), call));
    return answer;
  }

  private ObjectNode list(Call call) {
    String service = call.required("ServiceCode");
    if (ALL.stream().noneMatch(quota -> quota.service().equals(service))) {
      throw missing();
    }
    Pages<Quota> page =
        Pages.of(
            ALL.stream()
                .filter(quota -> quota.service().equals(service))
                .filter(
                    quota ->
                        quota.found() || script.value(quota.service(), quota.code()).isPresent())
                .toList(),
            Quota::code,
            call.text("NextToken"),
            call.number("MaxResults", 100),
            "InvalidPaginationTokenException");
    ObjectNode answer = Nodes.object();
    answer.set(
        "Quotas", Nodes.list(page.items().stream().map(quota -> shape(quota, value(quota), call))));
    page.next().ifPresent(token -> answer.put("NextToken", token));
    return answer;
  }

  private double value(Quota quota) {
    return script.value(quota.service(), quota.code()).orElse(quota.applied());
  }

  private static Quota find(Call call) {
    String service = call.required("ServiceCode");
    String code = call.required("QuotaCode");
    return ALL.stream()
        .filter(quota -> quota.service().equals(service) && quota.code().equals(code))
        .findFirst()
        .orElseThrow(Quotas::missing);
  }

  private static WireFault missing() {
    return new WireFault(
        "NoSuchResourceException",
        "The request failed because the specified service quota does not exist.");
  }

  private ObjectNode shape(Quota quota, double value, Call call) {
    return Nodes.object()
        .put("ServiceCode", quota.service())
        .put("QuotaCode", quota.code())
        .put("QuotaName", quota.name())
        .put(
            "QuotaArn",
            "arn:aws:servicequotas:%s:%s:%s/%s"
                .formatted(call.wire().region(), world.account(), quota.service(), quota.code()))
        .put("Value", value)
        .put("Unit", "None")
        .put("Adjustable", true)
        .put("GlobalQuota", false);
  }
}
