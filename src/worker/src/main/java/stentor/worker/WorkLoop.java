package stentor.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.queue.QueueException;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.WorkQueue;
import stentor.protocol.environment.EnvironmentName;

/**
 * Takes parts of one model until told to stop: from the short queue before the long one, a few at a
 * time where they take no time, and from the long queue one at a time, so that a short file waits
 * for no more than the part of a long one that is being recognised.
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
  private final Runnable between;
  private final Stopping stopping;
  private final Pace pace = new Pace();
  private final Executor threads = task -> Thread.ofVirtual().name("part").start(task);

  /**
   * Works for one model.
   *
   * @param worker works on what was leased
   * @param between called after each look at the queues, also where parts came that needed no
   *     engine, and while the queues do not answer
   */
  WorkLoop(
      EnvironmentName environment,
      String model,
      WorkQueue queue,
      Consumer<WorkQueue.Lease> worker,
      Runnable between,
      Stopping stopping) {
    this.shortQueue = new QueueName(environment, model, QueueName.Kind.SHORT);
    this.longQueue = new QueueName(environment, model, QueueName.Kind.LONG);
    this.queue = queue;
    this.worker = worker;
    this.between = between;
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
        List<WorkQueue.Lease> leases = next();
        if (!leases.isEmpty()) {
          long begun = System.nanoTime();
          work(leases);
          pace.did(leases.size(), Duration.ofNanos(System.nanoTime() - begun));
        }
        if (!stopping.draining()) {
          between.run();
        }
      } catch (QueueException unavailable) {
        LOG.warn("The queues do not answer: {}", unavailable.getMessage());
        between.run();
        Thread.sleep(BACK_OFF);
      }
    }
  }

  private List<WorkQueue.Lease> next() throws InterruptedException {
    Duration timeout = LeaseKeeper.VISIBILITY_TIMEOUT;
    int most = pace.next();
    List<WorkQueue.Lease> urgent = queue.receive(shortQueue, most, Duration.ZERO, timeout);
    if (!urgent.isEmpty()) {
      return urgent;
    }
    List<WorkQueue.Lease> patient = queue.receive(longQueue, 1, Duration.ZERO, timeout);
    return patient.isEmpty() ? queue.receive(shortQueue, most, WAIT, timeout) : patient;
  }

  /** Works on all of them at once, of which one at a time is recognised, and waits for the last. */
  private void work(List<WorkQueue.Lease> leases) throws InterruptedException {
    if (leases.size() == 1) {
      worker.accept(leases.getFirst());
      return;
    }
    List<CompletableFuture<Void>> all =
        leases.stream()
            .map(lease -> CompletableFuture.runAsync(() -> worker.accept(lease), threads))
            .toList();
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }
}
