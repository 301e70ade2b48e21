package stentor.master.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.store.JobStore;
import stentor.master.MasterException;
import stentor.master.job.JobDocuments;
import stentor.master.job.JobEvent;
import stentor.master.job.JobEvent.PartText;
import stentor.master.job.JobEvents;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.PartResult;
import stentor.protocol.json.Documents;
import stentor.protocol.openai.Logprob;
import stentor.protocol.openai.TranscriptionEvent;
import stentor.protocol.openai.VerboseTranscription;
import stentor.speech.transcript.Transcript;

/**
 * Answers with {@code stream=true}: text in the order of the recording as parts end, as server-sent
 * events of OpenAI's kinds. The answer begins with the first text, or with the first sign of life:
 * whatever goes wrong before has a status of its own, and what goes wrong after is an event that
 * OpenAI's clients raise as an error. Safe for all threads.
 */
final class TranscriptionStream {

  private static final Logger LOG = LoggerFactory.getLogger(TranscriptionStream.class);

  private final JobStore store;
  private final JobDocuments documents;
  private final JobFollower follower;
  private final Set<Thread> answering = ConcurrentHashMap.newKeySet();

  TranscriptionStream(JobStore store, JobFollower follower) {
    this.store = store;
    this.documents = new JobDocuments(store);
    this.follower = follower;
  }

  /**
   * Writes the answer until the job has ended. A client that leaves does not end its job.
   *
   * @param logprobs whether texts come with the log-probabilities of their pieces
   * @return the outcome where it is no transcript and nothing was sent before: it is still to be
   *     answered
   * @throws MasterException if the job is there no more
   * @throws IOException if the store does not answer, and nothing was sent before
   * @throws InterruptedException if the master is being stopped, and nothing was sent before
   */
  Optional<Outcome> answer(Context context, JobRequest request, boolean logprobs)
      throws IOException, InterruptedException {
    Answer answer = new Answer(context, request, logprobs);
    answering.add(Thread.currentThread());
    try {
      JobEvents events = new JobEvents(store, documents, request.id(), 0);
      follower.follow(request.id(), events, events.next(), answer);
      if (!answer.ended) {
        throw Jobs.notFound(request.id().toString());
      }
    } catch (IOException | InterruptedException | RuntimeException broken) {
      if (!answer.hasBegun()) {
        throw broken;
      }
      log(request.id(), broken);
      answer.breakOff(ErrorAnswer.of(broken));
      if (broken instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
    } finally {
      answering.remove(Thread.currentThread());
    }
    return answer.unanswered;
  }

  /**
   * Has all streams end; their jobs go on. Waits until they have said so, but not longer than
   * {@code patience}.
   */
  void end(Duration patience) throws InterruptedException {
    follower.end();
    long deadline = System.nanoTime() + patience.toNanos();
    for (Thread one : List.copyOf(answering)) {
      boolean _ = one.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }
  }

  private static void log(JobId job, Exception broken) {
    switch (broken) {
      case MasterException _, InterruptedException _ -> {}
      // Most often the client has left, which cannot be told from a store that fails.
      case IOException gone ->
          LOG.info("The events of a transcription, job {}, ended: {}", job, gone.toString());
      default -> LOG.error("A defect while telling of job {}", job, broken);
    }
  }

  /** One answer. For one thread. */
  private final class Answer implements JobFollower.Listener {

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Context context;
    private final JobRequest request;
    private final boolean logprobs;
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private @Nullable OutputStream out;
    private boolean spoken;
    private boolean ended;
    private Optional<Outcome> unanswered = Optional.empty();

    Answer(Context context, JobRequest request, boolean logprobs) {
      this.context = context;
      this.request = request;
      this.logprobs = logprobs;
    }

    @Override
    public void hear(List<JobEvent> events) throws IOException {
      for (JobEvent event : events) {
        switch (event) {
          case JobEvent.Partial(long _, PartText text) -> delta(text);
          case JobEvent.Ended _ -> end();
          case JobEvent.Queued _, JobEvent.Started _, JobEvent.Progress _ -> {}
        }
      }
      send();
    }

    @Override
    public void silence() throws IOException {
      block.writeBytes(HEARTBEAT);
      send();
    }

    boolean hasBegun() {
      return out != null;
    }

    /** Says why there is no more, if there is anybody left to hear it. */
    void breakOff(ErrorAnswer error) {
      try {
        block.reset();
        error(error);
        send();
      } catch (IOException gone) {
        LOG.debug("The client of job {} has left", request.id(), gone);
      }
    }

    /** Texts are parted as those of the whole are, so that all deltas together are the whole. */
    private void delta(PartText text) throws IOException {
      boolean silent = text.text().isEmpty();
      if (silent && !text.gap()) {
        return;
      }
      String delta = spoken && !silent ? " " + text.text() : text.text();
      spoken |= !silent;
      event(
          TranscriptionEvent.Delta.of(
              delta,
              logprobs ? logprobs(text.part()) : Optional.empty(),
              new TranscriptionEvent.Place(text.start(), text.end(), text.gap())));
    }

    private Optional<List<Logprob>> logprobs(int part) throws IOException {
      return store.result(request.id(), part).map(PartResult::segments).flatMap(Logprob::of);
    }

    private void end() throws IOException {
      Optional<Outcome> outcome = store.outcome(request.id());
      if (outcome.isEmpty()) {
        return;
      }
      ended = true;
      Optional<Transcript> transcript = outcome.get().transcript();
      if (transcript.isPresent()) {
        event(
            TranscriptionEvent.Done.of(
                transcript.get().text(),
                logprobs ? Logprob.of(transcript.get().segments()) : Optional.empty(),
                VerboseTranscription.of(request, outcome.get(), false, false).stentor()));
      } else if (hasBegun()) {
        error(Transcriptions.error(outcome.get()));
      } else {
        block.reset();
        unanswered = outcome;
      }
    }

    private void event(TranscriptionEvent event) {
      data(Documents.write(event));
    }

    private void error(ErrorAnswer error) {
      block.writeBytes("event: error\n".getBytes(StandardCharsets.US_ASCII));
      data(Documents.write(error.document()));
    }

    private void data(byte[] json) {
      block.writeBytes("data: ".getBytes(StandardCharsets.US_ASCII));
      block.writeBytes(json);
      block.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
    }

    private void send() throws IOException {
      if (block.size() == 0) {
        return;
      }
      OutputStream to = out;
      if (to == null) {
        context.disableCompression();
        context.res().setContentType("text/event-stream;charset=utf-8");
        context.res().setHeader("Cache-Control", "no-store");
        to = context.res().getOutputStream();
        out = to;
      }
      block.writeTo(to);
      block.reset();
      to.flush();
    }
  }
}
