package stentor.worker;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.queue.QueueException;
import stentor.jobs.queue.WorkQueue;
import stentor.worker.health.EngineWatch;

/**
 * Keeps a lease ours while we work on it, by extending it every third of its visibility timeout
 * from a virtual thread. Closing it ends that; the lease itself is then still to be deleted or
 * released.
 */
final class LeaseKeeper implements AutoCloseable {

  /** A part takes seconds; a dead worker's part waits no longer than this. */
  static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  /**
   * No part takes so long: its audio has at most 30 s, and an {@linkplain EngineWatch engine that
   * does not come back} is noticed earlier. This is the net for all else, a job store that hangs
   * for example.
   */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Thread thread;

  private LeaseKeeper(Thread thread) {
    this.thread = thread;
  }

  /**
   * Begins to keep it.
   *
   * @param wedged called once if it was to be kept longer than any part takes; it is kept no more
   *     then
   */
  static LeaseKeeper keep(WorkQueue.Lease lease, Runnable wedged) {
    return new LeaseKeeper(
        Thread.ofVirtual().name("lease").start(() -> extendUntilEnd(lease, wedged)));
  }

  private static void extendUntilEnd(WorkQueue.Lease lease, Runnable wedged) {
    Duration pause = VISIBILITY_TIMEOUT.dividedBy(3);
    try {
      for (Duration kept = Duration.ZERO; kept.compareTo(LONGEST) < 0; kept = kept.plus(pause)) {
        Thread.sleep(pause);
        try {
          lease.extend(VISIBILITY_TIMEOUT);
        } catch (QueueException unavailable) {
          LOG.warn("A lease could not be extended: {}", unavailable.getMessage());
        }
      }
      wedged.run();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
