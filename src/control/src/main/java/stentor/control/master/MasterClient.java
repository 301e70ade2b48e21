package stentor.control.master;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.control.Endpoint;
import stentor.control.problem.ControlException;
import stentor.control.problem.ControlProblem;
import stentor.control.problem.IoReason;
import stentor.control.problem.MasterProblem;
import stentor.control.problem.RequestProblem;
import stentor.protocol.job.JobId;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.protocol.openai.ErrorDocument;
import stentor.protocol.openai.ModelList;
import stentor.protocol.openai.VerboseTranscription;

/**
 * The one HTTP client of a master. Waits for an answer as long as the work takes; an interrupt of
 * the waiting thread gives the request up. Safe for all threads.
 *
 * <p>Every method throws {@link ControlException} with {@link MasterProblem.Refused} where the
 * master says no, {@link MasterProblem.MasterUnreachable} where it cannot be asked, and {@link
 * MasterProblem.UnreadableAnswer} where it does not keep to its contract.
 */
public final class MasterClient implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int LONGEST_EXCERPT = 200;
  private static final int FIRST_ERROR = 400;
  private static final int TOO_MANY_REQUESTS = 429;

  private static final Duration CANCEL = Duration.ofSeconds(2);
  private static final String JOB_ID_HEADER = "Stentor-Job";
  private static final Logger LOG = LoggerFactory.getLogger(MasterClient.class);

  private final Endpoint endpoint;
  private final Supplier<JobId> jobIds;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http;

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
    this.endpoint = endpoint;
    this.jobIds = jobIds;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(threads);
    if ("http".equals(endpoint.url().getScheme())) {
      withoutCertificates(builder);
    }
    this.http = builder.build();
  }

  /**
   * Java's client reads all certificates of the system when it is made, also where it never uses
   * one: that would be a good part of the time of a short command. The context given here has none,
   * and refuses every TLS connection.
   */
  private static void withoutCertificates(HttpClient.Builder builder) {
    try {
      builder.sslContext(SSLContext.getInstance("TLS")).sslParameters(new SSLParameters());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has TLS", impossible);
    }
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
    HttpResponse<byte[]> response;
    try {
      response = send(form, file, job);
    } catch (InterruptedException interrupted) {
      cancel(job);
      throw interrupted;
    }
    return new Answer(
        new String(response.body(), StandardCharsets.UTF_8),
        read(response, VerboseTranscription.class));
  }

  /**
   * The body waits until the master asks for it (RFC 9110, section 10.1.1): an answer that needs no
   * body, a wrong token say, is not lost with a connection that breaks under the body.
   */
  private HttpResponse<byte[]> send(MultipartForm form, Path file, JobId job)
      throws InterruptedException {
    try (RecordingStream recording = new RecordingFile(file).open()) {
      HttpRequest request =
          request("/v1/audio/transcriptions")
              .header("Content-Type", form.contentType())
              .header(JOB_ID_HEADER, job.toString())
              .expectContinue(true)
              .POST(form.withFile(file, recording))
              .build();
      return accepted(exchange(request));
    } catch (ConnectException | HttpConnectTimeoutException nothingSent) {
      throw unreachable(nothingSent);
    } catch (IOException failed) {
      throw new ControlException(
          problemOfFile(failed)
              .orElseGet(
                  () -> new MasterProblem.ConnectionLost(endpoint.url(), IoReason.of(failed))),
          failed);
    }
  }

  /** Nobody waits for the job any more. Whether that reaches the master is not waited for long. */
  private void cancel(JobId job) throws InterruptedException {
    try {
      var _ =
          http.send(
              request("/v1/jobs/" + job).DELETE().timeout(CANCEL).build(),
              BodyHandlers.discarding());
    } catch (IOException gone) {
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
    return read(send(request("/v1/models").build()), ModelList.class);
  }

  /** Returns if the master is ready. */
  public void requireReady() throws InterruptedException {
    var _ = send(request("/health/ready").build());
  }

  /** Gives up what still runs. */
  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(endpoint.url() + path))
        .header("Authorization", "Bearer " + endpoint.token());
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
    try {
      return accepted(exchange(request));
    } catch (IOException failed) {
      throw unreachable(failed);
    }
  }

  private HttpResponse<byte[]> exchange(HttpRequest request)
      throws IOException, InterruptedException {
    return http.send(
        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), Documents.MOST_BYTES));
  }

  private ControlException unreachable(IOException failed) {
    return new ControlException(
        new MasterProblem.MasterUnreachable(endpoint.url(), IoReason.of(failed)), failed);
  }

  private static HttpResponse<byte[]> accepted(HttpResponse<byte[]> response) {
    if (response.statusCode() >= FIRST_ERROR) {
      throw new ControlException(refusal(response));
    }
    return response;
  }

  private static ControlProblem refusal(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    try {
      ErrorDocument.Body error = Documents.read(response.body(), ErrorDocument.class).error();
      if (error != null && error.message() != null) {
        String code = error.code() == null ? "refused" : error.code();
        return status == TOO_MANY_REQUESTS
            ? new MasterProblem.Busy(code, error.message(), retryAfter(response))
            : new MasterProblem.Refused(status, code, error.message());
      }
    } catch (DocumentException notAnError) {
      // A master that is not ready, or what is no master at all, says it in its own words.
      return new MasterProblem.UnreadableAnswer(status, excerpt(response.body()));
    }
    return new MasterProblem.UnreadableAnswer(status, excerpt(response.body()));
  }

  /** The wait that the master proposes, in whole seconds (RFC 9110, section 10.2.3). */
  private static Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  private static <T> T read(HttpResponse<byte[]> response, Class<T> type) {
    try {
      return Documents.read(response.body(), type);
    } catch (DocumentException malformed) {
      throw new ControlException(
          new MasterProblem.UnreadableAnswer(response.statusCode(), malformed.problem().sentence()),
          malformed);
    }
  }

  private static String excerpt(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "...";
  }
}
