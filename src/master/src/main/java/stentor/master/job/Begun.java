package stentor.master.job;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.Attempt;
import stentor.protocol.job.JobId;
import stentor.protocol.job.PartResult;

/**
 * Whether workers have begun with a job. A lease that was handed back is no beginning, so a job may
 * wait again.
 *
 * @param attempts attempts at its most tried part, 0 where nobody has begun
 * @param startedAt when the first worker began, as far as its first parts tell; absent where nobody
 *     has begun
 */
record Begun(int attempts, Optional<Instant> startedAt) {

  /** Parts are queued in their order, so the first beginning is among the first of them. */
  private static final int PARTS_LOOKED_AT = 8;

  static Begun of(JobStore store, JobId job) throws IOException {
    SortedMap<Integer, Integer> begun = store.begun(job);
    Stream.Builder<Instant> beginnings = Stream.builder();
    for (int part : begun.keySet().stream().limit(PARTS_LOOKED_AT).toList()) {
      store.attempts(job, part).stream().map(Attempt::startedAt).forEach(beginnings);
    }
    List<Integer> ended = store.ended(job).stream().limit(PARTS_LOOKED_AT).toList();
    int attempts = begun.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    for (int part : ended) {
      Optional<PartResult> result = store.result(job, part);
      if (result.isPresent()) {
        beginnings.add(result.get().startedAt());
        attempts = Math.max(attempts, result.get().attempts());
      }
    }
    return new Begun(attempts, beginnings.build().min(Comparator.naturalOrder()));
  }
}
