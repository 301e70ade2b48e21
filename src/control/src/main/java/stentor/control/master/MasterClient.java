package stentor.control.master;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.control.Endpoint;
import stentor.control.master.MasterConnection.Reply;
import stentor.control.problem.ControlException;
import stentor.control.problem.ControlProblem;
import stentor.control.problem.MasterProblem;
import stentor.control.problem.RequestProblem;
import stentor.protocol.file.IoReason;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.gateway.JobDocument.JobStatus;
import stentor.protocol.gateway.JobList;
import stentor.protocol.job.JobId;
import stentor.protocol.openai.ModelList;
import stentor.protocol.openai.VerboseTranscription;

/**
 * The one HTTP client of a master. Waits for a transcript as long as the work takes, for any other
 * answer a minute at most; an interrupt of the waiting thread gives the request up. Safe for all
 * threads.
 *
 * <p>Every method throws {@link ControlException} with {@link MasterProblem.Refused} where the
 * master says no, {@link MasterProblem.MasterUnreachable} where it cannot be asked, and {@link
 * MasterProblem.UnreadableAnswer} where it does not keep to its contract.
 */
public final class MasterClient implements AutoCloseable {

  /** Jobs of one page: the texts of so many long recordings are still a small document. */
  public static final int MOST_JOBS_OF_A_PAGE = 20;

  private static final Duration SHORT_ANSWER = Duration.ofMinutes(1);
  private static final Duration CANCEL = Duration.ofSeconds(2);
  private static final String JOB_ID_HEADER = "Stentor-Job";
  private static final int CONFLICT = 409;
  private static final Logger LOG = LoggerFactory.getLogger(MasterClient.class);

  private final MasterConnection master;
  private final Supplier<JobId> jobIds;

  /** A client of the master at this endpoint. Nothing is asked yet. */
  public MasterClient(Endpoint endpoint) {
    this(endpoint, () -> JobId.next(Clock.systemUTC(), RandomGenerator.getDefault()));
  }

  /**
   * A client of the master at this endpoint.
   *
   * @param jobIds names the jobs that are asked for, each anew
   */
  MasterClient(Endpoint endpoint, Supplier<JobId> jobIds) {
    this.master = new MasterConnection(endpoint);
    this.jobIds = jobIds;
  }

  /**
   * Transcribes a file, with the times of segments and words. The file is read while it is sent, so
   * that memory does not depend on its size; a pipe will do.
   *
   * <p>Interrupted, it has the master cancel what it may have accepted of it.
   *
   * @throws ControlException with {@link RequestProblem.UnreadableFile} if it cannot be read,
   *     {@link RequestProblem.FileTooLarge}, {@link MasterProblem.Busy} where it should be sent
   *     later, or {@link MasterProblem.ConnectionLost} where nobody knows whether it was accepted
   */
  public Answer transcribe(Path file, TranscriptionOptions options) throws InterruptedException {
    MultipartForm form =
        new MultipartForm()
            .field("response_format", "verbose_json")
            .field("timestamp_granularities[]", "segment")
            .field("timestamp_granularities[]", "word");
    options.model().ifPresent(model -> form.field("model", model));
    options.language().ifPresent(language -> form.field("language", language));
    JobId job = jobIds.get();
    Reply reply;
    try {
      reply = send(form, file, job);
    } catch (InterruptedException interrupted) {
      abandon(job);
      throw interrupted;
    }
    return new Answer(reply.text(), MasterConnection.read(reply, VerboseTranscription.class));
  }

  /**
   * The body waits until the master asks for it (RFC 9110, section 10.1.1): an answer that needs no
   * body, a wrong token say, is not lost with a connection that breaks under the body.
   */
  private Reply send(MultipartForm form, Path file, JobId job) throws InterruptedException {
    try (RecordingStream recording = new RecordingFile(file).open()) {
      HttpRequest request =
          master
              .request("/v1/audio/transcriptions")
              .header("Content-Type", form.contentType())
              .header(JOB_ID_HEADER, job.toString())
              .expectContinue(true)
              .POST(form.withFile(file, recording))
              .build();
      return MasterConnection.accepted(master.exchange(request));
    } catch (ConnectException | HttpConnectTimeoutException nothingSent) {
      throw master.unreachable(nothingSent);
    } catch (IOException failed) {
      throw new ControlException(
          problemOfFile(failed)
              .orElseGet(
                  () -> new MasterProblem.ConnectionLost(master.address(), IoReason.of(failed))),
          failed);
    }
  }

