package stentor.models.store;

import stentor.models.ModelProblem;

/** What the store holds at the place of a model. */
public sealed interface Presence {

  /** Nothing. */
  record Absent() implements Presence {}

  /**
   * The model, whole.
   *
   * @param model the model
   */
  record Sound(InstalledModel model) implements Presence {}

  /**
   * A folder that cannot be used.
   *
   * @param problem {@link ModelProblem.Damaged} or {@link ModelProblem.MalformedDocument}
   */
  record Unsound(ModelProblem problem) implements Presence {}
}
