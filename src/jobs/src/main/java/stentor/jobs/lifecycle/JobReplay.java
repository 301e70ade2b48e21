package stentor.jobs.lifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Origin;

/** Has jobs that ended done again. Safe for all threads if the source of random numbers is. */
public final class JobReplay {

  private final JobStore store;
  private final Clock clock;
  private final RandomGenerator random;

  /** Repeats jobs of this store. */
  public JobReplay(JobStore store, Clock clock, RandomGenerator random) {
    this.store = store;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Accepts a new job with the audio and the request of an old one that has ended. It answers no
   * idempotency key, takes no reference and tells no webhook: those belong to the client that asked
   * the first time.
   *
   * @param origin where the wish to repeat it came from
   */
  public Replayed replay(JobId old, Origin origin) throws IOException {
    Optional<JobRequest> asked = store.request(old);
    if (asked.isEmpty()) {
      return new Replayed.Unknown(old);
    }
    if (store.outcome(old).isEmpty()) {
      return new Replayed.Unfinished(old);
    }
    JobRequest again = again(asked.get(), origin);
    try (JobStore.LocalFile audio = store.audio(old);
        InputStream in = Files.newInputStream(audio.path())) {
      store.accept(again, in);
      return new Replayed.Accepted(again);
    } catch (NoSuchFileException erasedMeanwhile) {
      return new Replayed.Unknown(old);
    }
  }

  private JobRequest again(JobRequest old, Origin origin) {
    return new JobRequest(
        JobRequest.SCHEMA,
        JobId.next(clock, random),
        clock.instant(),
        old.task(),
        old.model(),
        old.language(),
        old.fileName(),
        old.bytes(),
        Optional.of(old.id()),
        Optional.empty(),
        Optional.empty(),
        old.hints(),
        Optional.of(origin),
        Optional.empty());
  }
}
