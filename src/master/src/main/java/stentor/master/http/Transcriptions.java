package stentor.master.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import stentor.master.metrics.EndedJobs;
import stentor.master.prepare.PreparingQueue;
import stentor.master.prepare.Urgency;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.protocol.json.Documents;
import stentor.protocol.openai.Logprob;
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
  private final TranscriptionStream stream;
  private final EndedJobs endedJobs;

  Transcriptions(
      Acceptance acceptance,
      Admission admission,
      PreparingQueue preparing,
      OutcomeWaiter waiter,
      TranscriptionStream stream,
      EndedJobs endedJobs) {
    this.acceptance = acceptance;
    this.admission = admission;
    this.preparing = preparing;
    this.waiter = waiter;
    this.stream = stream;
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
      Optional<Outcome> outcome =
          parameters.stream()
              ? stream.answer(context, request, parameters.logprobs())
              : Optional.of(waiter.await(request.id(), accepted.model()));
      endedJobs.ended(request.id());
      outcome.ifPresent(one -> answer(context, parameters, request, one));
    }
  }

  private static void answer(
      Context context, TranscriptionParameters parameters, JobRequest request, Outcome outcome) {
    if (outcome.status() == Outcome.Status.SUCCEEDED) {
      succeeded(context, parameters, request, outcome);
    } else {
      error(outcome).write(context);
    }
  }

  /**
   * What is said of an outcome that is no transcript.
   *
   * @throws IllegalArgumentException if it is one
   */
  static ErrorAnswer error(Outcome outcome) {
    return switch (outcome.status()) {
      case SUCCEEDED -> throw new IllegalArgumentException("No error: " + outcome.id());
      case FAILED -> ErrorAnswer.of(outcome.reason());
      case CANCELLED -> ErrorAnswer.cancelled();
    };
  }

  private static void succeeded(
      Context context, TranscriptionParameters parameters, JobRequest request, Outcome outcome) {
    Transcript transcript = outcome.transcript().orElseThrow();
    switch (parameters.format()) {
      case "json" ->
          json(
              context,
              new TranscriptionText(
                  transcript.text(),
                  parameters.logprobs() ? Logprob.of(transcript.segments()) : Optional.empty()));
      case "verbose_json" ->
          json(
              context,
              VerboseTranscription.of(request, outcome, parameters.segments(), parameters.words()));
      default -> text(context, request, transcript, Exporter.of(parameters.format()).orElseThrow());
    }
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
