package stentor.master.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.lifecycle.JobJoiner;
import stentor.jobs.store.JobStore;
import stentor.master.language.Candidate;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.PartResult;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;
import stentor.speech.cut.Span;

/**
 * Makes a job of what was streamed, as if it had been sent as a file and recognised by workers:
 * accepted first, then its parts with their results, then joined. A master that dies in between
 * leaves a job that goes on as any other.
 */
final class LiveRecordings implements LiveStream.Recordings {

  private static final Logger LOG = LoggerFactory.getLogger(LiveRecordings.class);

  private final JobStore store;
  private final JobJoiner joiner;
  private final Clock clock;
  private final JobRequest request;
  private final LiveRecogniser recogniser;
  private final Optional<LanguageDecision> named;
  private final Consumer<JobId> ended;
  private final Instant began;

  /**
   * Keeps one stream.
   *
   * @param request what is asked for; its size is not known yet
   * @param named what is known of the language beforehand
   * @param ended told once the job has its outcome
   */
  LiveRecordings(
      JobStore store,
      Clock clock,
      JobRequest request,
      LiveRecogniser recogniser,
      Optional<LanguageDecision> named,
      Consumer<JobId> ended) {
    this.store = store;
    this.joiner = new JobJoiner(store, clock);
    this.clock = clock;
    this.request = request;
    this.recogniser = recogniser;
    this.named = named;
    this.ended = ended;
    this.began = clock.instant();
  }

  @Override
  public Path begin() throws IOException {
    return store.scratch().resolve(request.id() + ".stream.wav");
  }

  @Override
  public void keep(Path audio, double seconds, List<LiveStream.Utterance> utterances)
      throws IOException {
    JobRequest whole =
        JobRequest.transcription(
                request.id(),
                clock.instant(),
                request.model(),
                request.language(),
                request.fileName(),
                Files.size(audio))
            .with(request.origin(), request.recording());
    try (InputStream content = Files.newInputStream(audio)) {
      store.accept(whole, content);
    }
    try {
      keepResults(audio, seconds, utterances);
    } catch (IOException later) {
      // It is accepted: it goes on as any other job, and its client is told so.
      LOG.warn("What was recognised of job {} could not be kept", request.id(), later);
    }
  }

  private void keepResults(Path audio, double seconds, List<LiveStream.Utterance> utterances)
      throws IOException {
    Candidate main = recogniser.main();
    List<Part> parts = new ArrayList<>();
    for (LiveStream.Utterance utterance : utterances) {
      parts.add(part(parts.size(), utterance));
    }
    boolean ours =
        store.putPrepared(
            request.id(),
            audio,
            new PreparedJob(
                JobRequest.SCHEMA,
                clock.instant(),
                seconds,
                main.model().id(),
                main.model().version(),
                parts,
                recogniser.decision(named),
                List.of(),
                request.trace()));
    if (!ours) {
      // Somebody found it waiting and has made other parts of it.
      return;
    }
    for (Part part : parts) {
      boolean _ = store.createResult(request.id(), result(part, utterances.get(part.number())));
    }
    boolean _ = joiner.joinIfDone(request.id());
    ended.accept(request.id());
  }

  private static Part part(int number, LiveStream.Utterance utterance) {
    Span span = utterance.span();
    Candidate candidate = utterance.said().candidate();
    return new Part(
        number,
        candidate.model().id(),
        candidate.language(),
        span.from(),
        span.to(),
        List.of(new PreparedJob.Utterance(span.from(), span.to())));
  }

  private PartResult result(Part part, LiveStream.Utterance utterance) {
    return new PartResult(
        JobRequest.SCHEMA,
        part.number(),
        part.model(),
        utterance.said().candidate().model().version(),
        1,
        began,
        clock.instant(),
        List.of(utterance.said().segment()),
        Optional.empty());
  }
}
