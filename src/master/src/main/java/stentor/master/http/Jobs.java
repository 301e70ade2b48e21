package stentor.master.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import stentor.jobs.store.JobStore;
import stentor.master.JobProblem;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.master.job.JobDocuments;
import stentor.master.job.JobListing;
import stentor.master.prepare.PreparingQueue;
import stentor.master.prepare.Urgency;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.protocol.json.Documents;

/** {@code /v1/jobs}: jobs are accepted, looked at, listed, cancelled and erased. */
final class Jobs {

  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;
  private static final String CONDITION = "if";
  private static final String UNFINISHED = "unfinished";

  private final JobStore store;
  private final Acceptance acceptance;
  private final Admission admission;
  private final PreparingQueue preparing;
  private final Consumer<JobId> cancelled;
  private final JobDocuments documents;
  private final JobListing listing;
  private final Clock clock;

  Jobs(
      JobStore store,
      Acceptance acceptance,
      Admission admission,
      PreparingQueue preparing,
      Consumer<JobId> cancelled,
      Clock clock) {
    this.store = store;
    this.acceptance = acceptance;
    this.admission = admission;
    this.preparing = preparing;
    this.cancelled = cancelled;
    this.documents = new JobDocuments(store);
    this.listing = new JobListing(store, documents);
    this.clock = clock;
  }

  /** {@code POST /v1/jobs}. */
  void post(Context context) throws IOException {
    try (Admission.Place _ = admission.upload(context.req().getContentLengthLong())) {
      Upload upload = Upload.of(context);
      Acceptance.Accepted accepted =
          acceptance.accept(context, upload, JobParameters.wish(context));
      JobRequest request = accepted.request();
      if (accepted.repeated()) {
        accepted(context, find(request.id()));
      } else {
        accepted(context, JobDocuments.accepted(request));
        preparing.add(request.id(), Urgency.BACKGROUND);
      }
    }
  }

  /** {@code POST /v1/jobs/{id}/replay}. */
  void replay(Context context) throws IOException {
    JobId job = idIn(context);
    JobRequest original = store.request(job).orElseThrow(() -> notFound(job.toString()));
    try (Admission.Place _ = admission.upload(original.bytes())) {
      JobRequest request = acceptance.acceptAgain(context, original);
      accepted(context, JobDocuments.accepted(request));
      preparing.add(request.id(), Urgency.BACKGROUND);
    }
  }

  /** {@code GET /v1/jobs/{id}}. */
  void get(Context context) throws IOException {
    write(context, find(idIn(context)));
  }

  /** {@code GET /v1/jobs}. */
  void list(Context context) throws IOException {
    JobQuery query = JobQuery.of(context);
    write(context, listing.page(query.status(), query.limit(), query.after()));
  }

  /** {@code DELETE /v1/jobs/{id}}. */
  void delete(Context context) throws IOException {
    JobId job = idIn(context);
    boolean onlyUnfinished = isOnlyUnfinished(context);
    if (store.request(job).isEmpty()) {
      throw notFound(job.toString());
    }
    // A result that was written first wins over a cancel, and is then what is erased.
    if (store.createOutcome(Outcome.cancelled(job, clock.instant()))) {
      cancelled.accept(job);
      write(context, find(job));
    } else if (onlyUnfinished) {
      throw new MasterException(new JobProblem.JobFinished());
    } else {
      store.erase(job);
      context.status(NO_CONTENT);
    }
  }

  /** Whether the client means a job only as long as it has not ended, so that nothing is erased. */
  private static boolean isOnlyUnfinished(Context context) {
    String condition = context.queryParam(CONDITION);
    if (condition != null && !condition.equals(UNFINISHED)) {
      throw new MasterException(
          new MasterProblem.BadParameter(CONDITION, "its value is none that is known", UNFINISHED));
    }
    return condition != null;
  }

  /**
   * The id in the path.
   *
   * @throws MasterException if what is there is no id
   */
  static JobId idIn(Context context) {
    String named = context.pathParam("id");
    return JobId.of(named).orElseThrow(() -> notFound(named));
  }

  static MasterException notFound(String id) {
    return new MasterException(new JobProblem.JobNotFound(id));
  }

  private JobDocument find(JobId job) throws IOException {
    Optional<JobDocument> document = documents.whole(job);
    return document.orElseThrow(() -> notFound(job.toString()));
  }

  private static void accepted(Context context, JobDocument document) {
    context.status(ACCEPTED).header("Location", "/v1/jobs/" + document.id());
    write(context, document);
  }

  private static void write(Context context, Object document) {
    context.contentType("application/json").result(Documents.write(document));
  }
}
