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
import stentor.control.problem.RequestProblem;
import stentor.control.problem.RequestProblem.BadRequest.BadInput;
import stentor.protocol.environment.CloudRequest;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.PlanDocument.PlannedStep;

/** A plan that was saved, and whether it still fits. Pure. */
final class SavedPlan {

  /** A thousand years: more is no time that anybody means. */
  private static final long MOST_SECONDS = 1000L * 366 * 24 * 3600;

  private SavedPlan() {}

  /**
   * What was asked for when it was made.
   *
   * @throws ControlException with {@link RequestProblem.BadRequest} if somebody has written into it
   *     what nobody can ask for
   */
  static UpRequest request(PlanDocument plan) {
    PlanDocument.Request request = plan.request();
    List<BadInput> bad = new ArrayList<>();
    Optional<WorkerRange> workers = Optional.empty();
    if (request.minWorkers().isPresent() || request.maxWorkers().isPresent()) {
      String text = number(request.minWorkers()) + ".." + number(request.maxWorkers());
      workers = WorkerRange.of(text);
      if (workers.isEmpty()) {
        bad.add(new BadInput("--plan: workers", text, "MIN..MAX, for example 1..2"));
      }
    }
    requirePositive("expireSeconds", request.expireSeconds(), bad);
    requirePositive("idleSeconds", request.idleSeconds(), bad);
    if (!bad.isEmpty()) {
      throw new ControlException(new RequestProblem.BadRequest(bad));
    }
    return new UpRequest(
        plan.environment(),
        request.models().stream().map(PlanDocument.Model::id).toList(),
        workers,
        request.expire(),
        request.idle(),
        Optional.of(plan.platform()),
        request.cloud().orElse(CloudRequest.NONE));
  }

  private static String number(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "";
  }

  private static void requirePositive(String name, OptionalLong seconds, List<BadInput> bad) {
    if (seconds.isPresent() && (seconds.getAsLong() < 1 || seconds.getAsLong() > MOST_SECONDS)) {
      bad.add(new BadInput("--plan: " + name, number(seconds), "a number of seconds"));
    }
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
        saved.steps().stream()
            .collect(
                Collectors.toMap(PlannedStep::id, Function.identity(), (first, again) -> first));
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
