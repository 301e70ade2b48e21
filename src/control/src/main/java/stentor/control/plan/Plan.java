package stentor.control.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import stentor.control.plan.Step.Action;
import stentor.control.plan.Step.Parallel;
import stentor.control.plan.Step.Sequence;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.PlanDocument.PlannedStep;
import stentor.protocol.environment.StatusDocument.ProblemStatus;

/**
 * A tree of steps whose ids are unique. Immutable; made anew from what is wanted and from the truth
 * each time, never from what was written down about an earlier run.
 *
 * @param root the whole
 */
public record Plan(Step root) {

  private static final double NANOS = 1e9;

  /** Checks that no two steps have the same id. */
  public Plan {
    Set<String> seen = new HashSet<>();
    for (Action action : actions(root)) {
      if (!seen.add(action.id())) {
        throw new IllegalArgumentException("Two steps with the id " + action.id());
      }
    }
  }

  /** All that is to be done, each after what it depends on. */
  public List<Action> actions() {
    return actions(root);
  }

  private static List<Action> actions(Step step) {
    return switch (step) {
      case Action action -> List.of(action);
      case Sequence(var steps) -> steps.stream().flatMap(one -> actions(one).stream()).toList();
      case Parallel(var steps) -> steps.stream().flatMap(one -> actions(one).stream()).toList();
    };
  }

  /** By id of a step, the ids of those that have to end before it begins. */
  public Map<String, Set<String>> dependencies() {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    var _ = wire(root, Set.of(), found);
    return found;
  }

  /** Notes on what each action of the step waits for, and returns what waits for the step. */
  private static Set<String> wire(Step step, Set<String> before, Map<String, Set<String>> found) {
    return switch (step) {
      case Action action -> {
        found.put(action.id(), before);
        yield Set.of(action.id());
      }
      case Sequence(var steps) -> {
        Set<String> last = before;
        for (Step one : steps) {
          last = wire(one, last, found);
        }
        yield last;
      }
      case Parallel(var steps) -> {
        Set<String> last = new LinkedHashSet<>();
        for (Step one : steps) {
          if (!actions(one).isEmpty()) {
            last.addAll(wire(one, before, found));
          }
        }
        yield last.isEmpty() ? before : last;
      }
    };
  }

  /** How long it takes from start to end, about, where everything that can runs at once. */
  public Duration criticalPath() {
    Map<String, Set<String>> dependencies = dependencies();
    Map<String, Duration> ends = new HashMap<>();
    Duration longest = Duration.ZERO;
    for (Action action : actions()) {
      Duration start =
          dependencies.getOrDefault(action.id(), Set.of()).stream()
              .map(id -> ends.getOrDefault(id, Duration.ZERO))
              .max(Duration::compareTo)
              .orElse(Duration.ZERO);
      Duration end = start.plus(taken(action));
      ends.put(action.id(), end);
      longest = end.compareTo(longest) > 0 ? end : longest;
    }
    return longest;
  }

  private static Duration taken(Action action) {
    return action.change() == Change.NONE ? Duration.ZERO : action.expected();
  }

  /** What an hour of all that it makes costs; what it removes costs nothing any more. */
  public double costPerHour() {
    return actions().stream()
        .filter(action -> action.change() != Change.DELETE)
        .mapToDouble(Action::costPerHour)
        .sum();
  }

  /** The plan that undoes this one, in the opposite order. */
  public Plan reversed() {
    return new Plan(reversed(root));
  }

  private static Step reversed(Step step) {
    return switch (step) {
      case Action action -> action.reversed();
      case Sequence(var steps) ->
          new Sequence(steps.reversed().stream().map(Plan::reversed).toList());
      case Parallel(var steps) ->
          new Parallel(steps.reversed().stream().map(Plan::reversed).toList());
    };
  }

  /** The same order of only those actions. */
  public Plan only(Predicate<Action> wanted) {
    return new Plan(only(root, wanted));
  }

  private static Step only(Step step, Predicate<Action> wanted) {
    return switch (step) {
      case Action action -> wanted.test(action) ? action : Sequence.of();
      case Sequence(var steps) ->
          new Sequence(steps.stream().map(one -> only(one, wanted)).toList());
      case Parallel(var steps) ->
          new Parallel(steps.stream().map(one -> only(one, wanted)).toList());
    };
  }

  /**
   * The plan as a document.
   *
   * @param problems what stands in its way
   * @param request what was asked for
   */
  public PlanDocument document(
      EnvironmentName environment,
      String platform,
      List<ProblemStatus> problems,
      PlanDocument.Request request) {
    Map<String, Set<String>> dependencies = dependencies();
    List<PlannedStep> steps = new ArrayList<>();
    for (Action action : actions()) {
      steps.add(
          new PlannedStep(
              action.id(),
              action.title(),
              action.kind(),
              List.copyOf(dependencies.getOrDefault(action.id(), Set.of())),
              taken(action).toNanos() / NANOS,
              action.costPerHour(),
              action.change()));
    }
    return new PlanDocument(
        PlanDocument.SCHEMA,
        environment,
        platform,
        criticalPath().toNanos() / NANOS,
        costPerHour(),
        problems,
        steps,
        request);
  }
}
