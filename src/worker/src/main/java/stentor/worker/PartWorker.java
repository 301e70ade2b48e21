package stentor.worker;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.engines.Cancellation;
import stentor.engines.Engine;
import stentor.engines.EngineException;
import stentor.jobs.lifecycle.JobJoiner;
import stentor.jobs.queue.WorkQueue;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.Attempt;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.PartMessage;
import stentor.protocol.job.PartResult;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.json.DocumentException;
import stentor.protocol.model.ModelDocument;
import stentor.speech.audio.AudioException;
import stentor.speech.transcript.Segment;

/**
 * Recognises one part that was leased, writes its result, joins the job if it was the last, and
 * gives the lease back or ends it. A part that fails for the third time ends as failed.
 */
final class PartWorker {

  private static final Logger LOG = LoggerFactory.getLogger(PartWorker.class);
  private static final int MOST_ATTEMPTS = 3;
  private static final Duration LATER = Duration.ofSeconds(5);

  private final String name;
  private final ModelDocument model;
  private final PartRecogniser recogniser;
  private final JobStore store;
  private final JobJoiner joiner;
  private final Clock clock;
  private final Stopping stopping;
  private final Runnable wedged;
  private final PartEnds ends;

  PartWorker(
      String name,
      ModelDocument model,
      Engine engine,
      JobStore store,
      JobJoiner joiner,
      Clock clock,
      Stopping stopping,
      Runnable wedged,
      PartEnds ends) {
    this.name = name;
    this.model = model;
    this.recogniser = new PartRecogniser(engine);
    this.store = store;
    this.joiner = joiner;
    this.clock = clock;
    this.stopping = stopping;
    this.wedged = wedged;
    this.ends = ends;
  }

  /** Hears of parts that have a result in the store. Must not block. */
  @FunctionalInterface
  interface PartEnds {

    /**
     * A part ended.
     *
     * @param jobEnded whether its job has an outcome now
     */
    void ended(PartMessage message, boolean jobEnded);
  }

  /**
   * Works on what the lease says.
   *
   * @throws EngineException if the engine broke; the attempt is recorded and the lease given back
   */
  void work(WorkQueue.Lease lease) {
    PartMessage message = lease.message();
    try (LeaseKeeper _ = LeaseKeeper.keep(lease, wedged)) {
      Optional<Part> part = waiting(message);
      Tried tried = part.isEmpty() ? Tried.ENDED : attempt(message.job(), part.get());
      switch (tried) {
        case ENDED -> {
          ends.ended(message, joiner.joinIfDone(message.job()));
          lease.delete();
        }
        case AGAIN -> lease.release();
        case LATER -> lease.extend(LATER);
      }
    } catch (DocumentException damaged) {
      failJob(message.job(), damaged, lease);
    } catch (IOException storeFailed) {
      // The lease ends by itself, and somebody tries again when the store may answer.
      LOG.error("The job store does not answer for job {}", message.job(), storeFailed);
    } catch (EngineException broken) {
      lease.release();
      throw broken;
    }
  }

