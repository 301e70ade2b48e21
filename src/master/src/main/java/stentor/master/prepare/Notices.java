package stentor.master.prepare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import stentor.protocol.job.JobId;

/**
 * The notices that reach this master: from its own preparing and from workers that are connected. A
 * notice for which nobody waits yet is kept a while, since it may come between a look at the store
 * and the wait for the next one. Safe for all threads.
 */
public final class Notices implements JobNotices {

  /** Of jobs for which nobody has waited since; the oldest is forgotten first. */
  private static final int MOST_KEPT = 4096;

  private final Map<JobId, List<CountDownLatch>> waiting = new HashMap<>();
  private final LinkedHashSet<JobId> kept = new LinkedHashSet<>();

  /** Wakes whoever waits for the job. */
  public void tell(JobId job) {
    List<CountDownLatch> woken;
    synchronized (this) {
      woken = waiting.getOrDefault(job, List.of());
      waiting.remove(job);
      if (woken.isEmpty() && kept.add(job) && kept.size() > MOST_KEPT) {
        kept.removeFirst();
      }
    }
    woken.forEach(CountDownLatch::countDown);
  }

  @Override
  public void awaitNotice(JobId job, Duration most) throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    synchronized (this) {
      if (kept.remove(job)) {
        return;
      }
      waiting.computeIfAbsent(job, id -> new ArrayList<>(1)).add(told);
    }
    try {
      boolean _ = told.await(most.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      forget(job, told);
    }
  }

  private synchronized void forget(JobId job, CountDownLatch told) {
    List<CountDownLatch> others = waiting.get(job);
    if (others != null && others.remove(told) && others.isEmpty()) {
      waiting.remove(job);
    }
  }
}
