package stentor.master.metrics;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import stentor.jobs.store.JobStore;

/**
 * How many jobs have not ended, about: what the store had at the last look, and what this master
 * accepted since. Safe for all threads.
 */
public final class OpenJobs {

  private final JobStore store;
  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong acceptedSince = new AtomicLong();

  /** None seen yet. */
  public OpenJobs(JobStore store) {
    this.store = store;
  }

  /** One more was accepted here. */
  public void accepted() {
    acceptedSince.incrementAndGet();
  }

  /** Looks at the store. */
  public void look() throws IOException {
    long before = acceptedSince.get();
    seen.set(store.open().size());
    acceptedSince.addAndGet(-before);
  }

  /** How many, about. */
  public long count() {
    return seen.get() + acceptedSince.get();
  }
}
