package stentor.control.master;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import stentor.control.Endpoint;
import stentor.control.problem.ControlException;
import stentor.control.problem.ControlProblem;
import stentor.control.problem.MasterProblem;
import stentor.protocol.file.IoReason;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.protocol.openai.ErrorDocument;

/**
 * Asks one master, and tells apart what may come back: a document, a refusal in the master's own
 * words, nothing, or what no master says. An answer has at most {@link Documents#MOST_BYTES}. Safe
 * for all threads; an interrupt gives up the request that the thread waits for.
 */
final class MasterConnection implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration LONGEST_HEAD = Duration.ofSeconds(45);
  private static final int LONGEST_EXCERPT = 200;
  private static final int NO_CONTENT = 204;
  private static final int FIRST_ERROR = 400;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Endpoint endpoint;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http;

  /** A connection to the master at this endpoint. Nothing is asked yet. */
  MasterConnection(Endpoint endpoint) {
    this.endpoint = endpoint;
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

  /** What came back. */
  static final class Reply {
    private final int status;
    private final byte[] body;
    private final Optional<Duration> retryAfter;

    private Reply(int status, byte[] body, Optional<Duration> retryAfter) {
      this.status = status;
      this.body = body;
      this.retryAfter = retryAfter;
    }

    /** Its HTTP status. */
    int status() {
      return status;
    }

    /** Its body as text. */
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Where the master is. */
  URI address() {
    return endpoint.url();
  }

  /** A request for this path, with the token. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(endpoint.url() + path))
        .header("Authorization", "Bearer " + endpoint.token());
  }

  /**
   * Asks, and takes every status for an answer.
   *
   * @throws ControlException with {@link MasterProblem.UnreadableAnswer} if the answer is too large
   * @throws IOException if there is none
   */
  Reply exchange(HttpRequest request) throws IOException, InterruptedException {
    return exchange(request, Documents.MOST_BYTES);
  }

  /**
   * As {@link #exchange(HttpRequest)}.
   *
   * @param mostBytes a larger answer is too large
   */
  Reply exchange(HttpRequest request, int mostBytes) throws IOException, InterruptedException {
    HttpResponse<Optional<byte[]>> response =
        http.send(request, head -> new BoundedBody(mostBytes));
    byte[] body =
        response
            .body()
            .orElseThrow(
                () ->
                    new ControlException(
                        new MasterProblem.UnreadableAnswer(
                            response.statusCode(), "it has more than " + mostBytes + " bytes")));
    return new Reply(response.statusCode(), body, retryAfter(response));
  }

  /**
   * Asks for what may be long, and hands it to the reader as it arrives.
   *
   * @return what the reader makes of it; empty where the master has nothing to say (204)
   * @throws ControlException if the master says no
   * @throws IOException if there is no answer, or the connection broke under it
   */
  <T> Optional<T> stream(HttpRequest request, StreamReader<T> reader)
      throws IOException, InterruptedException {
    HttpResponse<Incoming> response = begun(http.sendAsync(request, Incoming::of));
    return switch (response.body()) {
      case Incoming.Streamed(StreamedBody body) -> {
        try (body) {
          yield response.statusCode() == NO_CONTENT
              ? Optional.empty()
              : Optional.of(reader.read(body));
        }
      }
      case Incoming.Whole(Optional<byte[]> body) ->
          throw new ControlException(
              refusal(
                  new Reply(
                      response.statusCode(), body.orElse(new byte[0]), retryAfter(response))));
    };
  }

  /** Waits until an answer begins; how long it goes on is its reader's affair. */
  private static <T> T begun(CompletableFuture<T> answer) throws IOException, InterruptedException {
    try {
      return answer.get(LONGEST_HEAD.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException silent) {
      throw new HttpTimeoutException("no answer began within " + LONGEST_HEAD.toSeconds() + " s");
    } catch (ExecutionException failed) {
      throw switch (failed.getCause()) {
        case IOException broken -> broken;
        case null, default -> new IOException(failed);
      };
    } finally {
      // Nobody waits for it any more; of one that has begun this changes nothing.
      boolean _ = answer.cancel(true);
    }
  }

  /** Reads a body as it arrives. */
  @FunctionalInterface
  interface StreamReader<T> {
    T read(StreamedBody body) throws IOException, InterruptedException;
  }

  /** An answer comes bit by bit; an error is a document. */
  private sealed interface Incoming {
    record Streamed(StreamedBody body) implements Incoming {}

    record Whole(Optional<byte[]> body) implements Incoming {}

    static HttpResponse.BodySubscriber<Incoming> of(HttpResponse.ResponseInfo head) {
      return head.statusCode() < FIRST_ERROR
          ? HttpResponse.BodySubscribers.mapping(new StreamedBody(), Streamed::new)
          : HttpResponse.BodySubscribers.mapping(new BoundedBody(Documents.MOST_BYTES), Whole::new);
    }
  }

  /**
   * Asks, and takes what is no error.
   *
   * @throws ControlException if the master says no or cannot be asked
   */
  Reply ask(HttpRequest request) throws InterruptedException {
    try {
      return accepted(exchange(request));
    } catch (IOException failed) {
      throw unreachable(failed);
    }
  }

  /** The problem of a master that could not be asked. */
  ControlException unreachable(IOException failed) {
    return new ControlException(
        new MasterProblem.MasterUnreachable(endpoint.url(), IoReason.of(failed)), failed);
  }

  /** The reply, unless it is an error. */
  static Reply accepted(Reply reply) {
    if (reply.status() >= FIRST_ERROR) {
      throw new ControlException(refusal(reply));
    }
    return reply;
  }

  /** The document that the body is. */
  static <T> T read(Reply reply, Class<T> type) {
    try {
      return Documents.read(reply.body, type);
    } catch (DocumentException malformed) {
      throw new ControlException(
          new MasterProblem.UnreadableAnswer(reply.status(), malformed.problem().sentence()),
          malformed);
    }
  }

  private static ControlProblem refusal(Reply reply) {
    try {
      ErrorDocument.Body error = Documents.read(reply.body, ErrorDocument.class).error();
      if (error != null && error.message() != null) {
        String code = error.code() == null ? "refused" : error.code();
        return reply.status() == TOO_MANY_REQUESTS
            ? new MasterProblem.Busy(code, error.message(), reply.retryAfter)
            : new MasterProblem.Refused(reply.status(), code, error.message());
      }
    } catch (DocumentException notAnError) {
      // A master that is not ready, or what is no master at all, says it in its own words.
      return new MasterProblem.UnreadableAnswer(reply.status(), excerpt(reply.text()));
    }
    return new MasterProblem.UnreadableAnswer(reply.status(), excerpt(reply.text()));
  }

  /** The wait that the master proposes, in whole seconds (RFC 9110, section 10.2.3). */
  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  private static String excerpt(String body) {
    String text = body.strip();
    return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "...";
  }

  /** Gives up what still runs. */
  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }
}
