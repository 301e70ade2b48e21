package stentor.control;

import java.util.List;
import java.util.Optional;
import stentor.control.plan.StepReport;
import stentor.models.ModelProblem;

/** Where the models of environments come from. Safe for all threads. */
public interface ModelSource {

  /** Id of the model that is served where none was named. */
  String defaultModel();

  /** Ids of all models that are on this computer or can be fetched, the default one first. */
  List<String> known();

  /**
   * The model that {@link #install} would give now; nothing is fetched.
   *
   * @param id one of {@link #known()}
   */
  Offer offer(String id);

  /** Whether that version of the model is on this computer, whole. */
  boolean isInstalled(Platform.ModelVersion model);

  /**
   * Sees to it that the model is on this computer, whole; fetches it where it is not.
   *
   * @throws stentor.models.ModelException if there is no such model or it cannot be had
   * @throws InterruptedException if the thread was interrupted; what has arrived is kept
   */
  Platform.ModelVersion install(String id, StepReport report) throws InterruptedException;

  /**
   * A model that can be had.
   *
   * @param model id and version
   * @param installed whether it is on this computer already
   * @param downloadBytes what has to be fetched for it, 0 where it is installed
   * @param obstacle why it could not be installed; absent where nothing is known to be in the way
   */
  record Offer(
      Platform.ModelVersion model,
      boolean installed,
      long downloadBytes,
      Optional<ModelProblem> obstacle) {}
}
