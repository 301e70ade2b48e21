package stentor.app.environment;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fast an environment works, as its master counts it. Immutable.
 *
 * @param at when it was asked
 * @param recent of what ended lately; absent where it was not asked long enough before
 * @param realTime seconds of audio that a worker recognises in a second, over all jobs since the
 *     master started; absent where there were none
 * @param ended jobs that ended since the master started, by model
 */
public record Performance(
    Instant at, Optional<Recent> recent, OptionalDouble realTime, Map<String, Long> ended) {

  /** Copies the map. */
  public Performance {
    ended = Map.copyOf(ended);
  }

  /**
   * What ended within a minute, or since it is asked where that is less.
   *
   * @param jobsPerMinute jobs that ended, however they did
   * @param median seconds within which half of them were done, from their acceptance; absent where
   *     none ended
   * @param most seconds within which 95 of 100 were done; absent where none ended
   */
  public record Recent(double jobsPerMinute, OptionalDouble median, OptionalDouble most) {}
}
