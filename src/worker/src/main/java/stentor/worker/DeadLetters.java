package stentor.worker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.queue.QueueException;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.WorkQueue;
import stentor.protocol.job.DeadLetter;

/**
 * Sends word of parts that were given up to their model's dead queue. The store has their reason
 * already, so a letter that cannot be sent is no more than a line in the log.
 */
final class DeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final WorkQueue queue;
  private final QueueName dead;

  DeadLetters(WorkQueue queue, QueueName dead) {
    this.queue = queue;
    this.dead = dead;
  }

  void send(DeadLetter letter) {
    try {
      queue.sendDead(dead, letter);
    } catch (QueueException unavailable) {
      LOG.atWarn()
          .addKeyValue("job", letter.job())
          .addKeyValue("part", letter.part())
          .log("The dead letter could not be sent: {}", unavailable.getMessage());
    }
  }
}
