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

  /**
   * Names a job that is about to be accepted as the newest of its recording, if it has one, and
   * after it the one that was: should its master die now, that one still is.
   */
  void own(JobRequest request) throws IOException {
    if (request.recording().isPresent()) {
      String recording = request.recording().get();
      Optional<JobId> before = accepted(recording).filter(job -> !job.equals(request.id()));
      documents.replace(
          newest(recording),
          Documents.writeReadable(new NewestJob(JobRequest.SCHEMA, request.id(), before)));
    }
  }

  /** Gives a job that was accepted what waits for it; never fails, for the job stands. */
  void settle(JobRequest request) {
    if (request.recording().isPresent()) {
      try {
        settle(request.recording().get(), request.id());
      } catch (IOException | DocumentException unread) {
        LOG.warn("What waits for job {} cannot be brought to it now", request.id(), unread);
      }
    }
  }

  private void settle(String recording, JobId job) throws IOException {
    Optional<Reference> waiting = documents.document(waiting(recording), Reference.class);
    if (waiting.isPresent()) {
      // One that came just now, straight to the job, is newer.
      boolean _ = documents.create(kept(job), Documents.writeReadable(waiting.get()));
      documents.removeIfErased(job, kept(job));
      deleteWaiting(recording, waiting.get());
    }
  }

  void refer(String recording, Reference reference) throws IOException {
    byte[] content = Documents.writeReadable(reference);
    documents.replace(waiting(recording), content);
    Optional<JobId> job = accepted(recording);
    if (job.isPresent()) {
      documents.replace(kept(job.get()), content);
      if (!documents.removeIfErased(job.get(), kept(job.get()))) {
        deleteWaiting(recording, reference);
      }
    }
  }

  /** Unless a newer one took its place, whose sender brings it to the job itself. */
  private void deleteWaiting(String recording, Reference brought) throws IOException {
    Optional<Reference> waiting = documents.document(waiting(recording), Reference.class);
    if (waiting.filter(brought::equals).isPresent()) {
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

  /**
   * Forgets that an erased job was the newest of its recording, if it was. Never fails: a name of
   * no job does no harm.
   */
  void forget(Optional<String> recording, JobId job) {
    try {
      if (recording.isPresent() && isNewest(recording.get(), job)) {
        documents.delete(newest(recording.get()));
      }
    } catch (IOException failed) {
      LOG.warn("The name of the erased job {} is left with its recording", job, failed);
    }
  }

  private boolean isNewest(String recording, JobId job) throws IOException {
    return named(recording).map(NewestJob::job).equals(Optional.of(job))
        || accepted(recording).equals(Optional.of(job));
  }

  /** The newest job; the one before it, where its master died before it was accepted. */
  private Optional<JobId> accepted(String recording) throws IOException {
    Optional<NewestJob> named = named(recording);
    if (named.isPresent() && documents.isAccepted(named.get().job())) {
      return Optional.of(named.get().job());
    }
    Optional<JobId> before = named.flatMap(NewestJob::before);
    return before.isPresent() && documents.isAccepted(before.get()) ? before : Optional.empty();
  }

  /** A damaged name is as good as none; the next job of the recording writes it anew. */
  private Optional<NewestJob> named(String recording) throws IOException {
    try {
      return documents.document(newest(recording), NewestJob.class);
    } catch (DocumentException damaged) {
      LOG.warn("The newest job of a recording is unknown: {}", damaged.problem().sentence());
      return Optional.empty();
    }
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
