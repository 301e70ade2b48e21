package stentor.supervisor;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.queue.QueueException;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.WorkQueue;
import stentor.jobs.queue.WorkQueue.Depth;
import stentor.jobs.store.JobStore;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.job.JobId;
import stentor.protocol.job.Outcome;
import stentor.protocol.json.DocumentException;
import stentor.protocol.program.Dist;

/**
 * Makes an environment on this computer be what its document wants, over and over, until it is not
 * wanted any more. Used by one thread.
 */
final class Supervisor {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration MEASURE_EVERY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** A program that makes its cache of classes as it ends takes its time. */
  private static final Duration TRAINING_PATIENCE = Duration.ofSeconds(60);

  private final EnvironmentFolder folder;
  private final LocalPrograms programs;
  private final WorkQueue queue;
  private final JobStore store;
  private final OldestJobs oldestJobs;
  private final StatusReport report;
  private final IdleClock idle;
  private final Clock clock;
  private final Role master;
  private final List<WorkerPool> pools = new ArrayList<>();
  private EnvironmentDocument wanted;
  private Map<String, Double> oldest = Map.of();
  private boolean queuesMade;
  private boolean told = true;
  private long measuredNanos;

  Supervisor(
      EnvironmentFolder folder,
      EnvironmentDocument wanted,
      LocalPrograms programs,
      WorkQueue queue,
      JobStore store,
      Clock clock) {
    this.folder = folder;
    this.wanted = wanted;
    this.programs = programs;
    this.queue = queue;
    this.clock = clock;
    this.store = store;
    this.oldestJobs = new OldestJobs(store, clock);
    this.report = new StatusReport(folder);
    this.idle = new IdleClock(folder.path().resolve("open"), System.nanoTime());
    this.master = new Role("master", () -> programs.master(this.wanted));
    this.measuredNanos = System.nanoTime() - MEASURE_EVERY.toNanos();
  }

  /** Starts what is wanted, before the queues listen: the programs wait for them. */
  void begin() throws IOException, InterruptedException {
    folder.clearTemporary();
    adoptModels();
    tickProcesses();
    tell(EnvironmentState.STARTING);
  }

  /**
   * Keeps it running until it is not wanted any more, which it writes down itself where the
   * environment has expired or was idle too long, or until {@code toEnd} says so.
   */
  void run(BooleanSupplier toEnd) throws IOException, InterruptedException {
    boolean wasUp = false;
    while (true) {
      readWanted();
      if (wanted.wanted() != Wanted.UP || toEnd.getAsBoolean()) {
        return;
      }
      adoptModels();
      makeQueues();
      tickProcesses();
      measure();
      EnvironmentState state = state(wasUp);
      wasUp = wasUp || state == EnvironmentState.UP;
      tell(state);
      if ((expired() || idleTooLong()) && folder.writeDownStop()) {
        return;
      }
      Thread.sleep(TICK);
    }
  }

  /**
   * Ends all processes at once. Jobs of an environment that is taken down are cancelled first, so
   * that whoever waits for one hears of it; each process finishes what it has, then is told to hand
   * it back, and is ended if it does neither.
   */
  void stop() throws InterruptedException {
    tell(EnvironmentState.STOPPING);
    if (wanted.wanted() == Wanted.DOWN) {
      cancelJobs();
    }
    List<ChildProcess> children = new ArrayList<>();
    master.child().ifPresent(children::add);
    pools.forEach(pool -> children.addAll(pool.children()));
    children.forEach(ChildProcess::drain);
    Duration patience = Dist.inTraining() ? TRAINING_PATIENCE : PATIENCE;
    awaitEnd(children, patience.dividedBy(2));
    children.stream().filter(ChildProcess::alive).forEach(ChildProcess::leave);
    awaitEnd(children, patience);
    for (ChildProcess child : children) {
      child.awaitEnd(Duration.ZERO);
    }
    try {
      folder.clearTemporary();
      folder.publish(StatusDocument.absent(folder.name()));
    } catch (IOException failed) {
      LOG.error("What was last could not be written down", failed);
    }
  }

  private static void awaitEnd(List<ChildProcess> children, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (ChildProcess child : children) {
      child.awaitEndUntil(deadline);
    }
  }

