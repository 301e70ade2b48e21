package stentor.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.queue.QueueException;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.WorkQueue;
import stentor.protocol.environment.EnvironmentName;

/**
 * Takes parts of one model, one at a time, until told to stop: from the short queue before the long
 * one, so that a short file never waits behind a long one.
 */
final class WorkLoop {

  private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);

  /**
   * Long enough that an idle worker asks seldom, short enough that the long queue is asked often.
   */
  private static final Duration WAIT = Duration.ofSeconds(1);

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(50);
  private static final Duration BACK_OFF = Duration.ofMillis(500);

  private final QueueName shortQueue;
  private final QueueName longQueue;
  private final WorkQueue queue;
  private final Consumer<WorkQueue.Lease> worker;
  private final Runnable idle;
  private final Stopping stopping;

  /**
   * Works for one model.
   *
   * @param worker works on what was leased
   * @param idle called whenever nothing waits, and while the queues do not answer
   */
  WorkLoop(
      EnvironmentName environment,
      String model,
      WorkQueue queue,
      Consumer<WorkQueue.Lease> worker,
      Runnable idle,
      Stopping stopping) {
    this.shortQueue = new QueueName(environment, model, QueueName.Kind.SHORT);
    this.longQueue = new QueueName(environment, model, QueueName.Kind.LONG);
    this.queue = queue;
    this.worker = worker;
    this.idle = idle;
    this.stopping = stopping;
  }

  /** Waits until the queues answer, or until told to stop. */
  void awaitQueues() throws InterruptedException {
    while (!stopping.draining()) {
      try {
        queue.depth(shortQueue);
        queue.depth(longQueue);
        return;
      } catch (QueueException notYet) {
        LOG.debug("The queues do not answer yet", notYet);
        Thread.sleep(FIRST_BACK_OFF);
      }
    }
  }

  /**
   * Works until told to stop.
   *
   * @throws stentor.engines.EngineException if the engine broke: this process must end
   */
  void run() throws InterruptedException {
    while (!stopping.draining()) {
      try {
        Optional<WorkQueue.Lease> lease = next();
        if (lease.isPresent()) {
          worker.accept(lease.get());
        } else {
          idle.run();
        }
      } catch (QueueException unavailable) {
        LOG.warn("The queues do not answer: {}", unavailable.getMessage());
        idle.run();
        Thread.sleep(BACK_OFF);
      }
    }
  }

  private Optional<WorkQueue.Lease> next() throws InterruptedException {
    Duration timeout = LeaseKeeper.VISIBILITY_TIMEOUT;
    Optional<WorkQueue.Lease> urgent = queue.receive(shortQueue, Duration.ZERO, timeout);
    if (urgent.isPresent()) {
      return urgent;
    }
    Optional<WorkQueue.Lease> patient = queue.receive(longQueue, Duration.ZERO, timeout);
    return patient.isPresent() ? patient : queue.receive(shortQueue, WAIT, timeout);
  }
}
