package stentor.supervisor;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import stentor.supervisor.OpenJobs.Seen;

/**
 * How long nobody has asked for anything: since a job was open or somebody spoke into a stream, or
 * one came or ended, or since it was last said how long that may be. Counts by the monotonic clock,
 * so that a change of the time of day ends nothing. Used by one thread.
 */
final class IdleClock {

  private Optional<Seen> last = Optional.empty();
  private OptionalLong limit = OptionalLong.empty();
  private long idleSinceNanos;

  IdleClock(long nowNanos) {
    this.idleSinceNanos = nowNanos;
  }

  /**
   * Tells how long it has been idle.
   *
   * @param seen what the job store holds; where that is not known, it may be anything
   * @param talking whether somebody speaks into a stream, which is no job before its end
   * @param idleSeconds how long it may be idle, which starts the count anew when it changes
   */
  Duration idle(Optional<Seen> seen, boolean talking, OptionalLong idleSeconds, long nowNanos) {
    boolean busy = talking || seen.isEmpty() || seen.get().open() > 0;
    if (busy || !seen.equals(last) || !idleSeconds.equals(limit)) {
      idleSinceNanos = nowNanos;
    }
    last = seen;
    limit = idleSeconds;
    return Duration.ofNanos(nowNanos - idleSinceNanos);
  }
}
