package stentor.jobs.lifecycle;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.jobs.batch.AtOnce;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.json.DocumentException;

/** Gets to know the parts of open jobs, and sees to those that have none. Used by one thread. */
final class Newcomers {

  static final int MOST_READ = 2000;

  /** Jobs that are read before the duty is asked for anew. */
  private static final int STRETCH = 500;

  private static final int AT_ONCE = 16;
  private static final int LOOKS_BEFORE_HANDING_OVER = 2;

  /** Nobody sends a recording for longer ... */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  /** ... but a stream: its id is as old as its first word, and it is stored after its last. */
  static final int LOOKS_BEFORE_ABANDONING = 20;

  private final JobStore store;
  private final OpenJobs jobs;
  private final JobEndings endings;
  private final Unprepared unprepared;
  private final Clock clock;

  Newcomers(JobStore store, OpenJobs jobs, JobEndings endings, Unprepared unprepared, Clock clock) {
    this.store = store;
    this.jobs = jobs;
    this.endings = endings;
    this.unprepared = unprepared;
    this.clock = clock;
  }

  /** What was read of a job. */
  private sealed interface Reading {

    /** It is prepared, or is not. */
    record Read(Optional<PreparedJob> prepared) implements Reading {}

    /** It cannot be read. */
    record Damaged(DocumentException reason) implements Reading {}
  }

  /**
   * Reads what is new.
   *
   * @param all however many there are: after a start, everything may have to be put back
   */
  Sweep look(List<JobId> open, boolean all, KeptDuty duty) throws IOException {
    List<JobId> turn = jobs.unknown(open, all ? Integer.MAX_VALUE : MOST_READ);
    List<Sweep> done = new ArrayList<>();
    for (int from = 0; from < turn.size() && (from == 0 || duty.holds()); from += STRETCH) {
      List<JobId> stretch = turn.subList(from, Math.min(from + STRETCH, turn.size()));
      List<Reading> readings = AtOnce.map(AT_ONCE, stretch, this::read);
      for (int i = 0; i < stretch.size(); i++) {
        done.add(meet(stretch.get(i), readings.get(i)));
      }
    }
    return Sweep.all(done);
  }

  private Reading read(JobId job) throws IOException {
    try {
      return new Reading.Read(store.prepared(job));
    } catch (DocumentException damaged) {
      return new Reading.Damaged(damaged);
    }
  }

  private Sweep meet(JobId job, Reading reading) throws IOException {
    return switch (reading) {
      case Reading.Damaged(DocumentException reason) -> endings.fail(job, reason);
      case Reading.Read(Optional<PreparedJob> prepared) -> {
        if (prepared.isEmpty()) {
          int looks = jobs.addUnprepared(job);
          yield looks < LOOKS_BEFORE_HANDING_OVER
              ? Sweep.NOTHING
              : endings.orEnd(job, () -> handOver(job, looks));
        }
        jobs.addPrepared(job, prepared.get());
        yield prepared.get().parts().isEmpty()
            ? endings.orEnd(job, () -> endings.join(job))
            : Sweep.NOTHING;
      }
    };
  }

  private Sweep handOver(JobId job, int looks) throws IOException {
    Optional<JobRequest> request = store.request(job);
    if (request.isPresent()) {
      unprepared.prepare(request.get());
      return Sweep.HANDED_OVER;
    }
    if (looks >= LOOKS_BEFORE_ABANDONING
        && job.instant().isBefore(clock.instant().minus(ABANDONED_AFTER))) {
      store.abandon(job);
      return Sweep.ABANDONED;
    }
    return Sweep.NOTHING;
  }
}
