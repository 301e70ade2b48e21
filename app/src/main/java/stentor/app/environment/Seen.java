package stentor.app.environment;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import stentor.control.OngoingChange;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument;
import stentor.speech.problem.Problem;

/**
 * What is known of one environment. Immutable.
 *
 * @param name its name
 * @param status the last status there was
 * @param wanted what is wanted of it, as of the same moment
 * @param change what some process is about with it, as of the same moment
 * @param at when that was
 * @param lost why it cannot be seen since then; absent where it can
 */
public record Seen(
    EnvironmentName name,
    StatusDocument status,
    Optional<EnvironmentDocument> wanted,
    Optional<OngoingChange> change,
    Instant at,
    Optional<Problem> lost) {

  /** Whether it can be relied on: nothing may be done to what is not seen. */
  public boolean isFresh() {
    return lost.isEmpty();
  }

  /** How old it is. */
  public Duration age(Instant now) {
    return Duration.between(at, now).isNegative() ? Duration.ZERO : Duration.between(at, now);
  }

  /** The same, which cannot be seen any more. */
  public Seen lostBy(Problem why) {
    return new Seen(name, status, wanted, change, at, Optional.of(why));
  }

  /** Whether its master answers. */
  public boolean serves() {
    return switch (status.state()) {
      case UP, DEGRADED -> true;
      case ABSENT, STARTING, STOPPING, FAILED -> false;
    };
  }
}
