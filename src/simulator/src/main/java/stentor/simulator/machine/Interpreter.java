package stentor.simulator.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import stentor.simulator.operation.Nodes;

/**
 * Takes a branch one state further: the Amazon States Language with JSONPath, as far as its
 * specification says it for Task, Wait, Choice, Pass, Map (inline), Parallel, Succeed and Fail.
 */
final class Interpreter {

  private final Tasks tasks;
  private final Tasks.Asker asker;
  private final BiConsumer<String, Branch> history;

  /**
   * One that runs one machine.
   *
   * @param asker the machine
   * @param history told of what happens: kind of the event, and the branch as it is then
   */
  Interpreter(Tasks tasks, Tasks.Asker asker, BiConsumer<String, Branch> history) {
    this.tasks = tasks;
    this.asker = asker;
    this.history = history;
  }

  /** What becomes of a branch by a time; its own children go first. */
  Branch advance(Branch branch, Instant now) {
    if (branch.due().filter(due -> !due.isAfter(now)).isEmpty()) {
      return branch;
    }
    if (!branch.children().isEmpty() && !branch.settled()) {
      return branch.running(
          branch.children().stream().map(child -> advance(child, now)).toList(), now);
    }
    if (!branch.entered()) {
      history.accept("Entered", branch);
    }
    try {
      return enter(branch, now);
    } catch (StateError failed) {
      return failed(branch, failed, now);
    }
  }

  private Branch enter(Branch branch, Instant now) {
    JsonNode step = branch.step();
    String type = step.path("Type").asText();
    return switch (type) {
      case "Pass" -> done(branch, step.has("Result") ? step.path("Result") : given(branch), now);
      case "Task" ->
          done(branch, tasks.ask(step.path("Resource").asText(), given(branch), asker), now);
      case "Wait" ->
          branch.entered() ? next(branch, branch.input(), now) : branch.waiting(until(branch, now));
      case "Choice" ->
          branch.to(
              Choices.next(step.path("Choices"), effective(branch), branch.context())
                  .or(
                      () ->
                          Optional.of(step.path("Default").asText())
                              .filter(name -> !name.isEmpty()))
                  .orElseThrow(() -> new StateError("States.NoChoiceMatched", "No choice matched")),
              effective(branch),
              now);
      case "Succeed" -> branch.ending(new Branch.Ended(true, effective(branch), "", ""), now);
      case "Fail" ->
          branch.ending(
              new Branch.Ended(
                  false,
                  NullNode.instance,
                  text(branch, step, "Error"),
                  text(branch, step, "Cause")),
              now);
      case "Map", "Parallel" -> branch.settled() ? together(branch, now) : apart(branch, type, now);
      default ->
          throw new StateError(
              "States.Runtime", "No such state: '" + branch.state() + "' of type '" + type + "'");
    };
  }

  private static String text(Branch branch, JsonNode step, String name) {
    return step.has(name + "Path")
        ? Intrinsics.value(step.path(name + "Path").asText(), branch.input(), branch.context())
            .asText()
        : step.path(name).asText();
  }

  /** The state's input behind its {@code InputPath}. */
  private static JsonNode effective(Branch branch) {
    JsonNode path = branch.step().path("InputPath");
    if (path.isNull()) {
      return Nodes.object();
    }
    return path.isTextual()
        ? Paths.read(path.asText(), branch.input(), branch.context())
        : branch.input();
  }

  /** What the state's work is given. */
  private static JsonNode given(Branch branch) {
    JsonNode template = branch.step().path("Parameters");
    return template.isMissingNode()
        ? effective(branch)
        : Templates.fill(template, effective(branch), branch.context());
  }

  private static Instant until(Branch branch, Instant now) {
    JsonNode step = branch.step();
    JsonNode input = effective(branch);
    if (step.has("Seconds") || step.has("SecondsPath")) {
      JsonNode seconds =
          step.has("Seconds")
              ? step.path("Seconds")
              : Paths.read(step.path("SecondsPath").asText(), input, branch.context());
      return now.plusSeconds(Math.max(0, seconds.asLong()));
    }
    String time =
        step.has("Timestamp")
            ? step.path("Timestamp").asText()
            : Paths.read(step.path("TimestampPath").asText(), input, branch.context()).asText();
    try {
      Instant until = Instant.parse(time);
      return until.isBefore(now) ? now : until;
    } catch (DateTimeParseException malformed) {
      throw new StateError("States.Runtime", "No time: " + time, malformed);
    }
  }

