package stentor.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.JobId;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.json.DocumentException;

/**
 * Looks at the job store over and over, on a thread of its own, so that a store that is slow or
 * away keeps nobody waiting. One list of the open jobs is asked for at each look; of each job no
 * more than once which model it waits for, and only of the oldest. {@link #seen()} is safe for all
 * threads.
 */
final class OpenJobs {

  private static final Logger LOG = LoggerFactory.getLogger(OpenJobs.class);

  /** Ids are in order of time, so the oldest are among the first; the rest is not worth reading. */
  private static final int MOST_KNOWN = 100;

  private final JobStore store;
  private final Duration every;
  private final Map<JobId, String> models = new HashMap<>();
  private volatile Optional<Seen> seen = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();

  /**
   * What was seen at one look.
   *
   * @param open how many jobs have no outcome
   * @param newest the newest job of all, whatever became of it; absent while jobs are open and
   *     where there never was one
   * @param oldest by id of the model, its oldest unfinished job
   */
  record Seen(int open, Optional<JobId> newest, Map<String, JobId> oldest) {

    /** Copies the map. */
    Seen {
      oldest = Map.copyOf(oldest);
    }
  }

  OpenJobs(JobStore store, Duration every) {
    this.store = store;
    this.every = every;
  }

  /** Looks from now on until interrupted. */
  Thread start() {
    return Thread.ofVirtual().name("open-jobs").start(this::lookOverAndOver);
  }

  /** The last look; absent where there was none yet or the store did not answer. */
  Optional<Seen> seen() {
    return seen;
  }

  /** Why the store does not answer, if it does not. */
  Optional<SupervisorProblem> problem() {
    return trouble.map(SupervisorProblem.StoreAway::new);
  }

  private void lookOverAndOver() {
    try {
      while (true) {
        look();
        Thread.sleep(every);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once. */
  void look() {
    try {
      List<JobId> open = store.open();
      Optional<JobId> newest =
          open.isEmpty()
              ? store.newest(1, Optional.empty()).stream().findFirst()
              : Optional.empty();
      seen = Optional.of(new Seen(open.size(), newest, oldest(open)));
      trouble = Optional.empty();
    } catch (IOException | RuntimeException away) {
      if (trouble.isEmpty()) {
        LOG.warn("The job store does not answer", away);
      }
      seen = Optional.empty();
      trouble = Optional.of(away.toString());
    }
  }

  private Map<String, JobId> oldest(List<JobId> open) throws IOException {
    List<JobId> first = open.stream().limit(MOST_KNOWN).toList();
    Set<JobId> gone = new HashSet<>(models.keySet());
    first.forEach(gone::remove);
    gone.forEach(models::remove);
    Map<String, JobId> oldest = new HashMap<>();
    for (JobId job : first) {
      model(job).ifPresent(model -> oldest.putIfAbsent(model, job));
    }
    return oldest;
  }

  private Optional<String> model(JobId job) throws IOException {
    String known = models.get(job);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      Optional<String> model = store.prepared(job).map(PreparedJob::model);
      model.ifPresent(id -> models.put(job, id));
      return model;
    } catch (DocumentException damaged) {
      // Whoever works on it tells of it; here it only has no model.
      return Optional.empty();
    }
  }
}
