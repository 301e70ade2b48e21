package stentor.master.prepare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.lifecycle.JobJoiner;
import stentor.jobs.lifecycle.PartDispatcher;
import stentor.jobs.queue.QueueException;
import stentor.jobs.store.JobStore;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.master.decode.Decoders;
import stentor.master.job.JobLog;
import stentor.master.language.Candidate;
import stentor.master.language.LanguageFinder;
import stentor.master.language.Routed;
import stentor.protocol.file.IoReason;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.PartResult;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.job.ServedModels.ServedModel;
import stentor.protocol.job.WorkerMessage;
import stentor.protocol.json.DocumentException;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;
import stentor.speech.transcript.Transcript;

/**
 * Turns an accepted job into parts on the work queues, in two steps. Each is repeatable at any
 * point: what is there already is used again. Safe for all threads.
 *
 * <p>A step throws {@link InterruptedException} or {@link
 * java.util.concurrent.CancellationException} where the master ends: the job goes on after the next
 * start.
 */
public final class Preparer implements Preparation {

  private static final Logger LOG = LoggerFactory.getLogger(Preparer.class);

  private final JobStore store;
  private final Decoders decoders;
  private final Router router;
  private final LanguageFinder languages;
  private final PartDispatcher dispatcher;
  private final JobJoiner joiner;
  private final Clock clock;
  private final String master;
  private final Consumer<JobId> ended;
  private final BiConsumer<String, WorkerMessage.PartRecognised> recognised;

  /**
   * Prepares jobs of this store.
   *
   * @param master name of this master, for workers to tell it of jobs that clients wait for
   * @param ended told of each job that ends here, before any worker saw it
   * @param recognised told of the model, and of what each part took that is recognised here
   */
  public Preparer(
      JobStore store,
      Decoders decoders,
      Router router,
      LanguageFinder languages,
      PartDispatcher dispatcher,
      JobJoiner joiner,
      Clock clock,
      String master,
      Consumer<JobId> ended,
      BiConsumer<String, WorkerMessage.PartRecognised> recognised) {
    this.recognised = recognised;
    this.store = store;
    this.decoders = decoders;
    this.router = router;
    this.languages = languages;
    this.dispatcher = dispatcher;
    this.joiner = joiner;
    this.clock = clock;
    this.master = master;
    this.ended = ended;
  }

  @Override
  public Optional<Trouble> prepare(JobId job) throws InterruptedException {
    return attempt(
        job,
        () -> {
          Optional<JobRequest> request = store.request(job);
          if (request.isPresent()
              && store.prepared(job).isEmpty()
              && store.outcome(job).isEmpty()) {
            prepare(request.get());
          }
        });
  }

  @Override
  public Optional<Trouble> dispatch(JobId job, Urgency urgency) throws InterruptedException {
    return attempt(
        job,
        () -> {
          if (joiner.joinIfDone(job)) {
            ended.accept(job);
          } else {
            dispatcher.dispatch(
                job, urgency == Urgency.WAITED_FOR ? Optional.of(master) : Optional.empty());
          }
        });
  }

  @Override
  public void fail(JobId job, Failure failure) throws IOException {
    store.createOutcome(Outcome.failed(job, clock.instant(), failure));
    ended.accept(job);
  }

  /** What is tried. */
  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private static Optional<Trouble> attempt(JobId job, Step step) throws InterruptedException {
    try {
      step.run();
      return Optional.empty();
    } catch (MasterException passing) {
      LOG.warn("Job {} could not be routed", job, passing);
      return Optional.of(new Trouble(Failure.of(passing.problem()), true));
    } catch (QueueException unavailable) {
      LOG.warn("Job {} could not be queued", job, unavailable);
      return Optional.of(new Trouble(Failure.of(unavailable.problem()), true));
    } catch (DocumentException damaged) {
      LOG.warn("A document of job {} is damaged", job, damaged);
      return Optional.of(new Trouble(Failure.of(damaged.problem()), false));
    } catch (ClosedByInterruptException stopped) {
      throw (InterruptedException) new InterruptedException().initCause(stopped);
    } catch (UncheckedIOException storeFailed) {
      return storageFailed(job, Objects.requireNonNull(storeFailed.getCause()));
    } catch (IOException storeFailed) {
      return storageFailed(job, storeFailed);
    }
  }

  private static Optional<Trouble> storageFailed(JobId job, IOException failed) {
    LOG.warn("Job {} could not be prepared", job, failed);
    String reason = "The job store does not answer: " + IoReason.of(failed) + ".";
    return Optional.of(new Trouble(new Failure("storage_failed", reason), true));
  }

