package stentor.jobs.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import stentor.protocol.job.DeadLetter;
import stentor.protocol.job.PartMessage;

/**
 * Work queues with at-least-once delivery: a message that was leased and neither deleted nor
 * extended comes back when its visibility timeout ends. Safe for all threads; a blocked call ends
 * early when its thread is interrupted.
 *
 * <p>Every method throws {@link QueueException} where the queues do not answer.
 */
public interface WorkQueue {

  /** How often a message is leased before the queue itself gives it up. */
  int MOST_RECEIVES = 10;

  /**
   * Makes the queue if it is not there. A queue of work gets its model's dead queue too, which
   * takes a message that was leased {@value #MOST_RECEIVES} times and never deleted: a net under
   * {@link #sendDead}, since whoever leases gives a part up long before.
   */
  void ensure(QueueName queue);

  /** Sends the messages, in batches; their order means nothing. */
  void send(QueueName queue, List<PartMessage> messages);

  /**
   * Sends word of a part that was given up.
   *
   * @param dead a queue of kind {@link QueueName.Kind#DEAD}
   */
  void sendDead(QueueName dead, DeadLetter letter);

  /**
   * Leases one message. One that is none of ours goes to the dead queue as it is, where somebody
   * may find out whose it was.
   *
   * @param queue a queue of work
   * @param wait how long to wait for one, 0 to 20 s
   * @param visibilityTimeout how long nobody else gets it
   */
  Optional<Lease> receive(QueueName queue, Duration wait, Duration visibilityTimeout)
      throws InterruptedException;

  /**
   * Leases as many messages as there are, waiting for the first of them only.
   *
   * @param most how many, 1 to 10
   */
  default List<Lease> receive(QueueName queue, int most, Duration wait, Duration visibilityTimeout)
      throws InterruptedException {
    return receive(queue, wait, visibilityTimeout).stream().toList();
  }

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
