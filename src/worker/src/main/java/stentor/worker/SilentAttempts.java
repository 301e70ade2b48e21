package stentor.worker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import stentor.protocol.job.Attempt;
import stentor.protocol.job.JobId;

/**
 * Tells whether the worker of an attempt that did not end may still be at it. When an attempt began
 * is written down by the time of day of another process, and a clock that was set says nothing
 * about a worker's life: so an attempt counts as silent once this worker has known of it for longer
 * than a lease lasts, by its own monotonic clock. Safe for all threads.
 */
final class SilentAttempts {

  private static final Duration SILENT_AFTER = LeaseKeeper.VISIBILITY_TIMEOUT.multipliedBy(2);
  private static final int MOST_REMEMBERED = 1_000;

  private final LongSupplier nanos;
  private final Map<Key, Long> firstSeen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private record Key(JobId job, int part, int attempt) {}

  SilentAttempts(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Whether the attempt's worker may still be at it. */
  synchronized boolean mayStillRun(JobId job, int part, Attempt attempt) {
    if (attempt.failure().isPresent()) {
      return false;
    }
    long now = nanos.getAsLong();
    long seen = firstSeen.computeIfAbsent(new Key(job, part, attempt.number()), key -> now);
    return now - seen < SILENT_AFTER.toNanos();
  }
}
