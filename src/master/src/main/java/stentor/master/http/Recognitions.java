package stentor.master.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import stentor.jobs.store.JobStore;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.master.metrics.EndedJobs;
import stentor.master.prepare.PreparingQueue;
import stentor.master.prepare.Router;
import stentor.master.prepare.Urgency;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.protocol.json.Documents;
import stentor.protocol.kaldi.KaldiStatus;
import stentor.protocol.kaldi.RecognizeAnswer;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.Caps;
import stentor.speech.audio.PreparedAudioWriter;
import stentor.speech.audio.RawAudio;

/**
 * {@code PUT|POST /client/dynamic/recognize}: a recording as the body, whole or in chunks, answered
 * with what was said, as kaldi-gstreamer-server has it.
 */
final class Recognitions {

  private static final int BLOCK = 64 * 1024;
  private static final int UNAVAILABLE = 503;

  private final JobStore store;
  private final Acceptance acceptance;
  private final Admission admission;
  private final PreparingQueue preparing;
  private final OutcomeWaiter waiter;
  private final EndedJobs endedJobs;

  Recognitions(
      JobStore store,
      Acceptance acceptance,
      Admission admission,
      PreparingQueue preparing,
      OutcomeWaiter waiter,
      EndedJobs endedJobs) {
    this.store = store;
    this.acceptance = acceptance;
    this.admission = admission;
    this.preparing = preparing;
    this.waiter = waiter;
    this.endedJobs = endedJobs;
  }

  void handle(Context context) throws IOException, InterruptedException {
    try (Admission.Place _ = admission.enter()) {
      Acceptance.Accepted accepted;
      try (Admission.Place _ = admission.upload(context.req().getContentLengthLong())) {
        accepted = accept(context);
      }
      JobRequest request = accepted.request();
      if (!accepted.repeated()) {
        preparing.add(request.id(), Urgency.WAITED_FOR);
      }
      Outcome outcome = waiter.await(request.id(), accepted.model());
      endedJobs.ended(request.id());
      answer(context, request.id().toString(), outcome);
    }
  }

  private Acceptance.Accepted accept(Context context) throws IOException {
    Path body = Files.createTempFile(store.scratch(), "recognize", ".audio");
    try {
      Optional<String> type = Optional.ofNullable(context.header("Content-Type"));
      try (InputStream in = RequestBody.ofRecording(context.bodyInputStream())) {
        if (type.filter(Caps::isRaw).isPresent()) {
          decode(in, Caps.of(type.get()), body);
        } else {
          copy(in, body);
        }
      }
      Optional<String> content = named(context, "content-id");
      Wish wish =
          new Wish(
              Router.namedModel(named(context, "model")),
              Router.namedLanguage(named(context, "language")),
              Optional.empty(),
              ContentId.of(content),
              Optional.empty(),
              List.of("recognize"));
      return acceptance.accept(context, Upload.of(body, content.orElse(ContentId.NONE)), wish);
    } finally {
      Files.deleteIfExists(body);
    }
  }

  /** In the header, as the original has it, or in the query, as streams have it. */
  private static Optional<String> named(Context context, String name) {
    return Optional.ofNullable(context.header(name))
        .or(() -> Optional.ofNullable(context.queryParam(name)))
        .filter(value -> !value.isBlank());
  }

  private static void decode(InputStream in, Caps caps, Path target) throws IOException {
    try (PreparedAudioWriter writer = PreparedAudioWriter.create(target)) {
      boolean _ =
          RawAudio.into(writer, caps.format(), caps.order(), AudioLimits.DEFAULT).acceptAll(in);
    }
  }

  private static void copy(InputStream in, Path target) throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      byte[] block = new byte[BLOCK];
      long left = Upload.MOST_BYTES;
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        left -= count;
        if (left < 0) {
          throw new MasterException(new MasterProblem.TooLarge(Upload.MOST_BYTES));
        }
        out.write(block, 0, count);
      }
    }
  }

  private static void answer(Context context, String id, Outcome outcome) {
    RecognizeAnswer answer =
        switch (outcome.status()) {
          case SUCCEEDED -> said(id, outcome.transcript().orElseThrow().text());
          case FAILED -> failed(id, outcome.reason());
          case CANCELLED ->
              RecognizeAnswer.failed(KaldiStatus.ABORTED, id, "The job was cancelled.");
        };
    if (answer.status() == KaldiStatus.NOT_AVAILABLE) {
      context.status(UNAVAILABLE);
    }
    context.contentType("application/json").result(Documents.write(answer));
  }

  private static RecognizeAnswer said(String id, String text) {
    return text.isEmpty()
        ? RecognizeAnswer.failed(KaldiStatus.NO_SPEECH, id, "Nobody speaks in the recording.")
        : RecognizeAnswer.of(id, text);
  }

  private static RecognizeAnswer failed(String id, Failure failure) {
    KaldiStatus status =
        switch (failure.code()) {
          case "invalid_audio" -> KaldiStatus.NOT_ALLOWED;
          case "language_not_supported" -> KaldiStatus.LANGUAGE_NOT_SUPPORTED;
          default -> KaldiStatus.NOT_AVAILABLE;
        };
    return RecognizeAnswer.failed(status, id, failure.message());
  }
}
