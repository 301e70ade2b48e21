package stentor.jobs.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import stentor.protocol.job.PartMessage;

/**
 * Work queues with at-least-once delivery: a message that was leased and neither deleted nor
 * extended comes back when its visibility timeout ends. Safe for all threads; a blocked call ends
 * early when its thread is interrupted.
 *
 * <p>Every method throws {@link QueueException} where the queues do not answer.
 */
public interface WorkQueue {

  /** Makes the queue if it is not there. */
  void ensure(QueueName queue);

  /** Sends the messages, in batches; their order means nothing. */
  void send(QueueName queue, List<PartMessage> messages);

  /**
   * Leases one message.
   *
   * @param wait how long to wait for one, 0 to 20 s
   * @param visibilityTimeout how long nobody else gets it
   */
  Optional<Lease> receive(QueueName queue, Duration wait, Duration visibilityTimeout)
      throws InterruptedException;

  /** How much waits, about. */
  Depth depth(QueueName queue);

  /** A message that is ours for a while. */
  interface Lease {

    /** What it says. */
    PartMessage message();

    /** Keeps it ours for so long from now. */
    void extend(Duration visibilityTimeout);

    /** Ends it: nobody gets the message any more. */
    void delete();

    /** Hands it back: the next one may have it at once. */
    void release();
  }

  /**
   * How much is in a queue, about.
   *
   * @param visible messages that wait
   * @param inFlight messages that are leased
   * @param delayed messages that may not be seen yet
   */
  record Depth(long visible, long inFlight, long delayed) {

    /** All of them. */
    public long total() {
      return visible + inFlight + delayed;
    }
  }
}