  private void prepare(JobRequest request) throws IOException, InterruptedException {
    Path output = store.scratch().resolve(request.id() + "." + UUID.randomUUID() + ".wav");
    try (JobStore.LocalFile audio = store.audio(request.id())) {
      switch (decoders.decode(audio.path(), output)) {
        case Decoders.Decoding.Prepared prepared -> route(request, output, prepared);
        case Decoders.Decoding.Failed failed -> fail(request.id(), failed.failure());
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private void route(JobRequest request, Path output, Decoders.Decoding.Prepared prepared)
      throws IOException, InterruptedException {
    Instant asked = clock.instant();
    try {
      Optional<Routed.To> routed =
          switch (router.route(request.model(), request.language())) {
            case Router.Route.Chosen(ServedModel model, LanguageDecision language) ->
                Optional.of(
                    new Routed.To(
                        model,
                        prepared.parts().stream()
                            .map(part -> part.toPart(model.id(), language.chosen()))
                            .toList(),
                        language));
            case Router.Route.Among(List<Candidate> candidates) ->
                identified(request.id(), output, prepared, candidates);
          };
      if (routed.isPresent()) {
        keep(request, output, prepared, routed.get(), asked);
      }
    } catch (MasterException notServed) {
      if (notServed.problem() instanceof MasterProblem.LanguageUnknown) {
        throw notServed;
      }
      fail(request.id(), Failure.of(notServed.problem()));
    }
  }

  /** Absent where the job was erased meanwhile: nothing of it shall come back. */
  private Optional<Routed.To> identified(
      JobId job, Path output, Decoders.Decoding.Prepared prepared, List<Candidate> candidates)
      throws IOException, InterruptedException {
    if (prepared.parts().isEmpty()) {
      Candidate first = candidates.getFirst();
      return Optional.of(
          new Routed.To(
              first.model(),
              List.of(),
              new LanguageDecision(first.language(), "no_speech", List.of())));
    }
    Routed routed = languages.find(job, PreparedAudio.open(output), prepared.parts(), candidates);
    return switch (routed) {
      case Routed.To to -> store.request(job).map(_ -> to);
      case Routed.NoneOfThem(var compared) ->
          throw new MasterException(new MasterProblem.NoLanguageFits(compared));
      case Routed.NobodyAnswered(var silent, var _) ->
          throw new MasterException(new MasterProblem.LanguageUnknown(silent));
    };
  }

  /** As a worker tells of a part that was on its queue. */
  private void tell(JobRequest request, Part part, Routed.Recognised what) {
    double audio =
        part.utterances().stream().mapToDouble(each -> each.to() - each.from()).sum()
            / Samples.RATE;
    long words = what.segments().stream().mapToLong(each -> each.words().size()).sum();
    JobLog.of(LOG.atInfo(), request)
        .addKeyValue("part", part.number())
        .addKeyValue("model", part.model())
        .addKeyValue("seconds", what.seconds())
        .addKeyValue("audioSeconds", audio)
        .log("Part recognised with its language");
    recognised.accept(
        part.model(), new WorkerMessage.PartRecognised(0, what.seconds(), audio, words));
  }

  /**
   * Keeps the parts, and what was said in them where finding out the language told it.
   *
   * @param asked when the audio was there and nobody had heard it
   */
  private void keep(
      JobRequest request,
      Path output,
      Decoders.Decoding.Prepared prepared,
      Routed.To routed,
      Instant asked)
      throws IOException {
    boolean ours =
        store.putPrepared(
            request.id(),
            output,
            new PreparedJob(
                JobRequest.SCHEMA,
                routed.recognised().size() < routed.parts().size() ? clock.instant() : asked,
                prepared.seconds(),
                routed.model().id(),
                routed.model().version(),
                routed.parts(),
                routed.language(),
                prepared.truncated() ? List.of(Transcript.TRUNCATED_INPUT) : List.of(),
                request.trace()));
    if (!ours) {
      // Another master has made parts of it, and their results are of those.
      return;
    }
    for (Map.Entry<Integer, Routed.Recognised> part : routed.recognised().entrySet()) {
      boolean first =
          store.createResult(
              request.id(),
              new PartResult(
                  JobRequest.SCHEMA,
                  part.getKey(),
                  routed.parts().get(part.getKey()).model(),
                  part.getValue().modelVersion(),
                  1,
                  asked,
                  clock.instant(),
                  part.getValue().segments(),
                  Optional.empty()));
      if (first) {
        tell(request, routed.parts().get(part.getKey()), part.getValue());
      }
    }
  }
}
