package stentor.master.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import stentor.jobs.store.JobStore;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.master.prepare.Preparer;
import stentor.master.prepare.Router;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
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

  /** Header by which a client names the job it asks for. */
  static final String JOB_ID_HEADER = "Stentor-Job";

  private final JobStore store;
  private final Router router;
  private final Preparer preparer;
  private final OutcomeWaiter waiter;
  private final Admission admission;
  private final Clock clock;
  private final RandomGenerator random;

  Transcriptions(
      JobStore store,
      Router router,
      Preparer preparer,
      Admission admission,
      Clock clock,
      RandomGenerator random) {
    this.store = store;
    this.router = router;
    this.preparer = preparer;
    this.admission = admission;
    this.waiter = new OutcomeWaiter(store);
    this.clock = clock;
    this.random = random;
  }

  void handle(Context context) throws IOException, InterruptedException {
    try (Admission.Place _ = admission.enter()) {
      Upload upload = Upload.of(context);
      TranscriptionParameters parameters = TranscriptionParameters.of(context);
      router.route(parameters.model(), parameters.language());
      JobRequest request = accept(upload, parameters, jobId(context));
      preparer.start(request);
      answer(context, parameters, request, waiter.await(request.id()));
    }
  }

  /**
   * The id that the client chose, so that it can cancel a job of which it has not heard yet; else
   * one of our own.
   */
  private JobId jobId(Context context) throws IOException {
    String chosen = context.header(JOB_ID_HEADER);
    if (chosen == null) {
      return JobId.next(clock, random);
    }
    Optional<JobId> id = JobId.of(chosen);
    if (id.isEmpty() || store.request(id.get()).isPresent()) {
      throw new MasterException(
          new MasterProblem.BadParameter(
              JOB_ID_HEADER, "it is no new id", "a UUID of version 7 that no job has"));
    }
    return id.get();
  }

  private JobRequest accept(Upload upload, TranscriptionParameters parameters, JobId id)
      throws IOException {
    Instant now = clock.instant();
    JobRequest request =
        JobRequest.transcription(
            id,
            now,
            parameters.model(),
            parameters.language(),
            Optional.of(upload.name()),
            upload.size());
    try (InputStream content = upload.content()) {
      store.accept(request, content);
    }
    return request;
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
