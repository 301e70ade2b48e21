package stentor.control.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.Endpoint;
import stentor.control.problem.ControlException;
import stentor.control.problem.ControlProblem;
import stentor.control.problem.MasterProblem;
import stentor.control.problem.RequestProblem;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MasterClientTest {

  private static final String ANSWER =
      "{\"task\":\"transcribe\",\"language\":\"english\",\"duration\":1.5,\"text\":\"hello there\","
          + "\"segments\":[],\"words\":[],\"new\":1}";

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private MasterClient client;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    client = new MasterClient(new Endpoint(address(), "secret-token"));
  }

  @AfterEach
  void close() {
    client.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void on(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Path clip(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private ControlProblem problemOf(ThrowingCall call) {
    return catchThrowableOfType(ControlException.class, call::run).problem();
  }

  private interface ThrowingCall {
    void run() throws Exception;
  }

  @Test
  void a_file_is_sent_as_openai_wants_it_and_the_answer_kept_as_it_came() throws Exception {
    AtomicReference<String> body = new AtomicReference<>("");
    AtomicReference<String> token = new AtomicReference<>("");
    on(
        "/v1/audio/transcriptions",
        exchange -> {
          body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          token.set(exchange.getRequestHeaders().getFirst("Authorization"));
          answer(exchange, 200, ANSWER);
        });

    Answer answer =
        client.transcribe(
            clip("a \"clip\".wav", "audio"),
            new TranscriptionOptions(Optional.of("some-model"), Optional.of("en")));

    assertThat(answer.json()).isEqualTo(ANSWER);
    assertThat(answer.transcription().text()).isEqualTo("hello there");
    assertThat(token.get()).isEqualTo("Bearer secret-token");
    assertThat(body.get())
        .contains("name=\"model\"\r\n\r\nsome-model\r\n")
        .contains("name=\"language\"\r\n\r\nen\r\n")
        .contains("name=\"response_format\"\r\n\r\nverbose_json\r\n")
        .contains("name=\"timestamp_granularities[]\"\r\n\r\nword\r\n")
        .contains("name=\"file\"; filename=\"a %22clip%22.wav\"\r\n")
        .contains("\r\n\r\naudio\r\n--");
  }

  @Test
  void a_file_larger_than_the_memory_is_sent() throws Exception {
    Path large = folder.resolve("large.wav");
    long size = Runtime.getRuntime().maxMemory() + (64L << 20);
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(size);
    }
    AtomicLong received = new AtomicLong();
    on(
        "/v1/audio/transcriptions",
        exchange -> {
          byte[] buffer = new byte[1 << 16];
          try (InputStream in = exchange.getRequestBody()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
              received.addAndGet(count);
            }
          }
          answer(exchange, 200, ANSWER);
        });

    client.transcribe(large, TranscriptionOptions.automatic());

    assertThat(received.get()).isGreaterThan(size);
  }

  @Test
  void what_nobody_named_is_not_sent() throws Exception {
    AtomicReference<String> body = new AtomicReference<>("");
    on(
        "/v1/audio/transcriptions",
        exchange -> {
          body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answer(exchange, 200, ANSWER);
        });

    client.transcribe(
        clip("a.wav", "a"),
        TranscriptionOptions.given(Optional.of("whisper-1"), Optional.of("auto")));

    assertThat(body.get()).doesNotContain("name=\"model\"").doesNotContain("name=\"language\"");
  }

  @Test
  void a_file_that_no_master_takes_is_not_sent() throws Exception {
    Path huge = folder.resolve("huge.wav");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(RecordingFile.MOST_BYTES + 1);
    }
    AtomicLong requests = new AtomicLong();
    on("/", exchange -> requests.incrementAndGet());

    ControlProblem problem =
        problemOf(() -> client.transcribe(huge, TranscriptionOptions.automatic()));

    assertThat(problem).isEqualTo(new RequestProblem.FileTooLarge(huge, RecordingFile.MOST_BYTES));
    assertThat(problem.sentence()).contains("more than 2 GiB");
    assertThat(requests.get()).isZero();
  }

  @Test
  void a_busy_master_says_when_to_come_again() throws Exception {
    on(
        "/v1/audio/transcriptions",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Retry-After", "7");
          answer(
              exchange,
              429,
              "{\"error\":{\"message\":\"Too many jobs are waiting.\",\"type\":\"server_error\","
                  + "\"param\":null,\"code\":\"queue_full\"}}");
        });

    assertThat(
            problemOf(
                () -> client.transcribe(clip("a.wav", "a"), TranscriptionOptions.automatic())))
        .isEqualTo(
            new MasterProblem.Busy(
                "queue_full", "Too many jobs are waiting.", Optional.of(Duration.ofSeconds(7))));
  }

  @Test
  void a_refusal_carries_the_masters_code_and_words() throws Exception {
    on(
        "/v1/audio/transcriptions",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          answer(
              exchange,
              404,
              "{\"error\":{\"message\":\"There is no model x: there is y.\","
                  + "\"type\":\"invalid_request_error\",\"param\":\"model\","
                  + "\"code\":\"model_not_found\"}}");
        });

    ControlProblem problem =
        problemOf(() -> client.transcribe(clip("a.wav", "a"), TranscriptionOptions.automatic()));

    assertThat(problem)
        .isEqualTo(
            new MasterProblem.Refused(404, "model_not_found", "There is no model x: there is y."));
    assertThat(problem.sentence()).isEqualTo("There is no model x: there is y.");
  }

  @Test
  void an_answer_that_is_no_document_is_told_apart() throws Exception {
    on("/v1/models", exchange -> answer(exchange, 200, "<html>"));
    on("/health/ready", exchange -> answer(exchange, 503, "store does not answer"));

    assertThat(problemOf(client::models)).isInstanceOf(MasterProblem.UnreadableAnswer.class);
    assertThat(problemOf(client::requireReady))
        .isEqualTo(new MasterProblem.UnreadableAnswer(503, "store does not answer"));
  }

  @Test
  void the_models_are_listed() throws Exception {
    on(
        "/v1/models",
        exchange ->
            answer(
                exchange,
                200,
                "{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\",\"created\":1,"
                    + "\"owned_by\":\"stentor\"}]}"));

    assertThat(client.models().data()).extracting("id").containsExactly("m");
  }

  @Test
  void a_master_that_is_not_there_is_named_without_its_token() throws Exception {
    server.stop(0);

    ControlProblem problem = problemOf(client::models);

    assertThat(problem).isInstanceOf(MasterProblem.MasterUnreachable.class);
    assertThat(problem.sentence()).contains(address().toString()).doesNotContain("secret-token");
  }

  @Test
  void files_that_cannot_be_read_are_told_why() {
    assertThat(
            problemOf(
                () -> client.transcribe(folder.resolve("none"), TranscriptionOptions.automatic())))
        .isEqualTo(new RequestProblem.UnreadableFile(folder.resolve("none"), "it does not exist"));
    assertThat(problemOf(() -> client.transcribe(folder, TranscriptionOptions.automatic())))
        .isEqualTo(new RequestProblem.UnreadableFile(folder, "it is a folder"));
  }

  @Test
  void an_interrupt_gives_the_request_up() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    on(
        "/v1/models",
        exchange -> {
          asked.countDown();
          try {
            never.await();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
        });
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    client.models();
                  } catch (Exception failed) {
                    thrown.set(failed);
                  }
                });
    asked.await();

    waiting.interrupt();

    await().atMost(Duration.ofSeconds(30)).until(() -> !waiting.isAlive());
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
  }
}
