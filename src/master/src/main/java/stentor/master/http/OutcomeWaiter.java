package stentor.master.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import stentor.jobs.store.JobStore;
import stentor.master.MasterException;
import stentor.master.prepare.JobNotices;
import stentor.protocol.job.JobId;
import stentor.protocol.job.Outcome;

/**
 * Waits for outcomes: looks at the store when a notice says so, and now and then without one, since
 * notices may be lost. Safe for all threads.
 */
final class OutcomeWaiter {

  private static final Duration FIRST_LOOK = Duration.ofMillis(5);
  private static final Duration LAST_LOOK = Duration.ofMillis(100);

  /** Between looks where a worker would tell of the end: one may have died, or not be connected. */
  private static final Duration PATIENT_LOOK = Duration.ofMillis(250);

  private final JobStore store;
  private final JobNotices notices;
  private final Predicate<String> connected;

  /**
   * Waits for jobs of this store.
   *
   * @param connected whether workers with a model, named by its id, tell of what they end
   */
  OutcomeWaiter(JobStore store, JobNotices notices, Predicate<String> connected) {
    this.store = store;
    this.notices = notices;
    this.connected = connected;
  }

  /**
   * Waits as long as it takes: every accepted job has an outcome in the end.
   *
   * @param model id of the model that is to recognise it
   * @throws MasterException if the job is there no more: somebody erased it between two looks
   * @throws IOException if the store does not answer
   */
  Outcome await(JobId job, String model) throws IOException, InterruptedException {
    Duration look = FIRST_LOOK;
    while (true) {
      Optional<Outcome> outcome = store.outcome(job);
      if (outcome.isPresent()) {
        return outcome.get();
      }
      if (look.equals(LAST_LOOK) && store.request(job).isEmpty()) {
        throw Jobs.notFound(job.toString());
      }
      notices.awaitNotice(job, connected.test(model) ? PATIENT_LOOK : look);
      Duration longer = look.plus(look.dividedBy(8));
      look = longer.compareTo(LAST_LOOK) < 0 ? longer : LAST_LOOK;
    }
  }
}
