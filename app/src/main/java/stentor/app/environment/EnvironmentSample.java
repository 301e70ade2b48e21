package stentor.app.environment;

import java.time.Instant;
import java.util.OptionalDouble;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.ServedModelStatus;

/**
 * How an environment was at one moment, all its models together. Immutable.
 *
 * @param at when
 * @param waiting parts of jobs that wait
 * @param inFlight parts that a worker has
 * @param oldestSeconds how long the oldest unfinished job has been there; absent where there is
 *     none
 * @param wanted workers that shall run
 * @param ready workers that take work
 */
public record EnvironmentSample(
    Instant at, long waiting, long inFlight, OptionalDouble oldestSeconds, int wanted, int ready) {

  /** What a status of that moment says. */
  public static EnvironmentSample of(StatusDocument status, Instant at) {
    long waiting = 0;
    long inFlight = 0;
    int wanted = 0;
    int ready = 0;
    for (ServedModelStatus model : status.models()) {
      waiting += model.queue().depth();
      inFlight += model.queue().inFlight();
      wanted += model.workers().wanted();
      ready += model.workers().ready();
    }
    OptionalDouble oldest =
        status.models().stream()
            .map(model -> model.queue().oldestSeconds())
            .flatMapToDouble(OptionalDouble::stream)
            .max();
    return new EnvironmentSample(at, waiting, inFlight, oldest, wanted, ready);
  }

  /** Whether it says the same, but for the time and the age of what waits. */
  boolean isLike(EnvironmentSample other) {
    return waiting == other.waiting
        && inFlight == other.inFlight
        && wanted == other.wanted
        && ready == other.ready;
  }
}
