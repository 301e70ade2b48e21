package stentor.aws.preflight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stentor.aws.problem.PreflightProblem;

/** Whether the credentials last until the environment is made, and some time longer. */
public final class CredentialsCheck implements Check {

  /** The longest that a control plane was seen to take is 16 minutes; the rest is to tear down. */
  private static final Duration ENOUGH = Duration.ofMinutes(45);

  private final Optional<Instant> end;
  private final Clock clock;

  /**
   * A check.
   *
   * @param end when they end; absent: that is not known, or never
   * @param clock this computer's
   */
  public CredentialsCheck(Optional<Instant> end, Clock clock) {
    this.end = end;
    this.clock = clock;
  }

  @Override
  public String subject() {
    return "The credentials";
  }

  @Override
  public List<PreflightProblem> look() {
    Instant now = clock.instant();
    return end
        .filter(at -> Duration.between(now, at).compareTo(ENOUGH) < 0)
        .<PreflightProblem>map(
            at -> new PreflightProblem.CredentialsEndSoon(at, Duration.between(now, at)))
        .stream()
        .toList();
  }
}
