package stentor.jobs.lifecycle;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.queue.QueueException;
import stentor.jobs.queue.WorkQueue;
import stentor.jobs.store.JobStore;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.JobId;

/**
 * Sees to it that no accepted job is forgotten, whoever died with it. Of any number of processes
 * one at a time does it. Each look at the open jobs
 *
 * <ul>
 *   <li>puts unfinished parts back where the store has more of them than their queue counts
 *       (visible, in flight, delayed), now and at the look before; at the first look already where
 *       a model's queues are empty, since queues in memory were lost then;
 *   <li>hands over jobs that were not prepared now and at the look before;
 *   <li>joins jobs of which every part has ended, and closes those that have an outcome;
 *   <li>removes markers of jobs that were never accepted, after an hour;
 *   <li>fails jobs of which a document is damaged, and goes on with the others.
 * </ul>
 *
 * <p>All of it may be done once too often without harm; so counts that are not quite right (a
 * queue's are approximate) cost some messages that workers drop, which are counted at the next look
 * and keep more from coming.
 *
 * <p>A look costs one list of the open jobs and two counts a model. The parts of a job are read
 * once; after the first look at most {@value Newcomers#MOST_READ} jobs are read at a look, and
 * which parts of longer jobs have ended is asked only where their queue seems to miss some, for at
 * most {@value LostParts#MOST_REFRESHED} jobs. Where more jobs come than that, a lost message is
 * found when the rush is over. How long something lasts is counted in looks, not by a clock that
 * somebody may set.
 *
 * <p>Used by one thread.
 */
public final class Sweeper {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private static final String DUTY = "sweep";

  /** A sweeper that died is followed by another after so many pauses. */
  private static final int PAUSES_OF_DUTY = 3;

  private final JobStore store;
  private final String holder;
  private final Duration between;
  private final OpenJobs jobs;
  private final Newcomers newcomers;
  private final LostParts lostParts;
  private boolean first = true;

  /**
   * Sweeps the jobs of one environment.
   *
   * @param unprepared takes the jobs that are to be prepared
   * @param holder name of this process, different from all others'
   * @param between how long between two looks
   */
  public Sweeper(
      EnvironmentName environment,
      JobStore store,
      WorkQueue queue,
      Unprepared unprepared,
      Clock clock,
      String holder,
      Duration between) {
    this.store = store;
    this.holder = holder;
    this.between = between;
    this.jobs = new OpenJobs(environment);
    JobEndings endings = new JobEndings(store, clock);
    this.newcomers = new Newcomers(store, jobs, endings, unprepared, clock);
    this.lostParts =
        new LostParts(
            store, queue, new PartDispatcher(environment, store, queue, clock), jobs, endings);
  }

  /**
   * Looks again and again until it is told to stop or its thread is interrupted, which stays so. A
   * look that fails is followed by the next.
   */
  public void run(BooleanSupplier stopped, Pauses pauses) {
    try {
      while (!stopped.getAsBoolean()) {
        lookOrTell();
        pauses.pause(between);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookOrTell() {
    try {
      Sweep sweep = look();
      if (sweep.didSomething()) {
        LOG.info("{}", sweep);
      }
    } catch (QueueException unavailable) {
      LOG.warn("Swept in part: {}", unavailable.problem().sentence());
    } catch (IOException failed) {
      LOG.warn("Swept in part: the job store does not answer", failed);
    } catch (RuntimeException defect) {
      LOG.error("A defect while sweeping", defect);
    }
  }

  /**
   * Looks once and does what is to be done.
   *
   * @throws IOException if the store does not answer
   * @throws QueueException if the queues do not answer
   */
  public Sweep look() throws IOException {
    if (!holds()) {
      // Whoever has the duty changes everything.
      jobs.forget();
      first = true;
      return Sweep.OF_ANOTHER;
    }
    List<JobId> open = store.open();
    jobs.keepOnly(open);
    Sweep sweep =
        Sweep.lookAt(open.size())
            .and(newcomers.look(open, first, this::holds))
            .and(lostParts.look(first, this::holds));
    first = false;
    return sweep;
  }

  private boolean holds() throws IOException {
    return store.hold(DUTY, holder, between.multipliedBy(PAUSES_OF_DUTY));
  }
}
