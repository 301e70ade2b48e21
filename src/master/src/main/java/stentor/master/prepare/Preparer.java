package stentor.master.prepare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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
import stentor.speech.transcript.Transcript;

/**
 * Turns accepted jobs into parts on the work queues. Repeatable at any point: what is there already
 * is used again. Safe for all threads.
 */
public final class Preparer {

  private static final Logger LOG = LoggerFactory.getLogger(Preparer.class);

  private final JobStore store;
  private final Decoders decoders;
  private final Router router;
  private final PartDispatcher dispatcher;
  private final JobJoiner joiner;
  private final Clock clock;

  /** Prepares jobs of this store. */
  public Preparer(
      JobStore store,
      Decoders decoders,
      Router router,
      PartDispatcher dispatcher,
      JobJoiner joiner,
      Clock clock) {
    this.store = store;
    this.decoders = decoders;
    this.router = router;
    this.dispatcher = dispatcher;
    this.joiner = joiner;
    this.clock = clock;
  }

  /** Prepares the job on a virtual thread of its own. */
  public void start(JobRequest request) {
    Thread.ofVirtual().name("prepare").start(() -> prepareOrFail(request));
  }

  /**
   * Goes on with every job that has no outcome: after a start, the queues may have lost their
   * hints.
   */
  public void resume() throws IOException {
    for (JobId job : store.open()) {
      store.request(job).ifPresent(this::start);
    }
  }

  private void prepareOrFail(JobRequest request) {
    try {
      if (store.prepared(request.id()).isEmpty()) {
        prepare(request);
      }
      if (!joiner.joinIfDone(request.id())) {
        dispatcher.dispatch(request.id());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (QueueException unavailable) {
      LOG.error("Job {} is not queued: it goes on after a restart", request.id(), unavailable);
    } catch (IOException storeFailed) {
      LOG.error("Job {} could not be prepared", request.id(), storeFailed);
    }
  }

  private void prepare(JobRequest request) throws IOException, InterruptedException {
    Path output = store.scratch().resolve(request.id() + ".wav");
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