  private static Branch apart(Branch branch, String type, Instant now) {
    JsonNode step = branch.step();
    List<Branch> children = new ArrayList<>();
    if (type.equals("Parallel")) {
      step.path("Branches")
          .forEach(part -> children.add(Branch.start(part, given(branch), branch.context(), now)));
    } else {
      JsonNode input = effective(branch);
      String path = step.path("ItemsPath").asText("$");
      JsonNode part =
          step.has("ItemProcessor") ? step.path("ItemProcessor") : step.path("Iterator");
      JsonNode selector =
          step.has("ItemSelector") ? step.path("ItemSelector") : step.path("Parameters");
      int index = 0;
      for (JsonNode item : Paths.read(path, input, branch.context())) {
        ObjectNode context =
            branch.context() instanceof ObjectNode outer ? outer.deepCopy() : Nodes.object();
        context.putObject("Map").putObject("Item").put("Index", index++).set("Value", item);
        JsonNode one = selector.isMissingNode() ? item : Templates.fill(selector, input, context);
        children.add(Branch.start(part, one, context, now));
      }
    }
    if (children.isEmpty()) {
      return next(branch, result(branch, Nodes.list(List.<JsonNode>of().stream())), now);
    }
    return branch.running(children, now);
  }

  private Branch together(Branch branch, Instant now) {
    Optional<Branch.Ended> failure = branch.failures().findFirst();
    if (failure.isPresent()) {
      throw new StateError(failure.get().error(), failure.get().cause());
    }
    return done(
        branch,
        Nodes.list(
            branch.children().stream()
                .map(child -> child.ended().map(Branch.Ended::output).orElse(NullNode.instance))),
        now);
  }

  private Branch done(Branch branch, JsonNode output, Instant now) {
    return next(branch, result(branch, output), now);
  }

  /** What the state hands on: its selected result, put into its input. */
  private static JsonNode result(Branch branch, JsonNode output) {
    JsonNode step = branch.step();
    JsonNode selected =
        step.has("ResultSelector")
            ? Templates.fill(step.path("ResultSelector"), output, branch.context())
            : output;
    JsonNode path = step.path("ResultPath");
    if (path.isNull()) {
      return branch.input();
    }
    return path.isTextual() ? Paths.put(path.asText(), branch.input(), selected) : selected;
  }

  private static Branch next(Branch branch, JsonNode result, Instant now) {
    JsonNode step = branch.step();
    JsonNode path = step.path("OutputPath");
    JsonNode output =
        path.isTextual() ? Paths.read(path.asText(), result, branch.context()) : result;
    return step.path("End").asBoolean(false)
        ? branch.ending(new Branch.Ended(true, output, "", ""), now)
        : branch.to(step.path("Next").asText(), output, now);
  }

  private Branch failed(Branch branch, StateError failed, Instant now) {
    history.accept("Failed", branch);
    JsonNode step = branch.step();
    int index = 0;
    for (JsonNode retrier : step.path("Retry")) {
      String name = Integer.toString(index++);
      if (names(retrier, failed.error())) {
        int before = branch.retries().getOrDefault(name, 0);
        if (before >= retrier.path("MaxAttempts").asInt(3)) {
          break;
        }
        Map<String, Integer> counts = new HashMap<>(branch.retries());
        counts.put(name, before + 1);
        return branch.again(counts, now.plus(pause(retrier, before)));
      }
    }
    for (JsonNode catcher : step.path("Catch")) {
      if (names(catcher, failed.error())) {
        JsonNode told = Nodes.object().put("Error", failed.error()).put("Cause", failed.cause());
        JsonNode path = catcher.path("ResultPath");
        JsonNode output =
            path.isNull() ? branch.input() : Paths.put(path.asText("$"), branch.input(), told);
        return branch.to(catcher.path("Next").asText(), output, now);
      }
    }
    return branch.ending(
        new Branch.Ended(false, NullNode.instance, failed.error(), failed.cause()), now);
  }

  private static Duration pause(JsonNode retrier, int before) {
    double seconds =
        retrier.path("IntervalSeconds").asDouble(1)
            * Math.pow(retrier.path("BackoffRate").asDouble(2), before);
    double most = retrier.path("MaxDelaySeconds").asDouble(Double.MAX_VALUE);
    return Duration.ofMillis((long) (Math.min(seconds, Math.min(most, 1e9)) * 1000));
  }

  /** Whether a retrier or catcher is for an error. */
  private static boolean names(JsonNode rule, String error) {
    return StreamSupport.stream(rule.path("ErrorEquals").spliterator(), false)
        .map(JsonNode::asText)
        .anyMatch(
            name ->
                name.equals(error)
                    || (name.equals("States.ALL") && !error.equals("States.Runtime"))
                    || (name.equals("States.TaskFailed") && !error.startsWith("States.")));
  }
}
