package stentor.engines;

import java.util.List;

/**
 * How an engine shall work.
 *
 * @param threads how many threads it may compute on, 1 or more; an engine that computes on one only
 *     says so in its {@link EngineDescription}
 * @param languages BCP 47 tags of the languages that the model is for, as its {@code model.json}
 *     has them; for engines whose models have to be told. Empty where nobody knows
 */
public record EngineSettings(int threads, List<String> languages) {

  /** Checks the range and copies the list. */
  public EngineSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("Not a number of threads: " + threads);
    }
    languages = List.copyOf(languages);
  }

  /** Of a model whose languages nobody knows. */
  public EngineSettings(int threads) {
    this(threads, List.of());
  }
}
