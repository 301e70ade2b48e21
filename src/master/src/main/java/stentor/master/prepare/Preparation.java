package stentor.master.prepare;

import java.io.IOException;
import java.util.Optional;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;

/** The steps between acceptance and the work queues, each repeatable. Safe for all threads. */
interface Preparation {

  /**
   * Decodes and cuts the job's audio, unless that was done before.
   *
   * @return what went wrong, if something did
   * @throws InterruptedException if the master ends: the job goes on after the next start, as with
   *     {@link java.util.concurrent.CancellationException}
   */
  Optional<Trouble> prepare(JobId job) throws InterruptedException;

  /**
   * Puts the parts of a prepared job on the queues, or joins them where all have ended.
   *
   * @return what went wrong, if something did
   */
  Optional<Trouble> dispatch(JobId job, Urgency urgency) throws InterruptedException;

  /** Ends the job as failed. */
  void fail(JobId job, Failure failure) throws IOException;
}
