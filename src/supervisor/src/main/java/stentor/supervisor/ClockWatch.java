package stentor.supervisor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the time of day jumped, by comparing it with the monotonic clock. Used by one
 * thread.
 */
final class ClockWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

  /** Less is the small change by which time servers keep a clock right, or a busy computer. */
  private static final Duration JUMP = Duration.ofSeconds(60);

  /** Long enough to be seen by who wonders about odd times. */
  private static final Duration TOLD_FOR = Duration.ofMinutes(10);

  private final Clock wall;
  private final LongSupplier nanos;
  private Instant lastWall;
  private long lastNanos;
  private Duration jump = Duration.ZERO;
  private long jumpedNanos;

  ClockWatch(Clock wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.lastWall = wall.instant();
    this.lastNanos = nanos.getAsLong();
  }

  /**
   * Looks at both clocks.
   *
   * @param expiresAt when the environment ends by the time of day
   */
  void look(Optional<Instant> expiresAt) {
    Instant now = wall.instant();
    long nowNanos = nanos.getAsLong();
    Duration difference =
        Duration.between(lastWall, now).minus(Duration.ofNanos(nowNanos - lastNanos));
    lastWall = now;
    lastNanos = nowNanos;
    if (difference.abs().compareTo(JUMP) > 0) {
      jump = difference;
      jumpedNanos = nowNanos;
      LOG.atWarn()
          .addKeyValue("jumpSeconds", jump.toSeconds())
          .log("{}", problem(expiresAt).map(SupervisorProblem::sentence).orElse(""));
    }
  }

  /** The jump, while it is to be told. */
  Optional<SupervisorProblem> problem(Optional<Instant> expiresAt) {
    boolean told = !jump.isZero() && nanos.getAsLong() - jumpedNanos <= TOLD_FOR.toNanos();
    return told
        ? Optional.of(
            new SupervisorProblem.ClockChanged(
                jump, !jump.isNegative() && expiresAt.filter(lastWall::isAfter).isPresent()))
        : Optional.empty();
  }
}