  private void cancelJobs() {
    try {
      for (JobId job : store.open()) {
        store.createOutcome(Outcome.cancelled(job, clock.instant()));
      }
    } catch (IOException failed) {
      LOG.error("Jobs could not be cancelled", failed);
    }
  }

  private void readWanted() throws IOException {
    try {
      wanted = folder.wanted().orElseGet(() -> wanted.withWanted(Wanted.DOWN));
    } catch (DocumentException damaged) {
      LOG.error("What is wanted cannot be read; what was wanted before goes on", damaged);
    }
  }

  private void adoptModels() {
    for (WantedModel model : wanted.models()) {
      Optional<WorkerPool> pool = pools.stream().filter(known -> known.serves(model)).findFirst();
      if (pool.isPresent()) {
        pool.get().adopt(model);
      } else {
        pools.add(newPool(model));
        queuesMade = false;
      }
    }
    pools.stream()
        .filter(pool -> wanted.models().stream().noneMatch(pool::serves))
        .forEach(WorkerPool::retire);
    pools.removeIf(WorkerPool::gone);
  }

  private WorkerPool newPool(WantedModel model) {
    return new WorkerPool(
        model,
        number ->
            new Role("worker-" + model.id() + "-" + number, () -> programs.worker(model, number)),
        System.nanoTime());
  }

  private void makeQueues() {
    if (queuesMade) {
      return;
    }
    try {
      for (WorkerPool pool : pools) {
        for (QueueName.Kind kind : QueueName.Kind.values()) {
          queue.ensure(new QueueName(folder.name(), pool.model().id(), kind));
        }
      }
      queuesMade = true;
    } catch (QueueException unavailable) {
      LOG.warn("The queues could not be made; they are tried again", unavailable);
    }
  }

  private void tickProcesses() throws InterruptedException {
    long now = System.nanoTime();
    master.tick(now);
    for (WorkerPool pool : pools) {
      pool.tick(now);
    }
  }

  private void measure() {
    long now = System.nanoTime();
    if (now - measuredNanos < MEASURE_EVERY.toNanos()) {
      return;
    }
    measuredNanos = now;
    try {
      oldest = oldestJobs.seconds();
      for (WorkerPool pool : pools) {
        Depth few = depth(pool, QueueName.Kind.SHORT);
        Depth many = depth(pool, QueueName.Kind.LONG);
        pool.measured(
            new Depth(
                few.visible() + many.visible(),
                few.inFlight() + many.inFlight(),
                few.delayed() + many.delayed()),
            now);
      }
    } catch (QueueException | IOException unavailable) {
      LOG.warn("What waits could not be measured", unavailable);
    }
  }

  private Depth depth(WorkerPool pool, QueueName.Kind kind) {
    return queue.depth(new QueueName(folder.name(), pool.model().id(), kind));
  }

  private EnvironmentState state(boolean wasUp) {
    boolean complete =
        master.ready() && pools.stream().allMatch(pool -> pool.ready() >= pool.model().min());
    if (complete) {
      return EnvironmentState.UP;
    }
    boolean broken =
        master.problem().isPresent()
            || pools.stream().anyMatch(pool -> pool.unavailable().isPresent());
    if (!wasUp) {
      return broken ? EnvironmentState.FAILED : EnvironmentState.STARTING;
    }
    return EnvironmentState.DEGRADED;
  }

  private boolean expired() {
    boolean over = wanted.expiresAt().filter(clock.instant()::isAfter).isPresent();
    if (over) {
      LOG.info("The environment has reached its expiry");
    }
    return over;
  }

  private boolean idleTooLong() throws IOException {
    if (wanted.idleSeconds().isEmpty()) {
      return false;
    }
    Duration limit = Duration.ofSeconds(wanted.idleSeconds().getAsLong());
    boolean over = idle.idle(System.nanoTime()).compareTo(limit) >= 0;
    if (over) {
      LOG.info("Nobody has asked for anything for {} s", limit.toSeconds());
    }
    return over;
  }

  /**
   * Tells what is; what cannot be told now is told at the next look, and nothing ends because of
   * it.
   */
  private void tell(EnvironmentState state) {
    try {
      report.publishServed(pools.stream().filter(pool -> !pool.retired()).toList());
      report.publish(wanted, state, master, pools, oldest);
      told = true;
    } catch (IOException failed) {
      if (told) {
        LOG.error("What is could not be written down", failed);
      }
      told = false;
    }
  }
}
