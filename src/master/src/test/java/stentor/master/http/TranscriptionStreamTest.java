package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stentor.master.http.MasterFixture.JSON;
import static stentor.master.http.MasterFixture.refused;
import static stentor.master.http.MasterFixture.speech;
import static stentor.master.http.MasterFixture.wav;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stentor.master.prepare.JobNotices;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;

/** {@code POST /v1/audio/transcriptions} with {@code stream=true} over HTTP. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
class TranscriptionStreamTest {

  /** Long enough for several parts of at most 30 s. */
  private static final int STRETCHES = 30;

  private static final String DELTA = "transcript.text.delta";
  private static final String DONE = "transcript.text.done";

  @TempDir Path folder;
  private MasterFixture master;

  @BeforeEach
  void start() throws IOException {
    master = new MasterFixture(folder);
  }

  @AfterEach
  void stop() {
    master.close();
  }

  @Test
  void all_deltas_together_are_the_text_of_the_last_event_and_of_the_answer_without_stream()
      throws Exception {
    byte[] speech = speech(STRETCHES);
    List<JsonNode> events;
    try (Events stream = new Events(open(speech, Map.of()).get(60, TimeUnit.SECONDS))) {
      events = stream.all();
    }
    String whole = JSON.readTree(master.transcribe(speech, Map.of()).body()).get("text").asText();

    assertThat(events.stream().map(event -> event.get("type").asText()).distinct())
        .containsExactly(DELTA, DONE);
    assertThat(deltas(events)).isEqualTo(whole).contains("world hello");
    assertThat(events.getLast().get("type").asText()).isEqualTo(DONE);
    assertThat(events.getLast().get("text").asText()).isEqualTo(whole);
    assertThat(events.getLast().at("/stentor/model").asText()).isEqualTo("tiny-en");
    assertThat(events.getLast().at("/stentor/flags")).isEmpty();
    assertThat(events.getFirst().has("logprobs")).isFalse();
  }

  @Test
  void texts_come_as_parts_end_and_in_the_order_of_the_recording() throws Exception {
    Waiting waiting = waiting(Map.of());
    master.workers.answer(waiting.job(), 1);
    assertThat(waiting.answer()).isNotDone();

    master.workers.answer(waiting.job(), 0);

    try (Events stream = waiting.events()) {
      JsonNode first = stream.next();
      assertThat(first.get("delta").asText()).isEqualTo("hello world");
      assertThat(first.at("/stentor/gap").asBoolean()).isFalse();
      JsonNode second = stream.next();
      assertThat(second.get("delta").asText()).isEqualTo(" hello world");
      assertThat(second.at("/stentor/start").asDouble())
          .isGreaterThan(first.at("/stentor/end").asDouble());

      for (int part = 2; part < waiting.parts(); part++) {
        master.workers.answer(waiting.job(), part);
      }
      assertThat(stream.all().getLast().get("type").asText()).isEqualTo(DONE);
    }
  }

  @Test
  void what_could_not_be_recognised_is_an_empty_delta_that_says_so() throws Exception {
    Waiting waiting = waiting(Map.of());
    master.workers.failWith(new Failure("recognition_failed", "The engine broke."));
    master.workers.answer(waiting.job(), 0);
    master.workers.recover();
    for (int part = 1; part < waiting.parts(); part++) {
      master.workers.answer(waiting.job(), part);
    }

    try (Events stream = waiting.events()) {
      List<JsonNode> events = stream.all();
      assertThat(events.getFirst().get("delta").asText()).isEmpty();
      assertThat(events.getFirst().at("/stentor/gap").asBoolean()).isTrue();
      assertThat(events.getFirst().at("/stentor/end").asDouble()).isPositive();
      assertThat(deltas(events))
          .isEqualTo(events.getLast().get("text").asText())
          .startsWith("hello");
      assertThat(events.getLast().at("/stentor/flags/0").asText()).isEqualTo("incomplete");
    }
  }

  @Test
  void silence_is_one_event_without_text() throws Exception {
    try (Events stream =
        new Events(open(wav(new float[160_000]), Map.of()).get(60, TimeUnit.SECONDS))) {
      List<JsonNode> events = stream.all();
      assertThat(events).hasSize(1);
      assertThat(events.getFirst().get("type").asText()).isEqualTo(DONE);
      assertThat(events.getFirst().get("text").asText()).isEmpty();
    }
  }

  @Test
  void what_goes_wrong_before_the_first_text_has_a_status_of_its_own() throws Exception {
    byte[] lying = speech();
    lying[24] = 1; // 1 Hz
    lying[25] = 0;
    refused(master.transcribe(lying, Map.of("stream", "true")), 400, "invalid_audio");

    Waiting waiting = waiting(Map.of());
    master.delete(waiting.job().toString());
    HttpResponse<InputStream> cancelled = waiting.answer().get(60, TimeUnit.SECONDS);
    assertThat(cancelled.statusCode()).isEqualTo(409);
    assertThat(JSON.readTree(cancelled.body()).at("/error/code").asText())
        .isEqualTo("job_cancelled");
  }

  @Test
  void what_goes_wrong_after_it_is_an_event_with_an_error() throws Exception {
    Waiting waiting = waiting(Map.of());
    master.workers.answer(waiting.job(), 0);
    try (Events stream = waiting.events()) {
      assertThat(stream.next().get("type").asText()).isEqualTo(DELTA);

      master.delete(waiting.job().toString());

      List<JsonNode> events = stream.all();
      assertThat(events).hasSize(1);
      JsonNode error = events.getFirst().get("error");
      assertThat(error.get("code").asText()).isEqualTo("job_cancelled");
      assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
      assertThat(error.get("message").asText()).contains("cancelled");
      assertThat(error.get("param").isNull()).isTrue();
    }
  }

  @Test
  void a_master_that_stops_says_so_and_the_job_goes_on() throws Exception {
    Waiting waiting = waiting(Map.of());
    master.workers.answer(waiting.job(), 0);
    try (Events stream = waiting.events()) {
      assertThat(stream.next().get("type").asText()).isEqualTo(DELTA);

      master.stop();

      assertThat(stream.all().getLast().at("/error/code").asText()).isEqualTo("stopping");
    }
    assertThat(master.store.open()).containsExactly(waiting.job());
  }

  @Test
  void a_client_that_leaves_does_not_end_its_job_and_may_ask_again_by_its_key() throws Exception {
    Map<String, String> key = Map.of(IdempotencyKey.HEADER, "once");
    Waiting waiting = waiting(key);
    master.workers.answer(waiting.job(), 0);
    try (Events stream = waiting.events()) {
      assertThat(stream.next().get("type").asText()).isEqualTo(DELTA);
    }
    for (int part = 1; part < waiting.parts(); part++) {
      master.workers.answer(waiting.job(), part);
    }

    Outcome outcome = master.store.outcome(waiting.job()).orElseThrow();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.SUCCEEDED);
    try (Events stream = new Events(open(speech(STRETCHES), key).get(60, TimeUnit.SECONDS))) {
      List<JsonNode> events = stream.all();
      assertThat(events.getLast().at("/stentor/job").asText()).isEqualTo(waiting.job().toString());
      assertThat(deltas(events)).isEqualTo(outcome.transcript().orElseThrow().text());
    }
  }

  @Test
  void before_the_first_text_there_are_signs_of_life_and_then_a_failure_is_an_event()
      throws Exception {
    Waiting waiting = waiting(Map.of());
    JobRequest request = master.store.request(waiting.job()).orElseThrow();
    EventPace pace =
        new EventPace(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(50));
    TranscriptionStream impatient =
        new TranscriptionStream(master.store, new JobFollower(JobNotices.polling(), pace));
    Javalin server =
        Javalin.create(
            config -> {
              config.concurrency.useVirtualThreads = true;
              config.routes.get("/", context -> impatient.answer(context, request, false));
            });
    server.start("127.0.0.1", 0);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      int signs = 0;
      while (signs < 3) {
        signs += lines.readLine().equals(":") ? 1 : 0;
      }
      master.store.createOutcome(
          Outcome.failed(
              waiting.job(), Instant.now(), new Failure("no_worker", "Nobody can come.")));

      String line = lines.readLine();
      while (!line.startsWith("event:")) {
        line = lines.readLine();
      }
      assertThat(line).isEqualTo("event: error");
      JsonNode error = JSON.readTree(lines.readLine().substring("data: ".length())).get("error");
      assertThat(error.get("code").asText()).isEqualTo("no_worker");
      assertThat(error.get("type").asText()).isEqualTo("server_error");
    } finally {
      server.stop();
    }
  }

  private static String deltas(List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.get("type").asText().equals(DELTA))
        .map(event -> event.get("delta").asText())
        .collect(Collectors.joining());
  }

  /**
   * A job of several parts that no worker has begun, and a client that waits for its text.
   *
   * @param parts how many parts it has
   * @param answer what the client gets
   */
  private record Waiting(
      JobId job, int parts, CompletableFuture<HttpResponse<InputStream>> answer) {

    Events events() throws Exception {
      return new Events(answer.get(60, TimeUnit.SECONDS));
    }
  }

  private Waiting waiting(Map<String, String> headers) throws Exception {
    master.workers.answerNothing();
    JobId job = JobId.next(Clock.systemUTC(), new Random());
    Map<String, String> named = new java.util.HashMap<>(headers);
    named.put(Acceptance.JOB_ID_HEADER, job.toString());
    CompletableFuture<HttpResponse<InputStream>> answer = open(speech(STRETCHES), named);
    await().atMost(Duration.ofSeconds(60)).until(() -> master.store.prepared(job).isPresent());
    int parts = master.store.prepared(job).orElseThrow().parts().size();
    assertThat(parts).isGreaterThan(2);
    return new Waiting(job, parts, answer);
  }

  private CompletableFuture<HttpResponse<InputStream>> open(
      byte[] audio, Map<String, String> headers) throws IOException {
    var request = master.transcription(audio, Map.of("stream", "true"));
    headers.forEach(request::header);
    return master.client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** A client that reads events as they come. */
  private static final class Events implements AutoCloseable {

    private final BufferedReader lines;

    Events(HttpResponse<InputStream> answer) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    JsonNode next() throws IOException {
      String line = lines.readLine();
      while (!line.startsWith("data: ")) {
        line = lines.readLine();
      }
      return JSON.readTree(line.substring("data: ".length()));
    }

    /** Those that are left. */
    List<JsonNode> all() throws IOException {
      List<JsonNode> events = new ArrayList<>();
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith("data: ")) {
          events.add(JSON.readTree(line.substring("data: ".length())));
        }
        line = lines.readLine();
      }
      return events;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
