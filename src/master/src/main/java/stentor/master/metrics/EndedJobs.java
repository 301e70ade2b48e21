package stentor.master.metrics;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.protocol.json.DocumentException;

/**
 * Counts jobs whose end was told by a worker: reads their outcomes one after another, and drops
 * what comes faster than it can be read. Safe for all threads.
 */
public final class EndedJobs {

  private static final Logger LOG = LoggerFactory.getLogger(EndedJobs.class);
  private static final int MOST_WAITING = 4096;

  private final JobStore store;
  private final MasterMetrics metrics;
  private final AtomicLong count = new AtomicLong();
  private final BlockingQueue<JobId> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

  /** Counts jobs of this store. */
  public EndedJobs(JobStore store, MasterMetrics metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  /** How many have ended since this was made. */
  public long count() {
    return count.get();
  }

  /** A job has an outcome now. Never blocks. */
  public void ended(JobId job) {
    count.incrementAndGet();
    if (!waiting.offer(job)) {
      LOG.debug("Job {} is not counted: too many end at once", job);
    }
  }

  /** Counts until it is interrupted. */
  public void run() throws InterruptedException {
    while (true) {
      JobId job = waiting.take();
      try {
        Optional<JobRequest> request = store.request(job);
        Optional<Outcome> outcome = store.outcome(job);
        if (request.isPresent() && outcome.isPresent()) {
          metrics.ended(request.get(), outcome.get());
        }
      } catch (IOException | DocumentException unreadable) {
        LOG.debug("Job {} is not counted", job, unreadable);
      } catch (RuntimeException defect) {
        LOG.error("Job {} is not counted", job, defect);
      }
    }
  }
}
