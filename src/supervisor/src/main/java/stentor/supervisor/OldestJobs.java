package stentor.supervisor;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.JobId;
import stentor.protocol.json.DocumentException;

/**
 * Finds out how long the oldest unfinished job of each model has been there. Used by one thread.
 */
final class OldestJobs {

  /** Ids are in order of time, so the oldest are among the first; the rest is not worth reading. */
  private static final int MOST_READ = 100;

  private final JobStore store;
  private final Clock clock;

  OldestJobs(JobStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Seconds by id of the model; models without an unfinished job are left out. */
  Map<String, Double> seconds() throws IOException {
    Map<String, Double> seconds = new HashMap<>();
    for (JobId job : store.open().stream().limit(MOST_READ).toList()) {
      try {
        store.prepared(job).ifPresent(prepared -> seconds.putIfAbsent(prepared.model(), age(job)));
      } catch (DocumentException damaged) {
        // Whoever works on it tells of it; here it only has no model.
      }
    }
    return seconds;
  }

  private double age(JobId job) {
    return Math.max(0, Duration.between(job.instant(), clock.instant()).toSeconds());
  }
}
