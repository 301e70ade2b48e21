package stentor.master.prepare;

import java.time.Duration;
import stentor.protocol.job.JobId;

/**
 * Wakes who waits for something about a job, so that it looks at the store at once. A notice is a
 * hint as a message on a queue is one: it may be lost or come for nothing. Safe for all threads.
 */
@FunctionalInterface
public interface JobNotices {

  /**
   * Returns when something about the job may have changed, and after {@code most} at the latest.
   *
   * @param most longer than nothing
   */
  void awaitNotice(JobId job, Duration most) throws InterruptedException;

  /** Nobody gives notice: who waits looks at the store when the time is over. */
  static JobNotices polling() {
    return (job, most) -> Thread.sleep(most);
  }
}
