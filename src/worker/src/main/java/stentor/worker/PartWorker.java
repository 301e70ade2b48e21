package stentor.worker;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.engines.Cancellation;
import stentor.engines.EngineException;
import stentor.jobs.lifecycle.JobJoiner;
import stentor.jobs.queue.WorkQueue;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.Attempt;
import stentor.protocol.job.DeadLetter;
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
import stentor.speech.audio.Samples;
import stentor.speech.transcript.Segment;

/**
 * Recognises one part that was leased, writes its result, joins the job if it was the last, and
 * gives the lease back or ends it. A part that fails for the third time ends as failed. Safe for
 * several threads.
 */
final class PartWorker {

  private static final Logger LOG = LoggerFactory.getLogger(PartWorker.class);
  private static final int MOST_ATTEMPTS = 3;

  /**
   * Until a silent attempt is looked at again: an attempt is silent after a minute ({@link
   * SilentAttempts}), and the queue gives up a message that was leased {@link
   * WorkQueue#MOST_RECEIVES} times, with the leases of the attempts among them.
   */
  private static final Duration LATER = Duration.ofSeconds(15);

  private final String name;
  private final ModelDocument model;
  private final PartRecogniser recogniser;
  private final JobStore store;
  private final JobJoiner joiner;
  private final Clocks clocks;
  private final SilentAttempts silent;
  private final Stopping stopping;
  private final Consumer<PartEvent> events;
  private final Runnable wedged;

  /**
   * Works for one model.
   *
   * @param events hears of all that happens to parts, on the thread that works; throws nothing
   * @param wedged called from another thread when a part was held far longer than any takes
   */
  PartWorker(
      String name,
      ModelDocument model,
      PartRecogniser recogniser,
      JobStore store,
      Clocks clocks,
      Stopping stopping,
      Consumer<PartEvent> events,
      Runnable wedged) {
    this.name = name;
    this.model = model;
    this.recogniser = recogniser;
    this.store = store;
    this.joiner = new JobJoiner(store, clocks.wall());
    this.clocks = clocks;
    this.silent = new SilentAttempts(clocks.nanos());
    this.stopping = stopping;
    this.events = events;
    this.wedged = wedged;
  }

