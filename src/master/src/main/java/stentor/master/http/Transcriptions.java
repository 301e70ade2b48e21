package stentor.master.http;

import io.javalin.http.Context;
import java.io.IOException;
import stentor.master.metrics.EndedJobs;
import stentor.master.prepare.PreparingQueue;
import stentor.master.prepare.Urgency;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.protocol.json.Documents;
import stentor.protocol.openai.ErrorDocument;
import stentor.protocol.openai.TranscriptionText;
import stentor.protocol.openai.VerboseTranscription;
import stentor.speech.export.Exporter;
import stentor.speech.transcript.Transcript;

/** {@code POST /v1/audio/transcriptions}: accepts a recording, waits for its outcome, answers. */
final class Transcriptions {

  private final Acceptance acceptance;
  private final Admission admission;
  private final PreparingQueue preparing;
  private final OutcomeWaiter waiter;
  private final EndedJobs endedJobs;

  Transcriptions(
      Acceptance acceptance,
      Admission admission,
      PreparingQueue preparing,
      OutcomeWaiter waiter,
      EndedJobs endedJobs) {
    this.acceptance = acceptance;
    this.admission = admission;
    this.preparing = preparing;
    this.waiter = waiter;
    this.endedJobs = endedJobs;
  }

  void handle(Context context) throws IOException, InterruptedException {
    try (Admission.Place _ = admission.enter()) {
      TranscriptionParameters parameters;
      Acceptance.Accepted accepted;
      try (Admission.Place _ = admission.upload(context.req().getContentLengthLong())) {
        Upload upload = Upload.of(context);
        parameters = TranscriptionParameters.of(context);
        accepted = acceptance.accept(context, upload, parameters.wish());
      }
      JobRequest request = accepted.request();
      if (!accepted.repeated()) {
        preparing.add(request.id(), Urgency.WAITED_FOR);
      }
      Outcome outcome = waiter.await(request.id(), accepted.model());
      endedJobs.ended(request.id());
      answer(context, parameters, request, outcome);
    }
  }

  private static void answer(
      Context context, TranscriptionParameters parameters, JobRequest request, Outcome outcome) {
    switch (outcome.status()) {
      case SUCCEEDED -> succeeded(context, parameters, request, outcome);
      case FAILED ->
          failed(
              context,
              outcome
                  .failure()
                  .orElse(new Failure("internal_error", "The job failed without a reason.")));
      case CANCELLED -> {
        context.status(409);
        json(
            context,
            ErrorDocument.of("The job was cancelled.", "invalid_request_error", "job_cancelled"));
      }
    }
  }

  private static void succeeded(
      Context context, TranscriptionParameters parameters, JobRequest request, Outcome outcome) {
    Transcript transcript = outcome.transcript().orElseThrow();
    switch (parameters.format()) {
      case "json" -> json(context, new TranscriptionText(transcript.text()));
      case "verbose_json" ->
          json(
              context,
              VerboseTranscription.of(
                  outcome, request.createdAt(), parameters.segments(), parameters.words()));
      default -> text(context, request, transcript, Exporter.of(parameters.format()).orElseThrow());
    }
  }

  private static void failed(Context context, Failure failure) {
    int status = Answers.statusOf(failure.code());
    context.status(status);
    json(context, ErrorDocument.of(failure.message(), Answers.typeOf(status), failure.code()));
  }

  private static void json(Context context, Object document) {
    context.contentType("application/json").result(Documents.write(document));
  }

  private static void text(
      Context context, JobRequest request, Transcript transcript, Exporter exporter) {
    context
        .contentType("text/plain; charset=utf-8")
        .result(exporter.toText(transcript, request.fileName().orElse("audio")));
  }
}