  /**
   * The part, if it is still to be done: a message may be doubled, late, or of a job that is gone.
   */
  private Optional<Part> waiting(PartMessage message) throws IOException {
    Optional<PreparedJob> prepared = store.prepared(message.job());
    if (prepared.isEmpty()
        || message.part() < 0
        || message.part() >= prepared.get().parts().size()
        || store.outcome(message.job()).isPresent()
        || store.result(message.job(), message.part()).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(prepared.get().parts().get(message.part()));
  }

  /** What became of a part that was leased. */
  private enum Tried {
    /** It has a result now, or needs none. */
    ENDED,
    /** Somebody is to try it again. */
    AGAIN,
    /** Others may still be working on it. */
    LATER
  }

  /** Tries the part once. */
  private Tried attempt(JobId job, Part part) throws IOException {
    List<Attempt> before = store.attempts(job, part.number());
    if (before.size() >= MOST_ATTEMPTS) {
      return before.stream().anyMatch(this::mayStillRun) ? Tried.LATER : giveUp(job, part, before);
    }
    Attempt attempt = store.beginAttempt(job, part.number(), name);
    try {
      List<Segment> segments =
          recogniser.recognise(
              store.samples(job, part.from(), part.to()), part, new JobCancellation(job));
      store.createResult(job, succeeded(part, attempt, segments));
      return Tried.ENDED;
    } catch (CancellationException handedBack) {
      store.withdrawAttempt(job, part.number(), attempt);
      return store.outcome(job).isPresent() ? Tried.ENDED : Tried.AGAIN;
    } catch (EngineException broken) {
      store.failAttempt(job, part.number(), attempt, Failure.of(broken.problem()));
      throw broken;
    } catch (AudioException damaged) {
      store.failAttempt(job, part.number(), attempt, Failure.of(damaged.problem()));
      return Tried.AGAIN;
    } catch (RuntimeException defect) {
      store.failAttempt(
          job,
          part.number(),
          attempt,
          new Failure("internal_error", "The worker has a defect: " + defect + "."));
      throw defect;
    }
  }

  /** Whether an attempt that has not failed began so lately that its worker may be at it. */
  private boolean mayStillRun(Attempt attempt) {
    return attempt.failure().isEmpty()
        && attempt
            .startedAt()
            .isAfter(clock.instant().minus(LeaseKeeper.VISIBILITY_TIMEOUT.multipliedBy(2)));
  }

  /**
   * A document of the job cannot be read: no worker can go on with it, and none shall die of it.
   */
  private void failJob(JobId job, DocumentException damaged, WorkQueue.Lease lease) {
    LOG.error("A document of job {} is damaged", job, damaged);
    try {
      store.createOutcome(Outcome.failed(job, clock.instant(), Failure.of(damaged.problem())));
      lease.delete();
    } catch (IOException storeFailed) {
      LOG.error("The job store does not answer for job {}", job, storeFailed);
    }
  }

  private Tried giveUp(JobId job, Part part, List<Attempt> attempts) throws IOException {
    Attempt last = attempts.getLast();
    Failure reason =
        last.failure()
            .orElse(
                new Failure(
                    "worker_died",
                    "The worker died while it recognised this part, "
                        + attempts.size()
                        + " times."));
    LOG.warn("Part {} of job {} is given up: {}", part.number(), job, reason.message());
    store.createResult(
        job,
        new PartResult(
            JobRequest.SCHEMA,
            part.number(),
            model.id(),
            model.version(),
            attempts.size(),
            last.startedAt(),
            clock.instant(),
            List.of(),
            Optional.of(reason)));
    return Tried.ENDED;
  }

  private PartResult succeeded(Part part, Attempt attempt, List<Segment> segments) {
    return new PartResult(
        JobRequest.SCHEMA,
        part.number(),
        model.id(),
        model.version(),
        attempt.number(),
        attempt.startedAt(),
        clock.instant(),
        segments,
        Optional.empty());
  }

  /** Asks whether we were told to leave, and now and then whether the job has ended meanwhile. */
  private final class JobCancellation implements Cancellation {

    private static final long LOOK_EVERY_MILLISECONDS = 250;

    private final JobId job;
    private Instant lastLook = clock.instant();
    private boolean ended;

    private JobCancellation(JobId job) {
      this.job = job;
    }

    @Override
    public boolean requested() {
      Instant now = clock.instant();
      if (!ended && now.isAfter(lastLook.plusMillis(LOOK_EVERY_MILLISECONDS))) {
        lastLook = now;
        ended = hasEnded();
      }
      return ended || stopping.leaving();
    }

    private boolean hasEnded() {
      try {
        return store.outcome(job).isPresent();
      } catch (IOException unknown) {
        LOG.debug("The job store does not answer for job {}", job, unknown);
        return false;
      }
    }
  }
}
