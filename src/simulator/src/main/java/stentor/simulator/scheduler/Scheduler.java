package stentor.simulator.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stentor.simulator.machine.Executions;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Pages;
import stentor.simulator.operation.RestService;
import stentor.simulator.operation.RestService.Route;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** EventBridge Scheduler, as its API reference of 2021-06-30 has it: one-time schedules. */
public final class Scheduler {

  private static final Map<String, String> FIELDS =
      Map.of(
          "ScheduleExpression", "",
          "ScheduleExpressionTimezone", "UTC",
          "State", "ENABLED",
          "Description", "",
          "ActionAfterCompletion", "NONE",
          "KmsKeyArn", "");

  private final World world;

  private Scheduler(World world) {
    this.world = world;
  }

  /** The service; it lives with the world from now on. */
  public static WireService over(World world, Executions executions) {
    Scheduler scheduler = new Scheduler(world);
    new Schedules(world, executions).live();
    return new RestService(
        Set.of("scheduler"),
        List.of(
            Route.of("ListSchedules", "GET", "/schedules", scheduler::list),
            Route.of("GetSchedule", "GET", "/schedules/{Name}", scheduler::get),
            Route.of("UpdateSchedule", "PUT", "/schedules/{Name}", scheduler::update)));
  }

  private ObjectNode get(Call call) {
    Resource schedule = find(call);
    ObjectNode answer = brief(schedule, call);
    FIELDS.forEach(
        (field, usual) -> {
          String value = schedule.text(field).isEmpty() ? usual : schedule.text(field);
          if (!value.isEmpty()) {
            answer.put(field, value);
          }
        });
    answer.set("Target", schedule.properties().path("Target"));
    answer.set("FlexibleTimeWindow", schedule.properties().path("FlexibleTimeWindow"));
    return answer;
  }

  /** What the request does not name has its default afterwards, whatever it was before. */
  private ObjectNode update(Call call) {
    Resource schedule = find(call);
    String expression = call.required("ScheduleExpression");
    if (Schedules.at(expression, call.text("ScheduleExpressionTimezone").orElse("")).isEmpty()) {
      throw new WireFault(
          "ValidationException", "Invalid Schedule Expression %s.".formatted(expression));
    }
    if (!call.input().path("Target").path("Arn").isTextual()
        || !call.input().path("Target").path("RoleArn").isTextual()
        || !call.input().path("FlexibleTimeWindow").path("Mode").isTextual()) {
      throw new WireFault("ValidationException", "Target and FlexibleTimeWindow are required");
    }
    ObjectNode properties = Nodes.object().put("Name", schedule.id());
    properties.set("Target", call.input().path("Target"));
    properties.set("FlexibleTimeWindow", call.input().path("FlexibleTimeWindow"));
    FIELDS.forEach(
        (field, usual) -> {
          String value = call.text(field).orElse(usual);
          if (!value.isEmpty()) {
            properties.put(field, value);
          }
        });
    world.put(
        schedule.withProperties(properties).withAttribute("ModifiedAt", world.now().toString()));
    return Nodes.object().put("ScheduleArn", arn(schedule, call));
  }

  private ObjectNode list(Call call) {
    Pages<Resource> page =
        Pages.of(
            world.all(Schedules.TYPE).stream()
                .filter(one -> one.id().startsWith(call.text("NamePrefix").orElse("")))
                .toList(),
            Resource::id,
            call.text("NextToken"),
            call.number("MaxResults", 100),
            "ValidationException");
    ObjectNode answer = Nodes.object();
    answer.set(
        "Schedules",
        Nodes.list(
            page.items().stream()
                .map(
                    schedule -> {
                      ObjectNode shape = brief(schedule, call).put("State", state(schedule));
                      shape
                          .putObject("Target")
                          .put("Arn", schedule.properties().path("Target").path("Arn").asText());
                      return shape;
                    })));
    page.next().ifPresent(token -> answer.put("NextToken", token));
    return answer;
  }

  private static String state(Resource schedule) {
    return schedule.text("State").isEmpty() ? "ENABLED" : schedule.text("State");
  }

  private ObjectNode brief(Resource schedule, Call call) {
    return Nodes.object()
        .put("Name", schedule.id())
        .put("GroupName", "default")
        .put("Arn", arn(schedule, call))
        .put("CreationDate", Nodes.seconds(schedule.createdAt()));
  }

  private String arn(Resource schedule, Call call) {
    return "arn:aws:scheduler:%s:%s:schedule/default/%s"
        .formatted(call.wire().region(), world.account(), schedule.id());
  }

  private Resource find(Call call) {
    String name = call.required("Name");
    return world
        .find(Schedules.TYPE, name)
        .orElseThrow(
            () ->
                new WireFault(
                    404, "ResourceNotFoundException", "Schedule " + name + " does not exist."));
  }
}
