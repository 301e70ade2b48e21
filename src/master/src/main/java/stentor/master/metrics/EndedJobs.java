package stentor.master.metrics;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import stentor.jobs.store.JobStore;
import stentor.master.job.JobLog;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.protocol.json.DocumentException;

/**
 * Counts jobs whose end was told by a worker, and writes it into the log: reads their outcomes one
 * after another, and drops what comes faster than it can be read. Safe for all threads.
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

  private static void told(JobRequest request, Outcome outcome) {
    LoggingEventBuilder line =
        JobLog.of(LOG.atInfo(), request)
            .addKeyValue("status", MasterMetrics.statusOf(outcome))
            .addKeyValue("seconds", seconds(request, outcome));
    line = JobLog.with(line, "model", outcome.model());
    JobLog.with(line, "code", outcome.failure().map(Failure::code)).log("Job ended");
  }

  private static double seconds(JobRequest request, Outcome outcome) {
    return Math.max(
        0, Duration.between(request.createdAt(), outcome.finishedAt()).toMillis() / 1e3);
  }

  /** Counts until it is interrupted. */
  public void run() throws InterruptedException {
    while (true) {
      JobId job = waiting.take();
      try {
        Optional<JobRequest> request = store.request(job);
        Optional<Outcome> outcome = store.outcome(job);
        if (request.isPresent() && outcome.isPresent()) {
          if (metrics.ended(request.get(), outcome.get())) {
            told(request.get(), outcome.get());
          }
        }
      } catch (IOException | DocumentException unreadable) {
        LOG.debug("Job {} is not counted", job, unreadable);
      } catch (RuntimeException defect) {
        LOG.error("Job {} is not counted", job, defect);
      }
    }
  }
}
