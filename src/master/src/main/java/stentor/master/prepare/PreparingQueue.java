package stentor.master.prepare;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;

/**
 * Accepted jobs that wait to be prepared, as ids only: a hint, the store is the truth. Few are
 * prepared at once, jobs that clients wait for before others, and none while acceptance is busy,
 * within limits that keep every job moving. Safe for all threads.
 */
public final class PreparingQueue implements AutoCloseable {

  /** A decoder is ended by the interrupt; writing what was decoded takes no longer. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(PreparingQueue.class);

  /** Store and queues may be away for a moment: a restart, a full disk that somebody empties. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(25));

  /** After so many jobs that clients wait for, one comes that nobody waits for. */
  private static final int URGENT_IN_A_ROW = 8;

  /** How long a job that nobody waits for gives way to acceptance. */
  private static final Duration LONGEST_YIELD = Duration.ofMillis(50);

  private static final Duration YIELD = Duration.ofMillis(5);

  /** Jobs whose messages are on their way to the queues at once: a few batches. */
  private static final int MOST_DISPATCHED_AT_ONCE = 64;

  private final Preparation preparation;
  private final BooleanSupplier acceptanceBusy;
  private final Pauses pauses;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Entry> waitedFor = new ArrayDeque<>();
  private final Deque<Entry> background = new ArrayDeque<>();
  private final Set<JobId> known = new HashSet<>();
  private final Semaphore dispatching = new Semaphore(MOST_DISPATCHED_AT_ONCE);
  private final List<Thread> threads = new ArrayList<>();
  private int urgentInARow;

  /**
   * Begins to prepare what is added.
   *
   * @param atOnce how many jobs at once, 1 or more
   * @param acceptanceBusy whether the computer had better accept jobs than prepare them
   */
  public PreparingQueue(
      Preparer preparer, int atOnce, BooleanSupplier acceptanceBusy, Pauses pauses) {
    this((Preparation) preparer, atOnce, acceptanceBusy, pauses);
  }

  PreparingQueue(
      Preparation preparation, int atOnce, BooleanSupplier acceptanceBusy, Pauses pauses) {
    this.preparation = preparation;
    this.acceptanceBusy = acceptanceBusy;
    this.pauses = pauses;
    for (int i = 1; i <= atOnce; i++) {
      // Threads of the system, which preempts them: preparing computes, and virtual threads that
      // answer clients would wait for it.
      threads.add(Thread.ofPlatform().daemon().name("prepare-" + i).start(this::run));
    }
  }

  /** Waits between two tries; {@code Thread::sleep} outside of tests. */
  @FunctionalInterface
  public interface Pauses {

    /** Waits so long. */
    void pause(Duration length) throws InterruptedException;
  }

  /** A job and how often it was tried. */
  private record Entry(JobId job, Urgency urgency, int tries) {

    Entry again() {
      return new Entry(job, urgency, tries + 1);
    }
  }

