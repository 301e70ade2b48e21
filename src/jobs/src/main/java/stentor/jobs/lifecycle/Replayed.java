package stentor.jobs.lifecycle;

import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;

/** What came of the wish to have a job done again. */
public sealed interface Replayed {

  /**
   * A new job was accepted and is to be prepared.
   *
   * @param request the new job
   */
  record Accepted(JobRequest request) implements Replayed {}

  /**
   * There is no such job, or not any more.
   *
   * @param job the one that was named
   */
  record Unknown(JobId job) implements Replayed {}

  /**
   * The job has not ended, so there is nothing to repeat.
   *
   * @param job the one that was named
   */
  record Unfinished(JobId job) implements Replayed {}
}
