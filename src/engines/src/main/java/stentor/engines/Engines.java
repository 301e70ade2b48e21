package stentor.engines;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The engines a program has. Immutable. */
public final class Engines {

  private final Map<String, EngineProvider> providers;

  /** These engines. */
  public Engines(List<EngineProvider> providers) {
    this.providers =
        providers.stream()
            .collect(Collectors.toUnmodifiableMap(EngineProvider::name, Function.identity()));
  }

  /**
   * Loads the model in a folder with the engine of this name.
   *
   * @throws EngineException if there is no such engine or it cannot load the model
   */
  public Engine load(String engine, Path folder, EngineSettings settings) {
    EngineProvider provider = providers.get(engine);
    if (provider == null) {
      throw new EngineException(
          new EngineProblem.UnknownEngine(engine, providers.keySet().stream().sorted().toList()));
    }
    return provider.load(folder, settings);
  }
}
