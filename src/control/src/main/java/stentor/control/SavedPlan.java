package stentor.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import stentor.control.problem.ControlException;
import stentor.control.problem.PlanProblem;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.PlanDocument.PlannedStep;

/** A plan that was saved, and whether it still fits. Pure. */
final class SavedPlan {

  private SavedPlan() {}

  /** What was asked for when it was made. */
  static UpRequest request(PlanDocument plan) {
    PlanDocument.Request request = plan.request();
    return new UpRequest(
        plan.environment(),
        request.models().stream().map(PlanDocument.Model::id).toList(),
        workers(request.minWorkers(), request.maxWorkers()),
        request.expire(),
        request.idle());
  }

  private static Optional<WorkerRange> workers(OptionalLong min, OptionalLong max) {
    return min.isPresent() && max.isPresent()
        ? Optional.of(
            new WorkerRange(Math.toIntExact(min.getAsLong()), Math.toIntExact(max.getAsLong())))
        : Optional.empty();
  }

  /**
   * Returns where the saved plan says all that would be done now. A step whose work is done
   * meanwhile does no harm: an earlier run of the same plan may have done it.
   *
   * @param now the plan as it would be made now, from the same request
   * @throws ControlException with {@link PlanProblem.PlanOutdated}
   */
  static void requireFits(PlanDocument saved, PlanDocument now) {
    List<String> changes = new ArrayList<>();
    Map<String, PlannedStep> then =
        saved.steps().stream().collect(Collectors.toMap(PlannedStep::id, Function.identity()));
    for (PlannedStep step : now.steps()) {
      Optional<PlannedStep> before = Optional.ofNullable(then.get(step.id()));
      if (step.change() != Change.NONE
          && before.map(PlannedStep::change).filter(step.change()::equals).isEmpty()) {
        changes.add(
            before
                .map(
                    planned ->
                        "\"%s\" would %s now, the plan says %s"
                            .formatted(step.title(), word(step.change()), word(planned.change())))
                .orElseGet(() -> "\"%s\" is not in the plan".formatted(step.title())));
      }
    }
    for (PlanDocument.Model model : now.request().models()) {
      saved.request().models().stream()
          .filter(other -> other.id().equals(model.id()))
          .filter(other -> !other.version().equals(model.version()))
          .map(
              other ->
                  "the model %s has version %s now, the plan says %s"
                      .formatted(model.id(), model.version(), other.version()))
          .forEach(changes::add);
    }
    if (!changes.isEmpty()) {
      throw new ControlException(new PlanProblem.PlanOutdated(saved.environment(), changes));
    }
  }

  private static String word(Change change) {
    return change.name().toLowerCase(Locale.ROOT);
  }
}
