package stentor.master.prepare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.lifecycle.JobJoiner;
import stentor.jobs.lifecycle.PartDispatcher;
import stentor.jobs.queue.QueueException;
import stentor.jobs.store.JobStore;
import stentor.master.MasterException;
import stentor.master.decode.Decoders;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.json.DocumentException;
import stentor.speech.transcript.Transcript;

/**
 * Turns accepted jobs into parts on the work queues. Repeatable at any point: what is there already
 * is used again. Safe for all threads.
 */
public final class Preparer {

  private static final Logger LOG = LoggerFactory.getLogger(Preparer.class);

  /** Store and queues may be away for a moment: a restart, a full disk that somebody empties. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(25));

  /** An upload that has not ended by then was given up. */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private final JobStore store;
  private final Decoders decoders;
  private final Router router;
  private final PartDispatcher dispatcher;
  private final JobJoiner joiner;
  private final Clock clock;
  private final Pauses pauses;

  /** Prepares jobs of this store. */
  public Preparer(
      JobStore store,
      Decoders decoders,
      Router router,
      PartDispatcher dispatcher,
      JobJoiner joiner,
      Clock clock,
      Pauses pauses) {
    this.store = store;
    this.decoders = decoders;
    this.router = router;
    this.dispatcher = dispatcher;
    this.joiner = joiner;
    this.clock = clock;
    this.pauses = pauses;
  }

  /** Waits between two tries; {@code Thread::sleep} outside of tests. */
  @FunctionalInterface
  public interface Pauses {

    /** Waits so long. */
    void pause(Duration length) throws InterruptedException;
  }

  /** Prepares the job on a virtual thread of its own. */
  public void start(JobRequest request) {
    Thread.ofVirtual().name("prepare").start(() -> prepareOrFail(request));
  }

  /**
   * Goes on with every job that has no outcome: after a start, the queues may have lost their
   * hints. What was begun and never accepted is removed.
   */
  public void resume() throws IOException {
    for (JobId job : store.open()) {
      try {
        Optional<JobRequest> request = store.request(job);
        if (request.isPresent()) {
          start(request.get());
        } else if (job.instant().isBefore(clock.instant().minus(ABANDONED_AFTER))) {
          store.abandon(job);
        }
      } catch (IOException | DocumentException unreadable) {
        LOG.error("Job {} cannot be read and waits for somebody to look at it", job, unreadable);
      }
    }
  }

  private void prepareOrFail(JobRequest request) {
    try {
      for (Duration pause : PAUSES) {
        Optional<Failure> passing = tryOnce(request);
        if (passing.isEmpty()) {
          return;
        }
        pauses.pause(pause);
      }
      Optional<Failure> lasting = tryOnce(request);
      if (lasting.isPresent()) {
        failForGood(request, lasting.get());
      }
    } catch (InterruptedException | CancellationException stopped) {
      LOG.info("Job {} goes on after the next start", request.id());
      Thread.currentThread().interrupt();
    } catch (RuntimeException defect) {
      LOG.error("A defect while preparing job {}", request.id(), defect);
      failForGood(
          request, new Failure("internal_error", "The master has a defect; its log says more."));
    }
  }

  /** Prepares and queues; tells what went wrong if it may go better after a while. */
  private Optional<Failure> tryOnce(JobRequest request) throws InterruptedException {
    try {
      if (store.prepared(request.id()).isEmpty()) {
        prepare(request);
      }
      if (!joiner.joinIfDone(request.id())) {
        dispatcher.dispatch(request.id(), Optional.empty());
      }
      return Optional.empty();
    } catch (QueueException unavailable) {
      LOG.warn("Job {} could not be queued", request.id(), unavailable);
      return Optional.of(Failure.of(unavailable.problem()));
    } catch (DocumentException damaged) {
      LOG.warn("A document of job {} is damaged", request.id(), damaged);
      return Optional.of(Failure.of(damaged.problem()));
    } catch (IOException | UncheckedIOException storeFailed) {
      LOG.warn("Job {} could not be prepared", request.id(), storeFailed);
      return Optional.of(
          new Failure("storage_failed", "The job store does not answer: " + storeFailed + "."));
    }
  }

  /** Writes the outcome, however long the store does not answer: nobody waits for ever. */
  private void failForGood(JobRequest request, Failure failure) {
    try {
      while (true) {
        try {
          fail(request, failure);
          return;
        } catch (IOException storeFailed) {
          LOG.error("The outcome of job {} could not be written", request.id(), storeFailed);
          pauses.pause(PAUSES.getLast());
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void prepare(JobRequest request) throws IOException, InterruptedException {
    Path output = store.scratch().resolve(request.id() + "." + UUID.randomUUID() + ".wav");
    try (JobStore.LocalFile audio = store.audio(request.id())) {
      switch (decoders.decode(audio.path(), output)) {
        case Decoders.Decoding.Prepared prepared -> keep(request, output, prepared);
        case Decoders.Decoding.Failed failed -> fail(request, failed.failure());
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private void keep(JobRequest request, Path output, Decoders.Decoding.Prepared prepared)
      throws IOException {
    try {
      Router.Route route = router.route(request.model(), request.language());
      List<Part> parts =
          prepared.parts().stream()
              .map(part -> part.toPart(route.model().id(), route.language().chosen()))
              .toList();
      store.putPrepared(
          request.id(),
          output,
          new PreparedJob(
              JobRequest.SCHEMA,
              clock.instant(),
              prepared.seconds(),
              route.model().id(),
              route.model().version(),
              parts,
              route.language(),
              prepared.truncated() ? List.of(Transcript.TRUNCATED_INPUT) : List.of()));
    } catch (MasterException notServedAnyMore) {
      fail(request, Failure.of(notServedAnyMore.problem()));
    }
  }

  private void fail(JobRequest request, Failure failure) throws IOException {
    store.createOutcome(Outcome.failed(request.id(), clock.instant(), failure));
  }
}
