package stentor.simulator.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.simulator.operation.Nodes;
import stentor.simulator.wire.WireFault;
import stentor.simulator.world.Kept;
import stentor.simulator.world.Resource;
import stentor.simulator.world.Timed;
import stentor.simulator.world.World;

/**
 * Runs of state machines, in simulated time. They go on when the machine is deleted, and when the
 * simulator is started again.
 */
public final class Executions implements Kept, Timed {

  private static final String MACHINE = "AWS::StepFunctions::StateMachine";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final World world;
  private final Tasks tasks;
  private final Map<String, Execution> all = new LinkedHashMap<>();

  /**
   * The state that is kept.
   *
   * @param executions in the order in which they were started
   */
  record Document(List<Execution> executions) {}

  Executions(World world, Tasks tasks) {
    this.world = world;
    this.tasks = tasks;
    world
        .state(part(), Document.class)
        .ifPresent(document -> document.executions().forEach(one -> all.put(one.arn(), one)));
    world.keep(this);
    world.live(this);
  }

  /**
   * Starts one.
   *
   * @param machine ARN of the state machine
   * @param name of the execution; absent for one that nobody else has
   * @param input as text
   * @return its ARN
   * @throws WireFault if there is no such machine, the input is no JSON, or the name is taken
   */
  public String start(String machine, Optional<String> name, String input) {
    Resource found =
        world
            .find(MACHINE, machine)
            .orElseThrow(
                () ->
                    new WireFault(
                        "StateMachineDoesNotExist",
                        "State Machine Does Not Exist: '" + machine + "'"));
    JsonNode given = parsed(input, "InvalidExecutionInput");
    JsonNode definition =
        found.properties().has("DefinitionString")
            ? parsed(found.text("DefinitionString"), "InvalidDefinition")
            : found.properties().path("Definition");
    String arn =
        machine.replace(":stateMachine:", ":execution:")
            + ":"
            + name.orElseGet(() -> world.nextHex(32));
    Execution before = all.get(arn);
    if (before != null) {
      if (before.endedAt().isEmpty() && before.input().equals(given)) {
        return arn;
      }
      throw new WireFault("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
    }
    Instant now = world.now();
    ObjectNode context = Nodes.object();
    context
        .putObject("Execution")
        .put("Id", arn)
        .put("Name", arn.substring(arn.lastIndexOf(':') + 1))
        .put("StartTime", now.toString())
        .set("Input", given);
    context.putObject("StateMachine").put("Id", machine);
    Optional<Instant> deadline =
        definition.has("TimeoutSeconds")
            ? Optional.of(now.plusSeconds(definition.path("TimeoutSeconds").asLong()))
            : Optional.empty();
    Execution execution =
        new Execution(
            arn,
            machine,
            found.text("RoleArn"),
            given,
            now,
            deadline,
            Branch.start(definition, given, context, now),
            Optional.empty(),
            false,
            List.of(new Execution.Event(1, "ExecutionStarted", "", given.toString(), now)));
    all.put(arn, execution);
    world.changed();
    return arn;
  }

  /** One, by its ARN. */
  Optional<Execution> find(String arn) {
    return Optional.ofNullable(all.get(arn));
  }

  /** Those of a machine, the latest first. */
  List<Execution> of(String machine) {
    return all.values().stream()
        .filter(execution -> execution.machine().equals(machine))
        .toList()
        .reversed();
  }

  @Override
  public Optional<Instant> due() {
    return all.values().stream()
        .flatMap(execution -> execution.due().stream())
        .min(Instant::compareTo);
  }

  @Override
  public void happen(Instant at) {
    for (Execution execution : List.copyOf(all.values())) {
      if (execution.due().filter(due -> !due.isAfter(at)).isPresent()) {
        all.put(execution.arn(), further(execution, at));
      }
    }
  }

  private Execution further(Execution execution, Instant at) {
    List<Execution.Event> happened = new ArrayList<>();
    long last = execution.events().isEmpty() ? 0 : execution.events().getLast().id();
    if (execution.deadline().filter(end -> !end.isAfter(at)).isPresent()) {
      happened.add(new Execution.Event(last + 1, "ExecutionTimedOut", "", "", at));
      return execution.with(execution.branch(), Optional.of(at), true, happened);
    }
    Interpreter interpreter =
        new Interpreter(
            tasks,
            new Tasks.Asker(execution.machine(), execution.role()),
            (kind, branch) ->
                happened.add(
                    new Execution.Event(
                        last + happened.size() + 1,
                        branch.step().path("Type").asText() + "State" + kind,
                        branch.state(),
                        branch.input().toString(),
                        at)));
    Branch branch = interpreter.advance(execution.branch(), at);
    branch
        .ended()
        .ifPresent(
            end ->
                happened.add(
                    new Execution.Event(
                        last + happened.size() + 1,
                        end.succeeded() ? "ExecutionSucceeded" : "ExecutionFailed",
                        "",
                        end.succeeded() ? end.output().toString() : end.cause(),
                        at)));
    return execution.with(branch, branch.ended().map(end -> at), false, happened);
  }

  private static JsonNode parsed(String text, String code) {
    try {
      return MAPPER.readTree(text.isBlank() ? "{}" : text);
    } catch (JsonProcessingException malformed) {
      throw new WireFault(400, code, code + ": no JSON", malformed);
    }
  }

  @Override
  public String part() {
    return "executions";
  }

  @Override
  public Object state() {
    return new Document(List.copyOf(all.values()));
  }
}
