package stentor.master.job;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import stentor.jobs.store.JobStore;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.gateway.JobDocument.JobStatus;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.Score;
import stentor.protocol.openai.VerboseTranscription;
import stentor.speech.transcript.Transcript;

/**
 * Tells of jobs what the store knows and nothing else, so that any master gives the same answer.
 * Each call reads a few small documents and, where the job has ended, its outcome; to score a long
 * one for the first time takes some seconds longer. Safe for all threads.
 */
public final class JobDocuments {

  private final JobStore store;
  private final Scores scores;

  /** Tells of jobs in this store. */
  public JobDocuments(JobStore store) {
    this.store = store;
    this.scores = new Scores(store);
  }

  /** The job with its result and its score, if there is such a job. */
  public Optional<JobDocument> whole(JobId job) throws IOException {
    return document(job, true);
  }

  /** The job without both, if there is such a job. */
  public Optional<JobDocument> brief(JobId job) throws IOException {
    return document(job, false);
  }

  /** A job that was accepted just now. */
  public static JobDocument accepted(JobRequest request) {
    return unfinished(request, Optional.empty(), new Begun(0, Optional.empty()));
  }

  private Optional<JobDocument> document(JobId job, boolean withResult) throws IOException {
    Optional<JobRequest> request = store.request(job);
    if (request.isEmpty()) {
      return Optional.empty();
    }
    Optional<Outcome> outcome = store.outcome(job);
    if (outcome.isPresent()) {
      return Optional.of(ended(request.get(), outcome.get(), withResult));
    }
    Optional<PreparedJob> prepared = store.prepared(job);
    Begun begun = prepared.isPresent() ? Begun.of(store, job) : new Begun(0, Optional.empty());
    return Optional.of(unfinished(request.get(), prepared, begun));
  }

  private static JobDocument unfinished(
      JobRequest request, Optional<PreparedJob> prepared, Begun begun) {
    return new JobDocument(
        request.id(),
        JobDocument.OBJECT,
        begun.startedAt().isPresent() ? JobStatus.RUNNING : JobStatus.QUEUED,
        request.task(),
        prepared.map(PreparedJob::model).or(request::model),
        prepared.map(work -> work.language().chosen()).or(request::language),
        begun.attempts(),
        request.createdAt(),
        begun.startedAt(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        request.replayOf(),
        request.trace(),
        request.client(),
        Optional.empty());
  }

  private JobDocument ended(JobRequest request, Outcome outcome, boolean withResult)
      throws IOException {
    // Whoever cancels a job does not look how far it was: the store still knows.
    boolean cutShort = outcome.startedAt().isEmpty();
    Begun begun =
        cutShort
            ? Begun.of(store, request.id())
            : new Begun(outcome.attempts(), outcome.startedAt());
    Optional<PreparedJob> prepared = cutShort ? store.prepared(request.id()) : Optional.empty();
    Optional<Transcript> transcript = outcome.transcript();
    // Before the result is laid out, which it would hold in memory while it waits.
    Optional<Score> score = withResult ? scores.of(request, outcome) : Optional.empty();
    return new JobDocument(
        request.id(),
        JobDocument.OBJECT,
        status(outcome),
        request.task(),
        outcome.model().or(() -> prepared.map(PreparedJob::model)).or(request::model),
        outcome
            .language()
            .or(() -> prepared.map(PreparedJob::language))
            .map(decision -> decision.chosen())
            .or(request::language),
        begun.attempts(),
        request.createdAt(),
        begun.startedAt(),
        Optional.<Instant>of(outcome.finishedAt()),
        transcript.map(Transcript::text),
        outcome.failure(),
        withResult && transcript.isPresent()
            ? Optional.of(VerboseTranscription.of(request, outcome, true, true))
            : Optional.empty(),
        request.replayOf(),
        request.trace(),
        request.client(),
        score);
  }

  private static JobStatus status(Outcome outcome) {
    return switch (outcome.status()) {
      case SUCCEEDED -> JobStatus.SUCCEEDED;
      case FAILED -> JobStatus.FAILED;
      case CANCELLED -> JobStatus.CANCELLED;
    };
  }
}
