package stentor.engines;

import java.nio.file.Path;

/** Loads models of one kind. Stateless. */
public interface EngineProvider {

  /** The kind's name as {@code model.json} knows it, for example {@code moonshine}. */
  String name();

  /**
   * Loads the model in a folder; takes seconds. Native libraries are loaded here at the earliest: a
   * program does not pay for engines that it has but does not use.
   *
   * @throws EngineException if the folder holds no such model or its natives do not load
   */
  Engine load(Path folder, EngineSettings settings);
}
