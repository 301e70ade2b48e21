package stentor.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.file.IoReason;
import stentor.protocol.job.Failure;
import stentor.protocol.program.MasterHealth;

/**
 * One place that shall be filled by a process: started, and started again when it dies, each time a
 * little later while it keeps dying. Used by one thread.
 */
final class Role {

  private static final Logger LOG = LoggerFactory.getLogger(Role.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** A process that lived so long is not one that keeps dying. */
  private static final Duration LONG_LIFE = Duration.ofSeconds(60);

  /** Loading a model from a slow disk takes a minute or two. */
  private static final Duration LONGEST_START = Duration.ofMinutes(5);

  /** So often in a row it is bad luck; more often something is wrong that does not pass. */
  private static final int FEW_DEATHS = 3;

  private final String name;
  private final Starter starter;
  private final Examination examination;
  private Optional<ProcessHealth> health = Optional.empty();
  private Optional<Failure> illness = Optional.empty();
  private Optional<ChildProcess> child = Optional.empty();
  private Optional<Failure> lastFailure = Optional.empty();
  private long startedNanos;
  private long notBeforeNanos;
  private int deaths;

  Role(String name, Starter starter, Examination examination) {
    this.name = name;
    this.starter = starter;
    this.examination = examination;
  }

  /** Starts its process. */
  @FunctionalInterface
  interface Starter {
    ChildProcess start() throws IOException;
  }

  /** Begins to watch how a process is. */
  @FunctionalInterface
  interface Examination {
    /**
     * The health of a process.
     *
     * @param port where it answers
     */
    ProcessHealth begin(ChildProcess child, int port);
  }

  String name() {
    return name;
  }

  Optional<ChildProcess> child() {
    return child.filter(ChildProcess::alive);
  }

  boolean ready() {
    return child.filter(ChildProcess::ready).isPresent();
  }

  /** Whether its process said lately that it works on something. */
  boolean busy() {
    return ready() && health.filter(ProcessHealth::busy).isPresent();
  }

  /** By id of a model, in how many streams its process said lately that somebody speaks. */
  Map<String, Integer> talking() {
    return master().talking();
  }

  /** By id of a model, how much its process said lately that workers were asked at once. */
  Map<String, Integer> asked() {
    return master().asked();
  }

  private MasterHealth master() {
    return health.filter(_ -> ready()).map(ProcessHealth::master).orElse(MasterHealth.QUIET);
  }

  /** Why its last process had to be killed, or why it keeps dying; absent once another is ready. */
  Optional<Failure> problem() {
    if (ready()) {
      return Optional.empty();
    }
    return deaths >= FEW_DEATHS ? lastFailure : illness;
  }

  /**
   * Looks after the process; called every so often.
   *
   * @param nowNanos {@link System#nanoTime()}
   */
  void tick(long nowNanos) throws InterruptedException {
    examine(nowNanos);
    if (child.isPresent() && !child.get().alive()) {
      mourn(child.get(), nowNanos);
      child = Optional.empty();
      health = Optional.empty();
    }
    if (child.isEmpty() && nowNanos - notBeforeNanos >= 0) {
      start(nowNanos);
    }
  }

  /** A process that is alive and of no use is killed, and mourned like every other. */
  private void examine(long nowNanos) {
    if (child().isEmpty()) {
      return;
    }
    ChildProcess one = child.orElseThrow();
    if (one.ready()) {
      if (health.isEmpty()) {
        one.port().ifPresent(port -> health = Optional.of(examination.begin(one, port)));
      }
      illness = health.flatMap(ProcessHealth::illness);
    } else if (nowNanos - startedNanos > LONGEST_START.toNanos()) {
      illness =
          Optional.of(
              new Failure(
                  "start_timed_out",
                  "%s (process %d) is not ready after %d minutes."
                      .formatted(name, one.pid(), LONGEST_START.toMinutes())));
    } else {
      return;
    }
    if (illness.isPresent()) {
      LOG.error("{} is killed: {}", name, illness.get().message());
      one.kill();
    }
  }

  private void start(long nowNanos) {
    startedNanos = nowNanos;
    try {
      child = Optional.of(starter.start());
    } catch (IOException failed) {
      LOG.error("{} could not be started", name, failed);
      died(
          new Failure("start_failed", name + " could not be started: " + IoReason.of(failed)),
          nowNanos);
    }
  }

  private void mourn(ChildProcess dead, long nowNanos) throws InterruptedException {
    Failure reason =
        (illness.isPresent() ? illness : dead.failure())
            .orElse(
                new Failure(
                    "process_died", name + " ended unasked with status " + dead.exitCode() + "."));
    LOG.warn("{} (process {}) died: {}", name, dead.pid(), reason.message());
    died(reason, nowNanos);
  }

  private void died(Failure reason, long nowNanos) {
    boolean longLived = nowNanos - startedNanos > LONG_LIFE.toNanos();
    deaths = longLived ? 1 : deaths + 1;
    lastFailure = Optional.of(reason);
    long pause = FIRST_PAUSE.toNanos() << Math.min(deaths - 1, 8);
    notBeforeNanos = nowNanos + Math.min(pause, LONGEST_PAUSE.toNanos());
  }
}