  /** Nobody waits for the job any more. Whether that reaches the master is not waited for long. */
  private void abandon(JobId job) throws InterruptedException {
    try {
      var _ = master.exchange(master.request("/v1/jobs/" + job).DELETE().timeout(CANCEL).build());
    } catch (IOException | ControlException gone) {
      // A master that does not answer is restarted and goes on with the job, which is harmless.
      LOG.debug("Job {} could not be cancelled", job, gone);
    }
  }

  /** The file's own problem, where the body ended because of one. */
  private static Optional<ControlProblem> problemOfFile(IOException failed) {
    for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ControlException ofFile) {
        return Optional.of(ofFile.problem());
      }
    }
    return Optional.empty();
  }

  /** The models that it serves. */
  public ModelList models() throws InterruptedException {
    return MasterConnection.read(master.ask(master.request("/v1/models").build()), ModelList.class);
  }

  /** Returns if the master is ready. */
  public void requireReady() throws InterruptedException {
    var _ = master.ask(master.request("/health/ready").build());
  }

  /**
   * Jobs, newest first, without their results.
   *
   * @param status only those with this one; absent: all
   * @param limit most of them, from 1 to {@value #MOST_JOBS_OF_A_PAGE}
   * @param after only older ones than this; absent: from the newest
   */
  public JobList jobs(Optional<JobStatus> status, int limit, Optional<JobId> after)
      throws InterruptedException {
    if (limit < 1 || limit > MOST_JOBS_OF_A_PAGE) {
      throw new IllegalArgumentException("Not a number of jobs for one page: " + limit);
    }
    StringBuilder path = new StringBuilder("/v1/jobs?limit=").append(limit);
    status.ifPresent(wanted -> path.append("&status=").append(wanted.word()));
    after.ifPresent(last -> path.append("&after=").append(last));
    Reply reply = askShortly(master.request(path.toString()));
    JobList page = MasterConnection.read(reply, JobList.class);
    page.data().forEach(job -> requireComplete(job, reply));
    if (page.data().size() > limit || (page.hasMore() && page.data().isEmpty())) {
      throw unreadable(reply, "it is no page of at most " + limit + " jobs");
    }
    return page;
  }

  /**
   * One job, with its result.
   *
   * @throws ControlException with {@link MasterProblem.Refused}, status 404, if there is no such
   *     job
   */
  public JobDocument job(JobId id) throws InterruptedException {
    return job(id, askShortly(master.request("/v1/jobs/" + id)));
  }

  /**
   * Has the recording of a job recognised once more, as a new job.
   *
   * @return the new job
   */
  public JobDocument replay(JobId id) throws InterruptedException {
    Reply reply =
        askShortly(
            master.request("/v1/jobs/" + id + "/replay").POST(HttpRequest.BodyPublishers.noBody()));
    return requireComplete(MasterConnection.read(reply, JobDocument.class), reply);
  }

  /** Cancels a job that has not ended. One that has is left as it is, also where both meet. */
  public JobCancellation cancel(JobId id) throws InterruptedException {
    HttpRequest request =
        master.request("/v1/jobs/" + id + "?if=unfinished").DELETE().timeout(SHORT_ANSWER).build();
    try {
      Reply reply = master.exchange(request);
      boolean hadEnded = reply.status() == CONFLICT;
      if (!hadEnded) {
        var _ = MasterConnection.accepted(reply);
      }
      return new JobCancellation(!hadEnded, job(id));
    } catch (IOException failed) {
      throw master.unreachable(failed);
    }
  }

  private Reply askShortly(HttpRequest.Builder request) throws InterruptedException {
    return master.ask(request.timeout(SHORT_ANSWER).build());
  }

  private static JobDocument job(JobId id, Reply reply) {
    JobDocument job = requireComplete(MasterConnection.read(reply, JobDocument.class), reply);
    if (!job.id().equals(id)) {
      throw unreadable(reply, "it tells of another job");
    }
    return job;
  }

  /** Checks what has no value for "absent": a document from outside may lack anything. */
  private static JobDocument requireComplete(JobDocument job, Reply reply) {
    if (job == null || job.id() == null || job.status() == null || job.createdAt() == null) {
      throw unreadable(reply, "it lacks a job's id, status or time");
    }
    return job;
  }

  private static ControlException unreadable(Reply reply, String reason) {
    return new ControlException(new MasterProblem.UnreadableAnswer(reply.status(), reason));
  }

  /** Gives up what still runs. */
  @Override
  public void close() {
    master.close();
  }
}
