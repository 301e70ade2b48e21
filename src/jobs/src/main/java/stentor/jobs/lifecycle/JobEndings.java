package stentor.jobs.lifecycle;

import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.Outcome;
import stentor.protocol.json.DocumentException;

/** Ends jobs that nobody else will end. */
final class JobEndings {

  private static final Logger LOG = LoggerFactory.getLogger(JobEndings.class);

  private final JobStore store;
  private final JobJoiner joiner;
  private final Clock clock;

  JobEndings(JobStore store, Clock clock) {
    this.store = store;
    this.joiner = new JobJoiner(store, clock);
    this.clock = clock;
  }

  /** What is done with a job whose documents may be damaged. */
  interface Step {
    Sweep take() throws IOException;
  }

  /** Takes the step; a job that has ended already is closed, a damaged one fails. */
  Sweep orEnd(JobId job, Step step) throws IOException {
    try {
      return store.closeEnded(job) ? Sweep.CLOSED : step.take();
    } catch (DocumentException damaged) {
      return fail(job, damaged);
    }
  }

  /** Joins it if all parts have ended. */
  Sweep join(JobId job) throws IOException {
    return joiner.joinIfDone(job) ? Sweep.JOINED : Sweep.NOTHING;
  }

  Sweep fail(JobId job, DocumentException damaged) throws IOException {
    LOG.error("A document of job {} is damaged: {}", job, damaged.problem().sentence());
    store.createOutcome(Outcome.failed(job, clock.instant(), Failure.of(damaged.problem())));
    return Sweep.FAILED;
  }
}