  /**
   * Has the job prepared and queued. Does nothing where it waits or is under way already.
   *
   * @return whether it was added
   */
  public boolean add(JobId job, Urgency urgency) {
    lock.lock();
    try {
      if (!known.add(job)) {
        return false;
      }
      put(new Entry(job, urgency, 0));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** How many jobs wait or are under way. */
  public int size() {
    lock.lock();
    try {
      return known.size();
    } finally {
      lock.unlock();
    }
  }

  /** Ends what is being prepared, and waits a moment for it: it goes on after the next start. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        if (!thread.join(FAREWELL)) {
          LOG.warn("{} does not end", thread.getName());
        }
      }
      // What is prepared already is handed on by threads of its own.
      if (!dispatching.tryAcquire(
          MOST_DISPATCHED_AT_ONCE, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Some jobs are still being queued");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void put(Entry entry) {
    lock.lock();
    try {
      switch (entry.urgency()) {
        case WAITED_FOR -> waitedFor.add(entry);
        case BACKGROUND -> background.add(entry);
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void forget(Entry entry) {
    lock.lock();
    try {
      known.remove(entry.job());
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (true) {
        prepare(take());
      }
    } catch (InterruptedException | CancellationException stopped) {
      LOG.info("What is not prepared goes on after the next start");
    }
  }

  /** The next job; one that nobody waits for gives way a moment while acceptance is busy. */
  private Entry take() throws InterruptedException {
    long yielded = 0;
    lock.lockInterruptibly();
    try {
      while (true) {
        boolean others = !background.isEmpty();
        if (!waitedFor.isEmpty() && !(others && urgentInARow >= URGENT_IN_A_ROW)) {
          urgentInARow++;
          return waitedFor.remove();
        }
        if (others && (yielded >= LONGEST_YIELD.toNanos() || !acceptanceBusy.getAsBoolean())) {
          urgentInARow = 0;
          return background.remove();
        }
        if (others) {
          yielded += YIELD.toNanos() - Math.max(0, changed.awaitNanos(YIELD.toNanos()));
        } else {
          changed.await();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void prepare(Entry entry) throws InterruptedException {
    try {
      Optional<Trouble> trouble = preparation.prepare(entry.job());
      if (trouble.isPresent()) {
        later(entry, trouble.get());
        return;
      }
      dispatching.acquire();
      Thread.ofVirtual().name("dispatch").start(() -> dispatch(entry));
    } catch (CancellationException stopped) {
      throw stopped;
    } catch (RuntimeException defect) {
      defect(entry, defect);
    }
  }

  private void dispatch(Entry entry) {
    try {
      Optional<Trouble> trouble = preparation.dispatch(entry.job(), entry.urgency());
      if (trouble.isPresent()) {
        later(entry, trouble.get());
      } else {
        forget(entry);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException defect) {
      defect(entry, defect);
    } finally {
      dispatching.release();
    }
  }

  private void defect(Entry entry, RuntimeException defect) {
    LOG.error("A defect while preparing job {}", entry.job(), defect);
    fail(entry, new Failure("internal_error", "The master has a defect; its log says more."));
  }

  /**
   * Tries again after a pause in which others are prepared. After the last, who waits is told; a
   * job that nobody waits for is left to the sweeper, which hands it in again.
   */
  private void later(Entry entry, Trouble trouble) {
    boolean lasting = entry.tries() == PAUSES.size();
    if (!trouble.passing() || (lasting && entry.urgency() == Urgency.WAITED_FOR)) {
      fail(entry, trouble.failure());
    } else if (lasting) {
      LOG.error("Job {} waits for the next sweep: {}", entry.job(), trouble.failure().message());
      forget(entry);
    } else {
      inBackground(
          () -> {
            pauses.pause(PAUSES.get(entry.tries()));
            put(entry.again());
          });
    }
  }

  /** Writes the outcome, however long the store does not answer: nobody waits for ever. */
  private void fail(Entry entry, Failure failure) {
    inBackground(
        () -> {
          while (true) {
            try {
              preparation.fail(entry.job(), failure);
              forget(entry);
              return;
            } catch (NoSuchFileException erased) {
              LOG.info("Job {} was erased before it could be ended", entry.job());
              forget(entry);
              return;
            } catch (IOException storeFailed) {
              LOG.error("The outcome of job {} could not be written", entry.job(), storeFailed);
              pauses.pause(PAUSES.getLast());
            } catch (RuntimeException defect) {
              // Forgotten, it comes again with the next sweep as long as it has not ended.
              LOG.error("A defect while ending job {}", entry.job(), defect);
              forget(entry);
              return;
            }
          }
        });
  }

  /** Something that waits. */
  private interface Waiting {
    void run() throws InterruptedException;
  }

  private static void inBackground(Waiting waiting) {
    Thread.ofVirtual()
        .name("prepare-later")
        .start(
            () -> {
              try {
                waiting.run();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
