package stentor.master.language;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.queue.QueueException;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.WorkQueue;
import stentor.master.connect.ConnectedWorker;
import stentor.master.connect.Question;
import stentor.master.connect.WorkerDirectory;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.JobId;
import stentor.protocol.job.PartMessage;
import stentor.protocol.job.WorkerMessage.Probed;

/** Asks the workers that are connected to this master. Safe for all threads. */
public final class ConnectedListeners implements Listeners {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectedListeners.class);

  /** A message about no part of its job: it is there to be counted by what scales workers. */
  private static final int NO_PART = -1;

  /** However many want a worker of a model: one message brings one. */
  private static final Duration WAKE_EVERY = Duration.ofSeconds(5);

  private final WorkerDirectory workers;
  private final BiConsumer<String, JobId> wake;
  private final QuestionLoad load;
  private final Map<String, Long> lastWoken = new ConcurrentHashMap<>();

  /**
   * Asks those of a directory.
   *
   * @param load counts what is asked
   * @param wake has a worker of a model come; takes as long as the queues need to answer
   */
  public ConnectedListeners(
      WorkerDirectory workers, QuestionLoad load, BiConsumer<String, JobId> wake) {
    this.workers = workers;
    this.load = load;
    this.wake = wake;
  }

  /** Wakes by a message on the model's queue, which scaling counts and the worker throws away. */
  public static BiConsumer<String, JobId> byQueue(EnvironmentName environment, WorkQueue queue) {
    return (model, job) -> {
      try {
        queue.send(
            new QueueName(environment, model, QueueName.Kind.SHORT),
            List.of(new PartMessage(job, NO_PART)));
      } catch (QueueException unavailable) {
        LOG.warn("No worker of {} could be woken", model, unavailable);
      }
    };
  }

  @Override
  public CompletableFuture<Optional<Answer>> ask(String model, Question question) {
    Optional<ConnectedWorker> idlest = workers.idlest(model);
    if (idlest.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    ConnectedWorker worker = idlest.get();
    load.asked(model);
    return worker
        .probe(question)
        .whenComplete((_, _) -> load.answered(model))
        .thenApply(probed -> answer(worker, probed));
  }

  private static Optional<Answer> answer(ConnectedWorker worker, Probed probed) {
    return probed
        .evidence()
        .map(
            evidence ->
                new Answer(
                    evidence,
                    probed.segment(),
                    probed.settled(),
                    new Work(worker.modelVersion(), probed.seconds())));
  }

  @Override
  public void wake(String model, JobId job) {
    if (workers.connected(model) > 0) {
      return;
    }
    long now = System.nanoTime();
    boolean due =
        lastWoken.merge(
                model, now, (before, _) -> now - before > WAKE_EVERY.toNanos() ? now : before)
            == now;
    if (due) {
      wake.accept(model, job);
    }
  }

  @Override
  public boolean await(String model, Duration most) throws InterruptedException {
    return workers.await(model, most);
  }
}
