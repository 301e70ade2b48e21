package stentor.app.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.testing.ModelsDouble;
import stentor.app.testing.PlatformDouble;
import stentor.control.Endpoint;
import stentor.control.Environments;
import stentor.control.problem.ControlException;
import stentor.control.problem.RequestProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.json.Documents;
import stentor.speech.problem.ProblemException;

/** Recordings sent as jobs to a small HTTP server that answers as a master does. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class EnvironmentTranscriberTest {

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final PlatformDouble platform = new PlatformDouble();
  private final Masters masters = new Masters();
  private final List<RecordingState> told = new CopyOnWriteArrayList<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final AtomicInteger busy = new AtomicInteger();
  private final CountDownLatch never = new CountDownLatch(1);
  private volatile String status = "succeeded";
  private volatile String error = "null";
  private volatile boolean hanging;
  private HttpServer master;
  private EnvironmentTranscriber transcriber;

  @BeforeEach
  void open() throws IOException {
    master = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    master.setExecutor(threads);
    master.createContext("/v1/jobs", this::answer);
    master.start();
    platform.endpoint =
        Optional.of(
            new Endpoint(
                URI.create("http://127.0.0.1:" + master.getAddress().getPort()), "token-1"));
    transcriber =
        new EnvironmentTranscriber(
            new Environments(platform, new ModelsDouble(), Clock.systemUTC()),
            masters,
            Clock.systemUTC(),
            new Random(1),
            pauses::add);
  }

  @AfterEach
  void close() {
    never.countDown();
    masters.close();
    master.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    calls.add(exchange.getRequestMethod() + " " + path.replaceAll("[0-9a-f-]{36}", "ID"));
    exchange.getRequestBody().readAllBytes();
    String id =
        path.equals("/v1/jobs")
            ? exchange.getRequestHeaders().getFirst("Stentor-Job")
            : path.split("/", -1)[3];
    if (exchange.getRequestMethod().equals("POST")) {
      if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        exchange.getResponseHeaders().add("Retry-After", "7");
        send(exchange, 429, "{\"error\":{\"message\":\"Full.\",\"code\":\"queue_full\"}}");
      } else {
        send(exchange, 202, job(id, "queued"));
      }
    } else if (path.endsWith("/events")) {
      events(exchange, id);
    } else {
      send(exchange, 200, job(id, status));
    }
  }

  private void events(HttpExchange exchange, String id) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    String begun =
        event(1, "queued", "{}")
            + event(2, "started", "{}")
            + event(5, "progress", "{\"done\":3,\"total\":12}");
    exchange.getResponseBody().write(begun.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    if (hanging) {
      try {
        never.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }
    exchange
        .getResponseBody()
        .write(event(300, status, job(id, status)).getBytes(StandardCharsets.UTF_8));
    exchange.close();
  }

  private static String event(int id, String name, String data) {
    return "id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n";
  }

  private String job(String id, String now) {
    String result =
        now.equals("succeeded")
            ? new String(
                Documents.write(Samples.answer(List.of(), Samples.segment(0, "hello there"))),
                StandardCharsets.UTF_8)
            : "null";
    return """
    {"id":"%s","object":"job","status":"%s","task":"transcribe","attempts":1,\
    "createdAt":"2026-01-01T00:00:00Z","error":%s,"result":%s}\
    """
        .formatted(id, now, error, result);
  }

  private static void send(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Transcriber.Wish wish(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "audio");
    return new Transcriber.Wish(file, EnvironmentName.DEFAULT, Optional.of("en"));
  }

  @Test
  void a_recording_is_sent_followed_and_read() throws Exception {
    platform.up("default");

    Transcribed result = transcriber.transcribe(wish("a.wav"), told::add);

    assertThat(result.transcription().text()).isEqualTo("hello there");
    assertThat(result.took()).isEqualTo(Duration.ofMillis(3_100));
    assertThat(result.job()).isPresent();
    assertThat(told)
        .contains(
            new RecordingState.Uploading(5, 5),
            new RecordingState.Queued(),
            new RecordingState.Recognising(3, 12));
    assertThat(calls).containsExactly("POST /v1/jobs", "GET /v1/jobs/ID/events", "GET /v1/jobs/ID");
  }

  @Test
  void with_no_environment_up_one_is_started_for_a_while_and_its_steps_are_told() throws Exception {
    platform.rising =
        events -> {
          var step = events.start("fetch", "Fetch the model");
          step.progress(12, 22);
          step.finish();
        };

    Transcribed result = transcriber.transcribe(wish("a.wav"), told::add);

    assertThat(result.environment()).isEqualTo(EnvironmentName.DEFAULT);
    assertThat(platform.asked.getFirst().idle()).contains(Duration.ofMinutes(10));
    assertThat(told)
        .contains(
            new RecordingState.Starting("Fetch the model", 0, 0),
            new RecordingState.Starting("Fetch the model", 12, 22));
  }

  @Test
  void a_master_that_is_full_is_asked_again_and_that_is_told() throws Exception {
    platform.up("default");
    busy.set(2);

    Transcribed result = transcriber.transcribe(wish("a.wav"), told::add);

    assertThat(result.transcription().text()).isEqualTo("hello there");
    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
    assertThat(told)
        .anySatisfy(
            state ->
                assertThat(state)
                    .isInstanceOfSatisfying(
                        RecordingState.SendingAgain.class,
                        again -> assertThat(again.why()).contains("has all the work it takes")));
  }

  @Test
  void what_the_master_could_not_do_is_a_problem_in_its_words() throws Exception {
    platform.up("default");
    status = "failed";
    error = "{\"code\":\"invalid_audio\",\"message\":\"This is no audio.\"}";
    Transcriber.Wish wish = wish("a.wav");

    ProblemException failed =
        catchThrowableOfType(ProblemException.class, () -> transcriber.transcribe(wish, told::add));

    assertThat(failed.problem())
        .isEqualTo(new TranscribeProblem.JobFailed("invalid_audio", "This is no audio."));
  }

  @Test
  void a_job_that_somebody_else_cancelled_is_told_apart() throws Exception {
    platform.up("default");
    status = "cancelled";
    Transcriber.Wish wish = wish("a.wav");

    assertThat(
            catchThrowableOfType(
                    ProblemException.class, () -> transcriber.transcribe(wish, told::add))
                .problem())
        .isInstanceOf(TranscribeProblem.CancelledElsewhere.class);
  }

  @Test
  void a_file_that_is_not_there_needs_no_environment() {
    Transcriber.Wish wish =
        new Transcriber.Wish(folder.resolve("gone.wav"), EnvironmentName.DEFAULT, Optional.empty());

    assertThat(
            catchThrowableOfType(
                    ControlException.class, () -> transcriber.transcribe(wish, told::add))
                .problem())
        .isInstanceOf(RequestProblem.UnreadableFile.class);
    assertThat(platform.asked).isEmpty();
  }

  @Test
  void interrupted_it_has_the_master_cancel_the_job() throws Exception {
    platform.up("default");
    hanging = true;
    Transcriber.Wish wish = wish("a.wav");
    Future<Transcribed> running = threads.submit(() -> transcriber.transcribe(wish, told::add));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> told.contains(new RecordingState.Recognising(3, 12)));

    running.cancel(true);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(calls).contains("DELETE /v1/jobs/ID"));
  }
}
