package stentor.app.environment;

import java.time.Clock;
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
 * @param at when that was, by the clock of this computer
 * @param clock by which time passes where it is, which a rehearsal's does faster; absent: by that
 *     of this computer
 * @param lost why it cannot be seen since then; absent where it can
 */
public record Seen(
    EnvironmentName name,
    StatusDocument status,
    Optional<EnvironmentDocument> wanted,
    Optional<OngoingChange> change,
    Instant at,
    Optional<Clock> clock,
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
    return new Seen(name, status, wanted, change, at, clock, Optional.of(why));
  }

  /** The same, of which that is wanted and done now. */
  Seen with(Optional<EnvironmentDocument> wantedNow, Optional<OngoingChange> changeNow) {
    return new Seen(name, status, wantedNow, changeNow, at, clock, lost);
  }

  /** Where it is. */
  public Place place() {
    return Place.of(status.platform().or(() -> wanted.map(EnvironmentDocument::platform)));
  }

  /**
   * What the time is where it is: all times of its status and of what is wanted are of there.
   *
   * @param here what the time is on this computer
   */
  public Instant now(Instant here) {
    return clock.map(Clock::instant).orElse(here);
  }

  /** Whether its master answers. */
  public boolean serves() {
    return stands() && (status.endpoint().isPresent() || place() == Place.HERE);
  }

  /** Whether it is there as it shall be, or nearly; it may be that no service is on it. */
  public boolean stands() {
    return switch (status.state()) {
      case UP, DEGRADED -> true;
      case ABSENT, STARTING, STOPPING, FAILED -> false;
    };
  }
}
