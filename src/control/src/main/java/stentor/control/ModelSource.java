package stentor.control;

import java.util.List;
import stentor.control.event.EventStream;

/** Where the models of environments come from. Safe for all threads. */
public interface ModelSource {

  /** Id of the model that is served where none was named. */
  String defaultModel();

  /** Ids of all models that are on this computer or can be fetched, the default one first. */
  List<String> known();

  /**
   * Sees to it that the model is on this computer, whole; fetches it where it is not.
   *
   * @throws stentor.models.ModelException if there is no such model or it cannot be had
   * @throws InterruptedException if the thread was interrupted; what has arrived is kept
   */
  Platform.ModelVersion install(String id, EventStream events) throws InterruptedException;
}
