package stentor.jobs.store;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.jobs.batch.AtOnce;
import stentor.protocol.job.JobId;

/**
 * Finds the newest jobs in a bucket, whose lists only go forwards: ids begin with their
 * milliseconds (RFC 9562, section 5.7), so a window of time is a stretch of the list. Windows go
 * backwards from now, each four times as long as the one before, and one with too many jobs in it
 * is tried again with a sixteenth of its length. So the cost hangs on how many are wanted, and not
 * on how many there are. Used by one thread.
 */
final class NewestJobs {

  private static final String FOLDER = DocumentJobStore.JOBS + "/";

  /** Above every id. */
  private static final String END = "g";

  private static final long FIRST_WINDOW_MILLISECONDS = 1000;
  private static final int LONGER = 4;
  private static final int SHORTER = 16;

  /** One list of S3. */
  private static final int MOST_LISTED = 1000;

  private static final int AT_ONCE = 16;

  private final Bucket bucket;
  private final Instant now;

  NewestJobs(Bucket bucket, Instant now) {
    this.bucket = bucket;
    this.now = now;
  }

  List<JobId> find(int most, Optional<JobId> before) throws IOException {
    List<String> oldest = names("", END, 1);
    if (oldest.isEmpty()) {
      return List.of();
    }
    List<JobId> found = new ArrayList<>();
    String end = before.map(JobId::toString).orElse(END);
    long endTime = before.isPresent() ? before.get().instant().toEpochMilli() : afterAll();
    long width = FIRST_WINDOW_MILLISECONDS;
    while (found.size() < most && end.compareTo(oldest.getFirst()) > 0) {
      long beginTime = Math.max(0, endTime - width);
      String begin = lowest(beginTime);
      List<String> window = names(begin, end, MOST_LISTED);
      if (window.size() == MOST_LISTED && width > 1) {
        width = Math.max(1, width / SHORTER);
      } else {
        addExisting(window.reversed(), most, found);
        end = begin;
        endTime = beginTime;
        width *= LONGER;
      }
    }
    return found;
  }

  /** A time after that of every job: now, unless a clock was set back since some were accepted. */
  private long afterAll() throws IOException {
    long ahead = FIRST_WINDOW_MILLISECONDS;
    while (!names(lowest(now.toEpochMilli() + ahead), END, 1).isEmpty()) {
      ahead *= LONGER;
    }
    return now.toEpochMilli() + ahead;
  }

  /** Below every id of this millisecond and above all before. */
  private static String lowest(long millisecond) {
    String digits = "%012x".formatted(millisecond);
    return digits.substring(0, 8) + "-" + digits.substring(8);
  }

  private List<String> names(String after, String until, int most) throws IOException {
    return bucket
        .names(FOLDER, true, after.isEmpty() ? "" : FOLDER + after, FOLDER + until, most)
        .stream()
        .map(name -> name.substring(FOLDER.length(), name.length() - 1))
        .toList();
  }

  /** Leaves out what was never accepted or is half erased: it has no request. */
  private void addExisting(List<String> names, int most, List<JobId> found) throws IOException {
    List<JobId> jobs = names.stream().map(JobId::of).flatMap(Optional::stream).toList();
    for (int from = 0; from < jobs.size() && found.size() < most; from += AT_ONCE) {
      List<JobId> some = jobs.subList(from, Math.min(from + AT_ONCE, jobs.size()));
      List<Boolean> exist =
          AtOnce.map(AT_ONCE, some, job -> bucket.exists(DocumentJobStore.requestOf(job)));
      for (int i = 0; i < some.size() && found.size() < most; i++) {
        if (exist.get(i)) {
          found.add(some.get(i));
        }
      }
    }
  }
}
