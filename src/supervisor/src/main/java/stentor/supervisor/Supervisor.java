package stentor.supervisor;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.queue.QueueException;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.WorkQueue;
import stentor.jobs.queue.WorkQueue.Depth;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
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
  private final StatusReport report;
  private final IdleClock idle;
  private final Clock clock;
  private final Role master;
  private final List<WorkerPool> pools = new ArrayList<>();
  private EnvironmentDocument wanted;
  private boolean queuesMade;
  private long measuredNanos;

  Supervisor(
      EnvironmentFolder folder,
      EnvironmentDocument wanted,
      LocalPrograms programs,
      WorkQueue queue,
      Clock clock) {
    this.folder = folder;
    this.wanted = wanted;
    this.programs = programs;
    this.queue = queue;
    this.clock = clock;
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
    publish(EnvironmentState.STARTING);
  }

  /**
   * Keeps it running until it is not wanted any more, which it writes down itself where the
   * environment has expired or was idle too long, or until {@code told} says so.
   */
  void run(Told told) throws IOException, InterruptedException {
    boolean wasUp = false;
    while (true) {
      readWanted();
      if (wanted.wanted() != Wanted.UP || told.toEnd()) {
        return;
      }
      adoptModels();
      makeQueues();
      tickProcesses();
      measure();
      EnvironmentState state = state(wasUp);
      wasUp = wasUp || state == EnvironmentState.UP;
      publish(state);
      if ((expired() || idleTooLong()) && folder.writeDownStop()) {
        return;
      }
      Thread.sleep(TICK);
    }
  }

  /** Ends all processes at once; each finishes what it has within the patience we have. */
  void stop() throws IOException, InterruptedException {
    publish(EnvironmentState.STOPPING);
    List<ChildProcess> children = new ArrayList<>();
    master.child().ifPresent(children::add);
    pools.forEach(pool -> children.addAll(pool.children()));
    children.forEach(ChildProcess::drain);
    Duration patience = Dist.inTraining() ? TRAINING_PATIENCE : PATIENCE;
    for (ChildProcess child : children) {
      child.stop(patience);
    }
    folder.clearTemporary();
    folder.publish(StatusDocument.absent(folder.name()));
  }

  /** Tells whether this process was told to end. */
  @FunctionalInterface
  interface Told {
    boolean toEnd();
  }

  private void readWanted() throws IOException {
    try {
      wanted = folder.wanted().orElseGet(() -> wanted.withWanted(Wanted.DOWN));
    } catch (DocumentException damaged) {
      LOG.error("What is wanted cannot be read; what was wanted before goes on", damaged);
    }
  }

  private void adoptModels() throws IOException {
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
    report.publishServed(pools.stream().filter(pool -> !pool.retired()).toList());
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
    for (WorkerPool pool : pools) {
      for (QueueName.Kind kind : QueueName.Kind.values()) {
        queue.ensure(new QueueName(folder.name(), pool.model().id(), kind));
      }
    }
    queuesMade = true;
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
    } catch (QueueException unavailable) {
      LOG.warn("The queues could not be measured", unavailable);
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

  private void publish(EnvironmentState state) throws IOException {
    report.publish(wanted, state, master, pools);
  }
}
