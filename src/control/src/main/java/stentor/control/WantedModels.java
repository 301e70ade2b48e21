package stentor.control;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import stentor.control.problem.ControlException;
import stentor.control.problem.PlanProblem;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.StatusDocument.ProblemStatus;

/**
 * The models that a request asks for, as they can be had now.
 *
 * @param offers those that can be had
 * @param problems why others cannot, or could not be installed
 */
record WantedModels(List<ModelSource.Offer> offers, List<ModelProblem> problems) {

  /** Copies the lists. */
  WantedModels {
    offers = List.copyOf(offers);
    problems = List.copyOf(problems);
  }

  /**
   * Looks them up.
   *
   * @param served ids of the models that the environment serves already
   */
  static WantedModels of(UpRequest request, ModelSource models, List<String> served) {
    List<String> ids =
        request.models().isEmpty() && served.isEmpty()
            ? List.of(models.defaultModel())
            : request.models();
    List<String> known = ids.isEmpty() ? List.of() : models.known();
    List<ModelSource.Offer> offers = new ArrayList<>();
    List<ModelProblem> problems = new ArrayList<>();
    for (String id : ids) {
      if (!known.contains(id)) {
        problems.add(new ModelProblem.UnknownModel(id, known));
        continue;
      }
      try {
        ModelSource.Offer offer = models.offer(id);
        offers.add(offer);
        offer.obstacle().ifPresent(problems::add);
      } catch (ModelException unreadable) {
        problems.add(unreadable.problem());
      }
    }
    return new WantedModels(offers, problems);
  }

  List<Platform.ModelVersion> versions() {
    return offers.stream().map(ModelSource.Offer::model).toList();
  }

  /**
   * Returns if nothing is known to be in the way.
   *
   * @throws ModelException with the problem
   * @throws ControlException with {@link PlanProblem.Several} where there are more
   */
  void requireAll() {
    if (problems.size() == 1) {
      throw new ModelException(problems.getFirst());
    }
    if (!problems.isEmpty()) {
      throw new ControlException(new PlanProblem.Several(List.copyOf(problems)));
    }
  }

  /** The plan with these problems before its own. */
  PlanDocument withProblems(PlanDocument plan) {
    return plan.withProblems(
        Stream.concat(problems.stream().map(ProblemStatus::of), plan.problems().stream()).toList());
  }
}
