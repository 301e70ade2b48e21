package stentor.cli.environment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import stentor.control.WorkerRange;
import stentor.control.problem.ControlException;
import stentor.control.problem.RequestProblem;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.PlannedStep;
import stentor.protocol.file.DurableFiles;
import stentor.protocol.file.IoReason;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.DocumentProblem;
import stentor.protocol.json.Documents;
import stentor.protocol.model.ModelNames;

/** The file of a saved plan. Anybody may have written it: nothing in it is believed unchecked. */
final class PlanFile {

  /** A thousand years: more is a slip, and more than some clocks can tell. */
  private static final long MOST_SECONDS = 1_000L * 366 * 86_400;

  private PlanFile() {}

  /** Saves a plan; a file that is there is replaced as a whole. */
  static void write(Path file, PlanDocument plan) {
    try {
      DurableFiles.replace(file, Documents.writeIndented(plan));
    } catch (IOException failed) {
      throw new ControlException(
          new RequestProblem.UnwritableFile(file, IoReason.of(failed)), failed);
    }
  }

  /**
   * Reads a saved plan.
   *
   * @throws ControlException with {@link RequestProblem.UnreadableFile}
   * @throws DocumentException if it is no plan
   */
  static PlanDocument read(Path file) {
    PlanDocument plan;
    try {
      plan = Documents.read(file, PlanDocument.class);
    } catch (IOException failed) {
      throw new ControlException(
          new RequestProblem.UnreadableFile(file, IoReason.of(failed)), failed);
    }
    defect(plan)
        .ifPresent(
            defect -> {
              throw new DocumentException(
                  new DocumentProblem.Malformed(PlanDocument.class.getSimpleName(), defect));
            });
    return plan;
  }

  private static Optional<String> defect(PlanDocument plan) {
    PlanDocument.Request request = plan.request();
    if (plan.environment() == null || plan.platform() == null || request == null) {
      return Optional.of("it lacks what was asked for");
    }
    if (!request.models().stream()
        .allMatch(
            model ->
                model.id() != null && ModelNames.isId(model.id()) && model.version() != null)) {
      return Optional.of("it names a model that has no id or version");
    }
    if (!isRange(request.minWorkers(), request.maxWorkers())) {
      return Optional.of("its numbers of workers are no range");
    }
    if (!Stream.of(request.expireSeconds(), request.idleSeconds()).allMatch(PlanFile::isTime)) {
      return Optional.of("its times are none");
    }
    return isSteps(plan.steps()) ? Optional.empty() : Optional.of("its steps are not complete");
  }

  private static boolean isRange(OptionalLong min, OptionalLong max) {
    if (min.isEmpty() || max.isEmpty()) {
      return min.isEmpty() && max.isEmpty();
    }
    return WorkerRange.of(min.getAsLong() + ".." + max.getAsLong()).isPresent();
  }

  private static boolean isTime(OptionalLong seconds) {
    return seconds.isEmpty() || (seconds.getAsLong() > 0 && seconds.getAsLong() < MOST_SECONDS);
  }

  private static boolean isSteps(List<PlannedStep> steps) {
    Set<String> ids = new HashSet<>();
    return steps.stream()
        .allMatch(
            step ->
                step.id() != null
                    && step.title() != null
                    && step.change() != null
                    && ids.add(step.id()));
  }
}
