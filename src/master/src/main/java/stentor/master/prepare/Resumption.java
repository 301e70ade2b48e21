package stentor.master.prepare;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.JobId;
import stentor.protocol.json.DocumentException;

/** Goes on, after a start, with every job that has no outcome. */
public final class Resumption {

  private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

  /** An upload that has not ended by then was given up. */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private final JobStore store;
  private final Clock clock;
  private final PreparingQueue preparing;

  /** Hands jobs of this store in again. */
  public Resumption(JobStore store, Clock clock, PreparingQueue preparing) {
    this.store = store;
    this.clock = clock;
    this.preparing = preparing;
  }

  /**
   * Does it: the queues may have lost their hints. What was begun and never accepted is removed.
   */
  public void resume() throws IOException {
    for (JobId job : store.open()) {
      try {
        if (store.request(job).isPresent()) {
          preparing.add(job, Urgency.BACKGROUND);
        } else if (job.instant().isBefore(clock.instant().minus(ABANDONED_AFTER))) {
          store.abandon(job);
        }
      } catch (IOException | DocumentException unreadable) {
        LOG.error("Job {} cannot be read and waits for somebody to look at it", job, unreadable);
      }
    }
  }
}
