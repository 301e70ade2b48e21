package stentor.jobs.lifecycle;

import stentor.protocol.job.JobRequest;

/** Takes jobs that were accepted and that nobody has prepared. */
@FunctionalInterface
public interface Unprepared {

  /**
   * Has the job prepared, at some time; returns at once. Comes again with every look for as long as
   * the job is not prepared, so whoever has it already does nothing.
   */
  void prepare(JobRequest request);
}
