package stentor.engines;

/**
 * How an engine shall work.
 *
 * @param threads how many threads it may compute on, 1 or more
 */
public record EngineSettings(int threads) {

  /** Checks the range. */
  public EngineSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("Not a number of threads: " + threads);
    }
  }
}
