package stentor.control.master;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.control.Endpoint;
import stentor.control.master.MasterConnection.Reply;
import stentor.control.metrics.Metrics;
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

  /** Metrics that are larger are not a master's. */
  public static final int MOST_METRICS_BYTES = 4 * 1024 * 1024;

  private static final Duration SHORT_ANSWER = Duration.ofMinutes(1);
  private static final Duration CANCEL = Duration.ofSeconds(2);

  /** A master says something every 15 s, if only that it is there. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

  private static final int FOLLOW_AFTER_SECONDS = 2;

  private static final Duration RETURN_AFTER = Duration.ofMillis(500);

  /** A supervisor starts a master that died again within some seconds. */
  private static final int MOST_BREAKS = 60;

  private static final String IDEMPOTENCY_HEADER = "Idempotency-Key";
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
    return transcribe(file, options, event -> {});
  }

  /**
   * As {@link #transcribe(Path, TranscriptionOptions)}, and tells how far it is where it takes more
   * than {@value #FOLLOW_AFTER_SECONDS} s.
   *
   * @param told takes the job's events, on another thread; nothing any more once this returned, and
   *     perhaps not all of them
   */
  public Answer transcribe(Path file, TranscriptionOptions options, Consumer<JobEvent> told)
      throws InterruptedException {
    MultipartForm form =
        new MultipartForm()
            .field("response_format", "verbose_json")
            .field("timestamp_granularities[]", "segment")
            .field("timestamp_granularities[]", "word");
    options.addTo(form);
    JobId job = jobIds.get();
    Reply reply;
    Thread following = Thread.ofVirtual().name("follow").start(() -> tellProgress(job, told));
    try {
      reply = send(master.request("/v1/audio/transcriptions"), form, file, job, unread -> {});
    } catch (InterruptedException interrupted) {
      abandon(job);
      throw interrupted;
    } finally {
      following.interrupt();
      following.join();
    }
    return new Answer(reply.text(), MasterConnection.read(reply, VerboseTranscription.class));
  }

  /** Follows a job that may not be there yet, or not any more, until it is interrupted. */
  private void tellProgress(JobId job, Consumer<JobEvent> told) {
    try {
      while (true) {
        Thread.sleep(Duration.ofSeconds(FOLLOW_AFTER_SECONDS));
        try {
          events(job, 0, told);
          return;
        } catch (ControlException notYet) {
          LOG.debug("Job {} cannot be followed yet", job, notYet);
        }
      }
    } catch (InterruptedException answered) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Has a file transcribed as a job, which outlives the connection. The file is read while it is
   * sent. May be repeated after any failure: the master has the job once at most.
   *
   * <p>Interrupted, it has the master cancel what it may have accepted of it.
   *
   * @param sent is told how many bytes of the file have been read, again and again, on some thread
   * @return the job as it was accepted
   * @throws ControlException as {@link #transcribe}
   */
  public JobDocument submit(JobSubmission submission, LongConsumer sent)
      throws InterruptedException {
    MultipartForm form = new MultipartForm();
    submission.options().addTo(form);
    JobId id = submission.id();
    HttpRequest.Builder to = master.request("/v1/jobs").header(IDEMPOTENCY_HEADER, id.toString());
    try {
      return job(id, send(to, form, submission.file(), id, sent));
    } catch (InterruptedException interrupted) {
      abandon(id);
      throw interrupted;
    }
  }

  /**
   * Follows a job until it has ended. Where the connection breaks it goes on after the last event
   * that came, up to {@value #MOST_BREAKS} times in a row without one.
   *
   * @param last number of the last event that is known; 0: all are told
   * @param consumer takes the events in their order, on this thread; it hears the end last, unless
   *     that is known already
   */
  public void events(JobId id, long last, Consumer<JobEvent> consumer) throws InterruptedException {
    long[] heard = {last};
    int breaks = 0;
    while (true) {
      long before = heard[0];
      HttpRequest request =
          master
              .request("/v1/jobs/" + id + "/events")
              .header("Accept", "text/event-stream")
              .header("Last-Event-ID", Long.toString(before))
              .build();
      IOException broken;
      try {
        // With nothing to be told its end is known.
        if (master.stream(request, body -> follow(body, heard, consumer)).orElse(true)) {
          return;
        }
        broken = new IOException("the stream of events ended before the job had");
      } catch (IOException failed) {
        broken = failed;
      }
      breaks = heard[0] > before ? 0 : breaks + 1;
      if (breaks >= MOST_BREAKS) {
        throw master.unreachable(broken);
      }
      Thread.sleep(RETURN_AFTER);
    }
  }

  /** Returns whether the job has ended; else the stream has, before it. */
  private static boolean follow(StreamedBody body, long[] heard, Consumer<JobEvent> consumer)
      throws IOException, InterruptedException {
    EventLines lines = new EventLines();
    while (true) {
      Optional<List<ByteBuffer>> arrived = body.next(LONGEST_SILENCE);
      if (arrived.isEmpty()) {
        return false;
      }
      for (ByteBuffer buffer : arrived.get()) {
        Optional<JobEvent> event = lines.read(buffer);
        while (event.isPresent()) {
          // A number that was heard already would be a repetition.
          if (event.get().sequence() > heard[0]) {
            heard[0] = event.get().sequence();
            consumer.accept(event.get());
          }
          if (event.get() instanceof JobEvent.Ended) {
            return true;
          }
          event = lines.read(buffer);
        }
      }
    }
  }

  /**
   * Copies the audio of a job, as it was prepared (16 kHz mono WAV), into a file. The file is there
   * whole or not at all.
   *
   * @param file is replaced where it is there; its folder must be
   * @throws ControlException with {@link MasterProblem.Refused} where there is none (yet), and with
   *     {@link RequestProblem.UnwritableFile} or {@link RequestProblem.FileTooLarge}
   */
  public void audio(JobId id, Path file) throws InterruptedException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    HttpRequest request = master.request("/v1/jobs/" + id + "/audio").build();
    try {
      Optional<Long> copied = master.stream(request, body -> copy(body, part, file));
      if (copied.isEmpty()) {
        throw new IOException("the answer was empty");
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileSystemException unwritable) {
      throw new ControlException(
          new RequestProblem.UnwritableFile(file, IoReason.of(unwritable)), unwritable);
    } catch (IOException failed) {
      throw master.unreachable(failed);
    } finally {
      erase(part);
    }
  }

  /** Copies into {@code part} what shall become {@code file}. */
  private static long copy(StreamedBody body, Path part, Path file)
      throws IOException, InterruptedException {
    try (FileChannel out =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      long written = 0;
      while (true) {
        Optional<List<ByteBuffer>> arrived = body.next(LONGEST_SILENCE);
        if (arrived.isEmpty()) {
          return written;
        }
        for (ByteBuffer buffer : arrived.get()) {
          written += buffer.remaining();
          if (written > RecordingFile.MOST_BYTES) {
            throw new ControlException(
                new RequestProblem.FileTooLarge(file, RecordingFile.MOST_BYTES));
          }
          while (buffer.hasRemaining()) {
            int _ = out.write(buffer);
          }
        }
      }
    }
  }

  private static void erase(Path part) {
    try {
      boolean _ = Files.deleteIfExists(part);
    } catch (IOException left) {
      LOG.warn("The file {} is left over", part, left);
    }
  }

  /**
   * The body waits until the master asks for it (RFC 9110, section 10.1.1): an answer that needs no
   * body, a wrong token say, is not lost with a connection that breaks under the body.
   */
  private Reply send(
      HttpRequest.Builder to, MultipartForm form, Path file, JobId job, LongConsumer told)
      throws InterruptedException {
    try (RecordingStream recording = new RecordingFile(file).open(told)) {
      HttpRequest request =
          to.header("Content-Type", form.contentType())
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

  /**
   * Nobody waits for a job any more, which may not have been accepted: it is cancelled. Whether
   * that reaches the master is not waited for long. What it ended with meanwhile is erased.
   */
  public void abandon(JobId job) throws InterruptedException {
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

  /**
   * What it counted until now, at most {@value #MOST_METRICS_BYTES} bytes of it.
   *
   * @throws ControlException with {@link MasterProblem.UnreadableAnswer} if it is no metrics
   */
  public Metrics metrics() throws InterruptedException {
    HttpRequest request = master.request("/metrics").timeout(SHORT_ANSWER).build();
    try {
      Reply reply = MasterConnection.accepted(master.exchange(request, MOST_METRICS_BYTES));
      Metrics metrics = Metrics.read(reply.text());
      if (metrics.size() == 0) {
        throw unreadable(reply, "it tells no metrics");
      }
      return metrics;
    } catch (IOException failed) {
      throw master.unreachable(failed);
    }
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
