package stentor.master.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import stentor.jobs.lifecycle.JobReplay;
import stentor.jobs.lifecycle.Replayed;
import stentor.jobs.store.JobStore;
import stentor.master.JobProblem;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.master.prepare.Router;
import stentor.protocol.job.IdempotencyClaim;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;

/**
 * How a request becomes a job, whichever way it came: checked, then durable in the store. A request
 * that is repeated with its idempotency key is answered by the job that it made the first time, on
 * any master. Safe for all threads.
 */
final class Acceptance {

  /** Header by which a client names the job it asks for. */
  static final String JOB_ID_HEADER = "Stentor-Job";

  private final JobStore store;
  private final Router router;
  private final Clock clock;
  private final RandomGenerator random;
  private final Consumer<JobRequest> accepted;
  private final JobReplay replay;
  private final Set<IdempotencyKey> underway = ConcurrentHashMap.newKeySet();

  /**
   * Accepts into this store.
   *
   * @param accepted told of every job, once
   */
  Acceptance(
      JobStore store,
      Router router,
      Clock clock,
      RandomGenerator random,
      Consumer<JobRequest> accepted) {
    this.store = store;
    this.accepted = accepted;
    this.router = router;
    this.clock = clock;
    this.random = random;
    this.replay = new JobReplay(store, clock, random);
  }

  /**
   * The job that answers a request.
   *
   * @param request what was accepted
   * @param model id of the model that is to recognise it, or of the first that it may be
   * @param repeated whether that was done before, by a request that this one repeats
   */
  record Accepted(JobRequest request, String model, boolean repeated) {}

  /**
   * Accepts a job: when this returns, it survives anything.
   *
   * @throws MasterException if the request cannot become a job
   */
  Accepted accept(Context context, Upload upload, Wish wish) throws IOException {
    String model = router.route(wish.model(), wish.language()).modelId();
    Optional<IdempotencyKey> key = IdempotencyKey.of(context);
    JobId id = id(context, key);
    if (key.isEmpty()) {
      return new Accepted(store(context, id, upload, wish, key), model, false);
    }
    if (!underway.add(key.get())) {
      throw new MasterException(new JobProblem.KeyInUse());
    }
    try {
      return acceptOnce(context, key.get(), id, upload, wish, model);
    } finally {
      underway.remove(key.get());
    }
  }

  /**
   * Accepts a job that repeats one that has ended.
   *
   * @throws MasterException if it is not there or has not ended, or what was asked then is not
   *     served any more
   */
  JobRequest acceptAgain(Context context, JobRequest original) throws IOException {
    var _ = router.route(original.model(), original.language());
    return switch (replay.replay(original.id(), Tracing.origin(context))) {
      case Replayed.Accepted(JobRequest request) -> {
        accepted.accept(request);
        yield request;
      }
      case Replayed.Unknown(JobId job) -> throw Jobs.notFound(job.toString());
      case Replayed.Unfinished _ -> throw new MasterException(new JobProblem.JobNotFinished());
    };
  }

  /**
   * The claim comes first: of any number of masters one job holds the key. Where its master died
   * before the job was accepted, the repetition accepts it under the id that was claimed.
   */
  private Accepted acceptOnce(
      Context context, IdempotencyKey key, JobId id, Upload upload, Wish wish, String model)
      throws IOException {
    String fingerprint = Fingerprint.of(wish.parameters(), upload);
    IdempotencyClaim claim =
        store.claim(key.hash(), new IdempotencyClaim(IdempotencyClaim.SCHEMA, id, fingerprint));
    if (!claim.fingerprint().equals(fingerprint)) {
      throw new MasterException(new JobProblem.KeyReused());
    }
    Optional<JobRequest> earlier = store.request(claim.job());
    return earlier.isPresent()
        ? new Accepted(earlier.get(), model, true)
        : new Accepted(store(context, claim.job(), upload, wish, Optional.of(key)), model, false);
  }

  /**
   * The id that the client chose, so that it can cancel a job of which it has not heard yet; else
   * one of our own.
   */
  private JobId id(Context context, Optional<IdempotencyKey> key) throws IOException {
    String chosen = context.header(JOB_ID_HEADER);
    if (chosen == null) {
      return JobId.next(clock, random);
    }
    Optional<JobId> id = JobId.of(chosen);
    if (id.isEmpty() || !isNewOrRepeated(id.get(), key)) {
      throw new MasterException(
          new MasterProblem.BadParameter(
              JOB_ID_HEADER, "it is no new id", "a UUID of version 7 that no job has"));
    }
    return id.get();
  }

  private boolean isNewOrRepeated(JobId id, Optional<IdempotencyKey> key) throws IOException {
    Optional<JobRequest> earlier = store.request(id);
    return earlier.isEmpty()
        || (key.isPresent()
            && earlier.get().idempotencyKey().equals(key.map(IdempotencyKey::hash)));
  }

  private JobRequest store(
      Context context, JobId id, Upload upload, Wish wish, Optional<IdempotencyKey> key)
      throws IOException {
    JobRequest request =
        new JobRequest(
            JobRequest.SCHEMA,
            id,
            clock.instant(),
            JobRequest.TRANSCRIBE,
            wish.model(),
            wish.language(),
            Optional.of(upload.name()),
            upload.size(),
            Optional.empty(),
            wish.webhook(),
            key.map(IdempotencyKey::hash),
            wish.hints(),
            Optional.of(Tracing.origin(context)),
            wish.recording().map(ContentId::hash));
    try (InputStream content = upload.content()) {
      store.accept(request, content);
    }
    accepted.accept(request);
    return request;
  }
}
