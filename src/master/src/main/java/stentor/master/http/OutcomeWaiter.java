package stentor.master.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.JobId;
import stentor.protocol.job.Outcome;

/**
 * Waits for outcomes by looking at the store, often at first and seldom later. Safe for all
 * threads.
 */
final class OutcomeWaiter {

  private static final Duration FIRST_LOOK = Duration.ofMillis(5);
  private static final Duration LAST_LOOK = Duration.ofMillis(100);

  private final JobStore store;

  OutcomeWaiter(JobStore store) {
    this.store = store;
  }

  /**
   * Waits as long as it takes: every accepted job has an outcome in the end.
   *
   * @throws IOException if the store does not answer
   */
  Outcome await(JobId job) throws IOException, InterruptedException {
    Duration look = FIRST_LOOK;
    while (true) {
      Optional<Outcome> outcome = store.outcome(job);
      if (outcome.isPresent()) {
        return outcome.get();
      }
      Thread.sleep(look);
      Duration longer = look.plus(look.dividedBy(8));
      look = longer.compareTo(LAST_LOOK) < 0 ? longer : LAST_LOOK;
    }
  }
}
