package stentor.jobs.queue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import stentor.jobs.batch.GroupCommit;
import stentor.protocol.job.PartMessage;

/**
 * Sends messages of many jobs together: what comes for a queue while a batch is on its way there
 * goes in the next, without waiting for more. Safe for all threads.
 */
public final class BatchSender {

  /** The most messages SQS takes at once (SQS API reference, SendMessageBatch). */
  private static final int BATCH = 10;

  private final WorkQueue queue;
  private final Map<QueueName, GroupCommit<PartMessage, Optional<QueueException>>> senders =
      new ConcurrentHashMap<>();

  /** Sends to these queues. */
  public BatchSender(WorkQueue queue) {
    this.queue = queue;
  }

  /**
   * Returns when all the messages are on the queue; their order means nothing.
   *
   * @throws QueueException if a batch that held one of them failed; others may be on the queue
   * @throws InterruptedException if the thread is interrupted; they may be on the queue
   */
  public void send(QueueName name, List<PartMessage> messages) throws InterruptedException {
    GroupCommit<PartMessage, Optional<QueueException>> sender =
        senders.computeIfAbsent(
            name, key -> new GroupCommit<>(BATCH, batch -> sendBatch(key, batch)));
    Optional<QueueException> failed =
        sender.commit(messages).stream().flatMap(Optional::stream).findFirst();
    if (failed.isPresent()) {
      throw new QueueException(failed.get().problem(), failed.get());
    }
  }

  private Optional<QueueException> sendBatch(QueueName name, List<PartMessage> batch) {
    try {
      queue.send(name, batch);
      return Optional.empty();
    } catch (QueueException unavailable) {
      return Optional.of(unavailable);
    }
  }
}
