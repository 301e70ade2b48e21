package stentor.jobs.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.jobs.queue.QueueException;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.QueueProblem;
import stentor.jobs.queue.WorkQueue;
import stentor.protocol.job.DeadLetter;
import stentor.protocol.job.PartMessage;

/** Queues that hold what was sent, for a test to look at and to lose. Safe for all threads. */
final class HeldQueues implements WorkQueue {

  private final Map<QueueName, List<PartMessage>> messages = new HashMap<>();
  private boolean silent;

  /** What is on the queue. */
  synchronized List<PartMessage> on(QueueName queue) {
    return Collections.unmodifiableList(messages.computeIfAbsent(queue, name -> new ArrayList<>()));
  }

  /** Loses the queue's first messages. */
  synchronized void lose(QueueName queue, int most) {
    messages.computeIfAbsent(queue, name -> new ArrayList<>()).subList(0, most).clear();
  }

  synchronized void loseAll() {
    messages.clear();
  }

  synchronized void answer(boolean answers) {
    silent = !answers;
  }

  @Override
  public void ensure(QueueName queue) {}

  @Override
  public synchronized void send(QueueName queue, List<PartMessage> more) {
    messages.computeIfAbsent(queue, name -> new ArrayList<>()).addAll(more);
  }

  @Override
  public void sendDead(QueueName dead, DeadLetter letter) {}

  @Override
  public Optional<Lease> receive(QueueName queue, Duration wait, Duration visibilityTimeout) {
    return Optional.empty();
  }

  @Override
  public synchronized Depth depth(QueueName queue) {
    if (silent) {
      throw new QueueException(
          new QueueProblem.Unavailable(queue.toString(), "as it was told"),
          new IllegalStateException());
    }
    return new Depth(on(queue).size(), 0, 0);
  }
}
