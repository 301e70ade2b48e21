package stentor.jobs.store;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.NewestJob;
import stentor.protocol.job.Reference;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;

/**
 * Brings references and jobs together, whichever came first, without a look at other jobs: {@code
 * recordings/<recording>.json} says which job is the newest, {@code
 * recordings/<recording>.reference.json} waits for the first. Who accepts a job names it before and
 * looks for what waits after; who sends a reference leaves it to wait before it looks for a job: of
 * two at once one finds the other, and where that one died the next who asks does.
 */
final class References {

  private static final Logger LOG = LoggerFactory.getLogger(References.class);

  private final DocumentJobStore documents;

  References(DocumentJobStore documents) {
    this.documents = documents;
  }

  /** Names a job that is about to be accepted as the newest of its recording, if it has one. */
  void own(JobRequest request) throws IOException {
    if (request.recording().isPresent()) {
      documents.replace(
          newest(request.recording().get()),
          Documents.writeReadable(new NewestJob(JobRequest.SCHEMA, request.id())));
    }
  }

  /** Gives a job that was accepted what waits for it. */
  void settle(JobRequest request) throws IOException {
    if (request.recording().isPresent()) {
      try {
        settle(request.recording().get(), request.id());
      } catch (DocumentException damaged) {
        // The job is accepted, and as good as one for which nothing waits.
        LOG.warn("A reference cannot be read: {}", damaged.problem().sentence());
      }
    }
  }

  private void settle(String recording, JobId job) throws IOException {
    Optional<Reference> waiting = documents.document(waiting(recording), Reference.class);
    if (waiting.isPresent()) {
      // One that came just now, straight to the job, is newer.
      boolean _ = documents.create(kept(job), Documents.writeReadable(waiting.get()));
      documents.delete(waiting(recording));
    }
  }

  void refer(String recording, Reference reference) throws IOException {
    byte[] content = Documents.writeReadable(reference);
    documents.replace(waiting(recording), content);
    Optional<JobId> job = accepted(recording);
    if (job.isPresent()) {
      documents.replace(kept(job.get()), content);
      documents.delete(waiting(recording));
    }
  }

  Optional<Reference> of(JobRequest request) throws IOException {
    Optional<Reference> kept = documents.document(kept(request.id()), Reference.class);
    if (kept.isPresent()
        || request.recording().isEmpty()
        || !accepted(request.recording().get()).equals(Optional.of(request.id()))) {
      return kept;
    }
    settle(request);
    return documents.document(kept(request.id()), Reference.class);
  }

  /** Forgets that an erased job was the newest of its recording, if it was. */
  void forget(Optional<String> recording, JobId job) throws IOException {
    if (recording.isPresent() && named(recording.get()).equals(Optional.of(job))) {
      documents.delete(newest(recording.get()));
    }
  }

  /** The newest job, unless its master died before it was accepted. */
  private Optional<JobId> accepted(String recording) throws IOException {
    Optional<JobId> job = named(recording);
    return job.isPresent() && documents.exists(DocumentJobStore.requestOf(job.get()))
        ? job
        : Optional.empty();
  }

  private Optional<JobId> named(String recording) throws IOException {
    return documents.document(newest(recording), NewestJob.class).map(NewestJob::job);
  }

  private static String newest(String recording) {
    return DocumentJobStore.RECORDINGS + "/" + recording + ".json";
  }

  private static String waiting(String recording) {
    return DocumentJobStore.RECORDINGS + "/" + recording + ".reference.json";
  }

  private static String kept(JobId job) {
    return DocumentJobStore.of(job, "reference.json");
  }
}
