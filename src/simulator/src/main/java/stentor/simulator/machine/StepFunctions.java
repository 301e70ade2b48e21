package stentor.simulator.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import stentor.simulator.iam.RolePolicies;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.JsonService;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Pages;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** Step Functions, as its API reference of 2016-11-23 has it. */
public final class StepFunctions {

  private final World world;
  private final Executions executions;

  private StepFunctions(World world, Executions executions) {
    this.world = world;
    this.executions = executions;
  }

  /**
   * Runs the machines of a world.
   *
   * @param cloudFormation whom their tasks ask
   */
  public static Executions executions(
      World world, Function<WireRequest, WireAnswer> cloudFormation) {
    return new Executions(world, new CloudFormationTasks(cloudFormation, new RolePolicies(world)));
  }

  /** The service. */
  public static WireService over(World world, Executions executions) {
    StepFunctions machines = new StepFunctions(world, executions);
    return new JsonService(
        "states",
        Map.of(
            "StartExecution", machines::start,
            "DescribeExecution", machines::describe,
            "ListExecutions", machines::list,
            "GetExecutionHistory", machines::history,
            "DescribeStateMachine", machines::machine,
            "ListStateMachines", machines::machines));
  }

  private ObjectNode start(Call call) {
    String arn =
        executions.start(
            call.required("stateMachineArn"), call.text("name"), call.text("input").orElse("{}"));
    return Nodes.object()
        .put("executionArn", arn)
        .put("startDate", Nodes.seconds(find(arn).startedAt()));
  }

  private ObjectNode describe(Call call) {
    Execution execution = find(call.required("executionArn"));
    ObjectNode answer = shape(execution).put("input", execution.input().toString());
    execution
        .branch()
        .ended()
        .ifPresent(
            end -> {
              if (end.succeeded()) {
                answer.put("output", end.output().toString());
              } else {
                answer.put("error", end.error()).put("cause", end.cause());
              }
            });
    return answer;
  }

  private ObjectNode list(Call call) {
    String machine = call.required("stateMachineArn");
    List<Execution> found =
        executions.of(machine).stream()
            .filter(one -> call.text("statusFilter").map(one.status()::equals).orElse(true))
            .toList();
    if (found.isEmpty() && world.find("AWS::StepFunctions::StateMachine", machine).isEmpty()) {
      throw noMachine(machine);
    }
    Pages<Execution> page =
        Pages.of(
            found,
            Execution::arn,
            call.text("nextToken"),
            call.number("maxResults", 100),
            "InvalidToken");
    ObjectNode answer = Nodes.object();
    answer.set("executions", Nodes.list(page.items().stream().map(StepFunctions::shape)));
    page.next().ifPresent(token -> answer.put("nextToken", token));
    return answer;
  }

  private static ObjectNode shape(Execution execution) {
    ObjectNode shape =
        Nodes.object()
            .put("executionArn", execution.arn())
            .put("stateMachineArn", execution.machine())
            .put("name", execution.arn().substring(execution.arn().lastIndexOf(':') + 1))
            .put("status", execution.status())
            .put("startDate", Nodes.seconds(execution.startedAt()));
    execution.endedAt().map(Nodes::seconds).ifPresent(at -> shape.put("stopDate", at));
    return shape;
  }

  private ObjectNode history(Call call) {
    List<Execution.Event> events = find(call.required("executionArn")).events();
    Pages<Execution.Event> page =
        Pages.of(
            call.isTrue("reverseOrder") ? events.reversed() : events,
            event -> Long.toString(event.id()),
            call.text("nextToken"),
            call.number("maxResults", 100),
            "InvalidToken");
    ObjectNode answer = Nodes.object();
    answer.set("events", Nodes.list(page.items().stream().map(StepFunctions::shape)));
    page.next().ifPresent(token -> answer.put("nextToken", token));
    return answer;
  }

  private static ObjectNode shape(Execution.Event event) {
    ObjectNode shape =
        Nodes.object()
            .put("id", event.id())
            .put("previousEventId", event.id() - 1)
            .put("type", event.kind())
            .put("timestamp", Nodes.seconds(event.at()));
    if (event.kind().endsWith("StateEntered")) {
      shape
          .putObject("stateEnteredEventDetails")
          .put("name", event.state())
          .put("input", event.detail());
    } else if (event.kind().startsWith("Execution")) {
      String name = event.kind().substring("Execution".length()).toLowerCase(Locale.ROOT);
      shape
          .putObject(
              "execution%sEventDetails".formatted(event.kind().substring("Execution".length())))
          .put(
              switch (name) {
                case "started" -> "input";
                case "succeeded" -> "output";
                default -> "cause";
              },
              event.detail());
    }
    return shape;
  }

  private ObjectNode machine(Call call) {
    String arn = call.required("stateMachineArn");
    Resource machine =
        world.find("AWS::StepFunctions::StateMachine", arn).orElseThrow(() -> noMachine(arn));
    return brief(machine)
        .put("status", "ACTIVE")
        .put("roleArn", machine.text("RoleArn"))
        .put(
            "definition",
            machine.properties().has("DefinitionString")
                ? machine.text("DefinitionString")
                : machine.properties().path("Definition").toString());
  }

  private ObjectNode machines(Call call) {
    Pages<Resource> page =
        Pages.of(
            world.all("AWS::StepFunctions::StateMachine"),
            Resource::id,
            call.text("nextToken"),
            call.number("maxResults", 100),
            "InvalidToken");
    ObjectNode answer = Nodes.object();
    answer.set("stateMachines", Nodes.list(page.items().stream().map(StepFunctions::brief)));
    page.next().ifPresent(token -> answer.put("nextToken", token));
    return answer;
  }

  private static ObjectNode brief(Resource machine) {
    Instant since = machine.createdAt();
    return Nodes.object()
        .put("stateMachineArn", machine.id())
        .put("name", machine.id().substring(machine.id().lastIndexOf(':') + 1))
        .put("type", "STANDARD")
        .put("creationDate", Nodes.seconds(since));
  }

  private static WireFault noMachine(String arn) {
    return new WireFault("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
  }

  private Execution find(String arn) {
    return executions
        .find(arn)
        .orElseThrow(
            () ->
                new WireFault("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'"));
  }
}
