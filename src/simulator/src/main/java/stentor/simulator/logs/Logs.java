package stentor.simulator.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.JsonService;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Pages;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** CloudWatch Logs' groups, as its API reference of 2014-03-28 has them. */
public final class Logs {

  private static final String GROUP = "AWS::Logs::LogGroup";

  private final World world;

  private Logs(World world) {
    this.world = world;
  }

  /** The service. */
  public static WireService over(World world) {
    Logs logs = new Logs(world);
    return new JsonService(
        "logs", Map.of("DescribeLogGroups", logs::describe, "DeleteLogGroup", logs::delete));
  }

  private ObjectNode describe(Call call) {
    String prefix = call.text("logGroupNamePrefix").orElse("");
    String pattern = call.text("logGroupNamePattern").orElse("");
    List<Resource> found =
        world.all(GROUP).stream()
            .filter(group -> group.id().startsWith(prefix) && group.id().contains(pattern))
            .toList();
    Pages<Resource> page =
        Pages.of(
            found,
            Resource::id,
            call.text("nextToken"),
            call.number("limit", 50),
            "InvalidParameterException");
    ObjectNode answer = Nodes.object();
    answer.set("logGroups", Nodes.list(page.items().stream().map(group -> shape(group, call))));
    page.next().ifPresent(token -> answer.put("nextToken", token));
    return answer;
  }

  private ObjectNode shape(Resource group, Call call) {
    String arn =
        "arn:aws:logs:%s:%s:log-group:%s"
            .formatted(call.wire().region(), world.account(), group.id());
    return Nodes.object()
        .put("logGroupName", group.id())
        .put("creationTime", group.createdAt().toEpochMilli())
        .put("arn", arn + ":*")
        .put("logGroupArn", arn)
        .put("storedBytes", 0);
  }

  private ObjectNode delete(Call call) {
    String name = call.required("logGroupName");
    if (world.find(GROUP, name).isEmpty()) {
      throw new WireFault("ResourceNotFoundException", "The specified log group does not exist.");
    }
    world.remove(GROUP, name);
    return Nodes.object();
  }
}
