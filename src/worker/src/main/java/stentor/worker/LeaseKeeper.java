package stentor.worker;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.queue.QueueException;
import stentor.jobs.queue.WorkQueue;

/**
 * Keeps a lease ours while we work on it, by extending it every third of its visibility timeout
 * from a virtual thread. Closing it ends that; the lease itself is then still to be deleted or
 * released.
 */
final class LeaseKeeper implements AutoCloseable {

  /** A part takes seconds; a dead worker's part waits no longer than this. */
  static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  private final Thread thread;

  private LeaseKeeper(Thread thread) {
    this.thread = thread;
  }

  /** Begins to keep it. */
  static LeaseKeeper keep(WorkQueue.Lease lease) {
    return new LeaseKeeper(Thread.ofVirtual().name("lease").start(() -> extendUntilEnd(lease)));
  }

  private static void extendUntilEnd(WorkQueue.Lease lease) {
    try {
      while (true) {
        Thread.sleep(VISIBILITY_TIMEOUT.dividedBy(3));
        try {
          lease.extend(VISIBILITY_TIMEOUT);
        } catch (QueueException unavailable) {
          LOG.warn("A lease could not be extended: {}", unavailable.getMessage());
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
