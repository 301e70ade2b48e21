package stentor.control;

import java.time.Duration;
import java.util.List;
import stentor.control.plan.Completion;
import stentor.control.plan.Step.Action;
import stentor.control.plan.StepReport;
import stentor.control.plan.Work;
import stentor.control.problem.ControlException;
import stentor.control.problem.PlanProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument.Change;

/** The steps that bring models to this computer. */
final class ModelSteps {

  /** What a line to the network carries, as a guess: bytes in a second. */
  private static final double BYTES_PER_SECOND = 5e6;

  private final ModelSource models;
  private final EnvironmentName environment;

  ModelSteps(ModelSource models, EnvironmentName environment) {
    this.models = models;
    this.environment = environment;
  }

  /** One for each of them. */
  List<Action> of(List<ModelSource.Offer> offers) {
    return offers.stream().map(this::step).toList();
  }

  private Action step(ModelSource.Offer offer) {
    Platform.ModelVersion model = offer.model();
    return Action.of(
            "model-" + model.id(), "Fetch the model " + model.id(), "model", new Fetch(model))
        .undoneAs("Keep the model " + model.id())
        .expecting(Duration.ofMillis(Math.round(offer.downloadBytes() / BYTES_PER_SECOND * 1000)))
        .changing(offer.installed() ? Change.NONE : Change.CREATE);
  }

  private final class Fetch implements Work {
    private final Platform.ModelVersion model;

    Fetch(Platform.ModelVersion model) {
      this.model = model;
    }

    @Override
    public Completion look() {
      return models.isInstalled(model) ? Completion.DONE : Completion.NOT_DONE;
    }

    @Override
    public void run(StepReport report) throws InterruptedException {
      Platform.ModelVersion got = models.install(model.id(), report);
      if (!got.equals(model)) {
        throw new ControlException(
            new PlanProblem.PlanOutdated(
                environment,
                List.of(
                    "the model %s has version %s now and had %s"
                        .formatted(model.id(), got.version(), model.version()))));
      }
    }

    /** A model belongs to the computer and not to the environment: what was fetched stays. */
    @Override
    public void undo(StepReport report) {}
  }
}
