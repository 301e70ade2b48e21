package stentor.supervisor;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
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
import stentor.supervisor.OpenJobs.Seen;

/**
 * Makes an environment on this computer be what its document wants, over and over, until it is not
 * wanted any more. Used by one thread.
 */
final class Supervisor {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration MEASURE_EVERY = Duration.ofSeconds(1);

  /** Where no worker runs, whoever asks first waits for the look and for a start. */
  private static final Duration MEASURE_EMPTY_EVERY = Duration.ofMillis(200);

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** A program that makes its cache of classes as it ends takes its time. */
  private static final Duration TRAINING_PATIENCE = Duration.ofSeconds(60);

  private final EnvironmentFolder folder;
  private final LocalPrograms programs;
  private final WorkQueue queue;
  private final JobStore store;
  private final OpenJobs openJobs;
  private final Surroundings surroundings;
  private final StatusReport report;
  private final IdleClock idle;
  private final LeftFiles leftFiles;
  private final Clock clock;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Role master;
  private final List<WorkerPool> pools = new ArrayList<>();
  private EnvironmentDocument wanted;
  private boolean queuesMade;
  private long measuredNanos;
  private long measuredEmptyNanos;

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
    this.openJobs = new OpenJobs(store, lookAtStoreEvery(wanted));
    this.surroundings =
        new Surroundings(
            new ClockWatch(clock, System::nanoTime),
            new DiskWatch(folder.path(), DiskWatch.Space::onDisk, System.nanoTime()),
            openJobs,
            System::nanoTime);
    this.report = new StatusReport(folder, clock);
    this.idle = new IdleClock(System.nanoTime());
    this.leftFiles = new LeftFiles(folder.temporaryFolders(), System.nanoTime());
    this.master =
        new Role(
            "master",
            () -> programs.master(this.wanted),
            (child, port) -> examine(child, ProcessHealth.Program.MASTER, port));
    this.measuredNanos = System.nanoTime() - MEASURE_EVERY.toNanos();
    this.measuredEmptyNanos = measuredNanos;
  }

  /** A list of a bucket costs money and time, one of a folder hardly any. */
  private static Duration lookAtStoreEvery(EnvironmentDocument wanted) {
    return Duration.ofSeconds(wanted.store().isPresent() ? 10 : 1);
  }

  /** Starts what is wanted, before the queues listen: the programs wait for them. */
  void begin() throws InterruptedException {
    leftFiles.find();
    adoptModels();
    tickProcesses();
    tell(EnvironmentState.STARTING);
  }

  /**
   * Keeps it running until it is not wanted any more, which it writes down itself where the
   * environment has expired or was idle too long, or until {@code toEnd} says so.
   */
  void run(BooleanSupplier toEnd) throws InterruptedException {
    Thread looking = openJobs.start();
    try {
      keep(toEnd);
    } finally {
      looking.interrupt();
    }
  }

  private void keep(BooleanSupplier toEnd) throws InterruptedException {
    boolean wasUp = false;
    while (true) {
      surroundings.look(wanted.expiresAt());
      leftFiles.look(System.nanoTime());
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
      if ((expired() || idleTooLong()) && writeDownStop()) {
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
    if (wanted.wanted() == Wanted.DOWN && wanted.store().isPresent()) {
      eraseJobs();
    }
    leftFiles.end();
    try {
      folder.removeMasters();
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

  /** Jobs in the environment's folder are erased with it; those elsewhere nobody else knows. */
  private void eraseJobs() {
    try {
      store.eraseAll();
      LOG.info("The job store at {} was erased", wanted.store().orElseThrow());
    } catch (IOException failed) {
      LOG.error("The job store at {} could not be erased", wanted.store().orElseThrow(), failed);
    }
  }

  private void readWanted() {
    try {
      wanted = folder.wanted().orElseGet(() -> wanted.withWanted(Wanted.DOWN));
    } catch (IOException | DocumentException unreadable) {
      LOG.error("What is wanted cannot be read; what was wanted before goes on", unreadable);
    }
  }

  /** Whether it is written down; on a full disk it is tried again. */
  private boolean writeDownStop() {
    try {
      return folder.writeDownStop(wanted);
    } catch (IOException failed) {
      surroundings.writeFailed(failed);
      return false;
    }
  }

  private ProcessHealth examine(ChildProcess child, ProcessHealth.Program program, int port) {
    return ProcessHealth.watch(child, program, port, ProcessHealth.Rhythm.USUAL, http);
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
            new Role(
                "worker-" + model.id() + "-" + number,
                () -> programs.worker(wanted, model, number),
                (child, port) -> examine(child, ProcessHealth.Program.WORKER, port)),
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
    boolean all = now - measuredNanos >= MEASURE_EVERY.toNanos();
    boolean empty = now - measuredEmptyNanos >= MEASURE_EMPTY_EVERY.toNanos();
    if (all) {
      measuredNanos = now;
    }
    if (empty) {
      measuredEmptyNanos = now;
    }
    try {
      for (WorkerPool pool : pools) {
        if (all || (empty && pool.empty())) {
          measure(pool, now);
        }
      }
    } catch (QueueException unavailable) {
      LOG.warn("What waits could not be measured", unavailable);
    }
  }

  private void measure(WorkerPool pool, long now) {
    Depth few = depth(pool, QueueName.Kind.SHORT);
    Depth many = depth(pool, QueueName.Kind.LONG);
    pool.talking(master.talking().getOrDefault(pool.model().id(), 0));
    pool.asked(master.asked().getOrDefault(pool.model().id(), 0));
    pool.measured(
        new Depth(
            few.visible() + many.visible(),
            few.inFlight() + many.inFlight(),
            few.delayed() + many.delayed()),
        now);
  }

  /** By model, how many seconds its oldest unfinished job has been there. */
  private Map<String, Double> oldestSeconds() {
    Instant now = clock.instant();
    return openJobs.seen().map(Seen::oldest).orElse(Map.of()).entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey,
                oldest ->
                    (double)
                        Math.max(
                            0, Duration.between(oldest.getValue().instant(), now).toSeconds())));
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

  private boolean idleTooLong() {
    Duration time =
        idle.idle(
            openJobs.seen(), !master.talking().isEmpty(), wanted.idleSeconds(), System.nanoTime());
    if (wanted.idleSeconds().isEmpty()) {
      return false;
    }
    Duration limit = Duration.ofSeconds(wanted.idleSeconds().getAsLong());
    boolean over = time.compareTo(limit) >= 0;
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
    // Before anything is written, which may fail: each state follows the one before it all the
    // same.
    report.enter(state);
    try {
      report.publishServed(pools.stream().filter(pool -> !pool.retired()).toList());
      report.publish(
          wanted, master, pools, oldestSeconds(), surroundings.problems(wanted.expiresAt()));
    } catch (IOException failed) {
      surroundings.writeFailed(failed);
    }
  }
}