  /**
   * Works on what the lease says.
   *
   * @throws EngineException if the engine broke; the attempt is recorded and the lease given back
   */
  void work(WorkQueue.Lease lease) {
    PartMessage message = lease.message();
    events.accept(new PartEvent.Leased(message));
    try (LeaseKeeper _ = LeaseKeeper.keep(lease, wedged)) {
      Optional<PreparedJob> job = waiting(message);
      Tried tried = job.isEmpty() ? Tried.ENDED : attempt(message, job.get());
      switch (tried) {
        case ENDED -> {
          events.accept(new PartEvent.Ended(message, joiner.joinIfDone(message.job())));
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
    } finally {
      events.accept(new PartEvent.LetGo(message));
    }
  }

  /**
   * The job, if its part is still to be done: a message may be doubled, late, or of a job that is
   * gone.
   */
  private Optional<PreparedJob> waiting(PartMessage message) throws IOException {
    Optional<PreparedJob> prepared = store.prepared(message.job());
    if (prepared.isEmpty()
        || message.part() < 0
        || message.part() >= prepared.get().parts().size()
        || store.outcome(message.job()).isPresent()
        || store.result(message.job(), message.part()).isPresent()) {
      return Optional.empty();
    }
    return prepared;
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
  private Tried attempt(PartMessage message, PreparedJob prepared) throws IOException {
    JobId job = message.job();
    Part part = prepared.parts().get(message.part());
    List<Attempt> before = store.attempts(job, part.number());
    if (before.size() >= MOST_ATTEMPTS) {
      // All are looked at, so that all are known from now on.
      boolean run =
          before.stream().filter(one -> silent.mayStillRun(job, part.number(), one)).count() > 0;
      return run ? Tried.LATER : giveUp(message, part, before);
    }
    Attempt attempt = store.beginAttempt(job, part.number(), name);
    events.accept(new PartEvent.Attempted(message, attempt));
    try {
      recognise(message, prepared, attempt);
      return Tried.ENDED;
    } catch (CancellationException handedBack) {
      store.withdrawAttempt(job, part.number(), attempt);
      return store.outcome(job).isPresent() ? Tried.ENDED : Tried.AGAIN;
    } catch (EngineException broken) {
      fail(message, attempt, Failure.of(broken.problem()));
      throw broken;
    } catch (AudioException damaged) {
      fail(message, attempt, Failure.of(damaged.problem()));
      return Tried.AGAIN;
    } catch (RuntimeException defect) {
      // Its message may hold anything, also what was said: only its kind is told.
      fail(
          message,
          attempt,
          new Failure(
              "internal_error",
              "The worker has a defect: " + defect.getClass().getSimpleName() + "."));
      throw defect;
    }
  }

  /** Reads the audio while another part is recognised. */
  private void recognise(PartMessage message, PreparedJob prepared, Attempt attempt)
      throws IOException {
    Part part = prepared.parts().get(message.part());
    Samples samples = store.samples(message.job(), part.from(), part.to());
    PartRecogniser.Recognised recognised =
        recogniser.recognise(samples, part, new JobCancellation(message.job()));
    List<Segment> segments = recognised.segments();
    store.createResult(message.job(), succeeded(part, attempt, segments));
    events.accept(
        new PartEvent.Recognised(
            message,
            attempt,
            seconds(prepared.preparedAt(), attempt.startedAt()),
            samples.seconds(),
            recognised.seconds(),
            segments));
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / 1e3);
  }

  private void fail(PartMessage message, Attempt attempt, Failure failure) throws IOException {
    store.failAttempt(message.job(), message.part(), attempt, failure);
    events.accept(new PartEvent.Failed(message, attempt, failure));
  }

  /**
   * A document of the job cannot be read: no worker can go on with it, and none shall die of it.
   */
  private void failJob(JobId job, DocumentException damaged, WorkQueue.Lease lease) {
    LOG.error("A document of job {} is damaged", job, damaged);
    try {
      store.createOutcome(
          Outcome.failed(job, clocks.wall().instant(), Failure.of(damaged.problem())));
      lease.delete();
    } catch (IOException storeFailed) {
      LOG.error("The job store does not answer for job {}", job, storeFailed);
    }
  }

  private Tried giveUp(PartMessage message, Part part, List<Attempt> attempts) throws IOException {
    Attempt last = attempts.getLast();
    Failure reason =
        last.failure()
            .orElse(
                new Failure(
                    "worker_died",
                    "The worker died while it recognised this part, "
                        + attempts.size()
                        + " times."));
    Instant now = clocks.wall().instant();
    store.createResult(
        message.job(),
        new PartResult(
            JobRequest.SCHEMA,
            part.number(),
            model.id(),
            model.version(),
            attempts.size(),
            last.startedAt(),
            now,
            List.of(),
            Optional.of(reason)));
    events.accept(
        new PartEvent.GivenUp(
            message,
            new DeadLetter(
                JobRequest.SCHEMA, message.job(), part.number(), attempts.size(), reason, now)));
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
        clocks.wall().instant(),
        segments,
        Optional.empty());
  }

  /** Asks whether we were told to leave, and now and then whether the job has ended meanwhile. */
  private final class JobCancellation implements Cancellation {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final JobId job;
    private long lastLookNanos = clocks.nanos().getAsLong();
    private boolean ended;

    private JobCancellation(JobId job) {
      this.job = job;
    }

    @Override
    public boolean requested() {
      long now = clocks.nanos().getAsLong();
      if (!ended && now - lastLookNanos > LOOK_EVERY.toNanos()) {
        lastLookNanos = now;
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
