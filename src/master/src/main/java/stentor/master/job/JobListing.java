package stentor.master.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.store.JobStore;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.gateway.JobDocument.JobStatus;
import stentor.protocol.gateway.JobList;
import stentor.protocol.job.JobId;
import stentor.protocol.json.DocumentException;

/**
 * Pages of jobs, newest first. Jobs that have not ended are found by the store's short list of
 * them; to find others by their status all may have to be looked at, one after the other, so what a
 * job ended with is remembered: it never changes. Safe for all threads.
 */
public final class JobListing {

  private static final Logger LOG = LoggerFactory.getLogger(JobListing.class);

  /** Ids are read in pages; a longer one costs memory, a shorter one another look at the store. */
  private static final int IDS_AT_ONCE = 1000;

  private static final int STATUSES_REMEMBERED = 20_000;

  private final JobStore store;
  private final JobDocuments documents;
  private final Map<JobId, JobStatus> ended = Collections.synchronizedMap(new Remembered());

  /** Lists jobs of this store. */
  public JobListing(JobStore store, JobDocuments documents) {
    this.store = store;
    this.documents = documents;
  }

  /**
   * A page of jobs, without their results.
   *
   * @param status only jobs of this status; empty: all
   * @param limit how many at most, 1 or more
   * @param after only jobs older than this one; empty: from the newest
   */
  public JobList page(Optional<JobStatus> status, int limit, Optional<JobId> after)
      throws IOException {
    List<JobDocument> found = new ArrayList<>();
    boolean unfinished = status.filter(one -> !hasEnded(one)).isPresent();
    int most = status.isPresent() ? IDS_AT_ONCE : limit + 1;
    List<JobId> ids = unfinished ? open(after) : store.newest(most, after);
    while (!ids.isEmpty()) {
      for (JobId id : ids) {
        look(id, status).ifPresent(found::add);
        if (found.size() > limit) {
          return JobList.of(found.subList(0, limit), true);
        }
      }
      ids = unfinished ? List.of() : store.newest(most, Optional.of(ids.getLast()));
    }
    return JobList.of(found, false);
  }

  private List<JobId> open(Optional<JobId> after) throws IOException {
    Predicate<JobId> older = id -> after.isEmpty() || id.compareTo(after.get()) < 0;
    return store.open().reversed().stream().filter(older).toList();
  }

  private Optional<JobDocument> look(JobId id, Optional<JobStatus> wanted) throws IOException {
    JobStatus known = ended.get(id);
    if (wanted.isPresent() && known != null && known != wanted.get()) {
      return Optional.empty();
    }
    try {
      Optional<JobDocument> document = documents.brief(id);
      document
          .map(JobDocument::status)
          .filter(JobListing::hasEnded)
          .ifPresent(status -> ended.put(id, status));
      return document.filter(job -> wanted.isEmpty() || job.status() == wanted.get());
    } catch (DocumentException damaged) {
      LOG.warn("Job {} is left out of the list: {}", id, damaged.problem().sentence());
      return Optional.empty();
    }
  }

  private static boolean hasEnded(JobStatus status) {
    return switch (status) {
      case QUEUED, RUNNING -> false;
      case SUCCEEDED, FAILED, CANCELLED -> true;
    };
  }

  /** Forgets what was not asked for the longest. */
  private static final class Remembered extends LinkedHashMap<JobId, JobStatus> {

    private static final long serialVersionUID = 1;

    Remembered() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<JobId, JobStatus> eldest) {
      return size() > STATUSES_REMEMBERED;
    }
  }
}
