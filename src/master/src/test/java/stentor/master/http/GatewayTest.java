package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.jobs.lifecycle.JobJoiner;
import stentor.jobs.lifecycle.PartDispatcher;
import stentor.jobs.store.FolderJobStore;
import stentor.master.MasterProgram;
import stentor.master.decode.Decoders;
import stentor.master.prepare.Preparer;
import stentor.master.prepare.Router;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.ServedModels;
import stentor.protocol.job.ServedModels.ServedModel;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;

/** The master over HTTP, with a real store and decoder; the workers answer at once. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatewayTest {

  private static final String TOKEN = "a-token-of-this-test";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private FolderJobStore store;
  private InstantWorkers workers;
  private Decoders decoders;
  private Gateway gateway;
  private Optional<String> notReady = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    Clock clock = Clock.systemUTC();
    store = FolderJobStore.in(folder, clock);
    JobJoiner joiner = new JobJoiner(store, clock);
    workers = new InstantWorkers(store, joiner, clock);
    decoders =
        new Decoders(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MasterProgram.class.getName(),
                "--decode"),
            1,
            Decoders.LEAST_TIME);
    Router router =
        new Router(
            () ->
                new ServedModels(
                    1,
                    List.of(
                        new ServedModel(
                            "tiny-en",
                            "1",
                            "transcribe",
                            List.of("en"),
                            1_700_000_000,
                            Optional.empty()))));
    Preparer preparer =
        new Preparer(
            store,
            decoders,
            router,
            new PartDispatcher(new EnvironmentName("test"), store, workers),
            joiner,
            clock,
            pause -> {});
    gateway =
        Gateway.start(
            0,
            TOKEN,
            store.scratch(),
            store,
            router,
            preparer,
            () -> notReady,
            clock,
            new Random());
  }

  @AfterEach
  void stop() {
    gateway.close();
    decoders.close();
  }

  @Test
  void a_recording_becomes_text_in_every_format_of_openai() throws Exception {
    byte[] speech = speech();

    assertThat(JSON.readTree(ok(transcribe(speech, Map.of()))))
        .isEqualTo(JSON.readTree("{\"text\":\"hello world\"}"));
    assertThat(ok(transcribe(speech, Map.of("response_format", "text"))))
        .isEqualTo("hello world\n");
    assertThat(ok(transcribe(speech, Map.of("response_format", "srt"))))
        .startsWith("1\n00:00:0")
        .contains("hello world");
    assertThat(ok(transcribe(speech, Map.of("response_format", "vtt"))))
        .startsWith("WEBVTT")
        .contains("hello world");
    JsonNode verbose =
        JSON.readTree(ok(transcribe(speech, Map.of("response_format", "verbose_json"))));
    assertThat(verbose.get("task").asText()).isEqualTo("transcribe");
    assertThat(verbose.get("language").asText()).isEqualTo("english");
    assertThat(verbose.get("duration").asDouble()).isEqualTo(3.0);
    assertThat(verbose.get("segments")).hasSize(1);
    assertThat(verbose.has("words")).isFalse();
    JsonNode extras = verbose.get("stentor");
    assertThat(extras.get("model").asText()).isEqualTo("tiny-en");
    assertThat(extras.get("languageDecision").get("reason").asText()).isEqualTo("only");
    assertThat(extras.get("attempts").asInt()).isEqualTo(1);
    assertThat(extras.get("timings").get("total").asDouble()).isPositive();
    assertThat(store.open()).isEmpty();
  }

  @Test
  void words_come_when_they_are_asked_for_in_either_spelling() throws Exception {
    for (String spelling : List.of("timestamp_granularities[]", "timestamp_granularities")) {
      JsonNode verbose =
          JSON.readTree(
              ok(
                  transcribe(
                      speech(), Map.of("response_format", "verbose_json", spelling, "word"))));

      assertThat(verbose.get("words")).hasSize(2);
      assertThat(verbose.get("words").get(0).get("word").asText()).isEqualTo("hello");
      assertThat(verbose.at("/stentor/words/0/estimated").asBoolean()).isTrue();
      assertThat(verbose.has("segments")).isFalse();
    }
  }

  @Test
  void silence_gives_an_empty_transcript() throws Exception {
    assertThat(
            JSON.readTree(ok(transcribe(wav(new float[160_000]), Map.of()))).get("text").asText())
        .isEmpty();
  }

  @Test
  void a_recording_that_was_cut_is_transcribed_and_flagged() throws Exception {
    byte[] whole = speech();
    byte[] cut = Arrays.copyOf(whole, whole.length - 4001);

    JsonNode verbose =
        JSON.readTree(ok(transcribe(cut, Map.of("response_format", "verbose_json"))));

    assertThat(verbose.get("text").asText()).isEqualTo("hello world");
    assertThat(verbose.get("stentor").get("flags").get(0).asText()).isEqualTo("truncated_input");
  }

  @Test
  void what_is_no_audio_is_refused_with_the_reason_and_no_job_is_made() throws Exception {
    for (byte[] bytes :
        List.of(new byte[0], "hello".getBytes(StandardCharsets.UTF_8), new byte[100])) {
      refused(transcribe(bytes, Map.of()), 400, "invalid_audio");
    }
    assertThat(folder.resolve("jobs")).isEmptyDirectory();
  }

  @Test
  void a_header_that_lies_is_found_by_decoding_and_answered_400() throws Exception {
    byte[] lying = speech();
    lying[24] = 1; // 1 Hz
    lying[25] = 0;

    refused(transcribe(lying, Map.of()), 400, "invalid_audio");

    assertThat(store.open()).isEmpty();
  }

  @Test
  void unknown_names_are_refused_with_what_there_is() throws Exception {
    assertThat(refused(transcribe(speech(), Map.of("model", "huge")), 404, "model_not_found"))
        .contains("tiny-en");
    assertThat(
            refused(transcribe(speech(), Map.of("language", "fr")), 400, "language_not_supported"))
        .contains("en");
    refused(transcribe(speech(), Map.of("response_format", "docx")), 400, "invalid_request");
    refused(transcribe(speech(), Map.of("stream", "true")), 400, "invalid_request");
    refused(
        transcribe(speech(), Map.of("timestamp_granularities[]", "phone")), 400, "invalid_request");
  }

  @Test
  void a_request_without_a_file_is_refused() throws Exception {
    HttpResponse<String> answer =
        client.send(
            authorised("/v1/audio/transcriptions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    refused(answer, 400, "invalid_request");
  }

  @Test
  void a_body_that_is_broken_is_the_clients_fault() throws Exception {
    assertThat(broken("multipart/form-data; boundary=x", "")).startsWith("HTTP/1.1 400");
    assertThat(broken("multipart/form-data; boundary=x", "no multipart"))
        .startsWith("HTTP/1.1 400");
    assertThat(
            broken(
                "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nRIFF"))
        .startsWith("HTTP/1.1 400");
    assertThat(
            broken(
                "multipart/form-data; boundary=x", "--x\r\nContent-Disposition\r\n\r\n--x--\r\n"))
        .startsWith("HTTP/1.1 400");
    assertThat(broken("multipart/form-data", "x")).startsWith("HTTP/1.1 400");
    assertThat(folder.resolve("jobs")).isEmptyDirectory();
  }

  private String broken(String type, String body) throws IOException {
    return raw(
        "POST /v1/audio/transcriptions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + TOKEN
            + "\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body);
  }

  @Test
  void a_queue_that_does_not_answer_for_a_while_delays_a_job_and_one_for_good_fails_it()
      throws Exception {
    workers.failToSend(2);
    ok(transcribe(speech(), Map.of()));

    workers.failToSend(100);
    refused(transcribe(speech(), Map.of()), 503, "queue_unavailable");
    assertThat(store.open()).isEmpty();
  }

  @Test
  void a_client_that_named_its_job_can_cancel_it_while_it_waits() throws Exception {
    workers.answerNothing();
    String job = JobId.next(Clock.systemUTC(), new Random()).toString();
    java.util.concurrent.CompletableFuture<HttpResponse<String>> waiting =
        client.sendAsync(
            transcription(speech(), Map.of()).header("Stentor-Job", job).build(),
            HttpResponse.BodyHandlers.ofString());
    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(30))
        .until(() -> !store.open().isEmpty());

    HttpResponse<String> cancelled = delete(job);

    assertThat(cancelled.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(cancelled.body()).get("status").asText()).isEqualTo("cancelled");
    refused(waiting.get(30, java.util.concurrent.TimeUnit.SECONDS), 409, "job_cancelled");
    assertThat(store.open()).isEmpty();
    assertThat(delete(job).statusCode()).isEqualTo(204);
    refused(delete(job), 404, "job_not_found");
    refused(delete("../../etc"), 404, "http_404");
  }

  private HttpResponse<String> delete(String job) throws Exception {
    return client.send(
        authorised("/v1/jobs/" + job).DELETE().build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void a_part_that_fails_for_good_fails_the_job_with_its_reason() throws Exception {
    workers.failWith(new Failure("recognition_failed", "The engine broke."));

    assertThat(refused(transcribe(speech(), Map.of()), 500, "recognition_failed"))
        .contains("The engine broke");
  }

  @Test
  void without_the_token_nothing_but_health_answers() throws Exception {
    for (String path : List.of("/v1/models", "/nowhere")) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer wrong").build(),
              HttpResponse.BodyHandlers.ofString());
      refused(answer, 401, "invalid_api_key");
    }
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    notReady = Optional.of("The disk is gone.");
    HttpResponse<String> sick = get("/health/ready");
    assertThat(sick.statusCode()).isEqualTo(503);
    assertThat(sick.body()).contains("The disk is gone.");
  }

  @Test
  void a_web_page_and_a_foreign_host_name_are_refused() throws Exception {
    HttpResponse<String> page =
        client.send(
            authorised("/v1/models").header("Origin", "https://evil.example").build(),
            HttpResponse.BodyHandlers.ofString());
    refused(page, 403, "foreign_origin");

    String answer =
        raw("GET /v1/models HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 403");
  }

  @Test
  void more_than_2_gib_are_refused_before_they_are_sent() throws Exception {
    String answer =
        raw(
            "POST /v1/audio/transcriptions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + TOKEN
                + "\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                + "Content-Length: 3000000000\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  @Test
  void models_are_listed_as_openai_lists_them() throws Exception {
    HttpResponse<String> answer =
        client.send(authorised("/v1/models").build(), HttpResponse.BodyHandlers.ofString());

    assertThat(JSON.readTree(answer.body()))
        .isEqualTo(
            JSON.readTree(
                "{\"object\":\"list\",\"data\":[{\"id\":\"tiny-en\",\"object\":\"model\","
                    + "\"created\":1700000000,\"owned_by\":\"stentor\"}]}"));
  }

  @Test
  void what_is_not_there_is_told_in_openais_shape() throws Exception {
    HttpResponse<String> answer =
        client.send(authorised("/nowhere").build(), HttpResponse.BodyHandlers.ofString());

    refused(answer, 404, "http_404");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> transcribe(byte[] audio, Map<String, String> parameters)
      throws Exception {
    return client.send(
        transcription(audio, parameters).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder transcription(byte[] audio, Map<String, String> parameters)
      throws IOException {
    String boundary = "stentor-test-boundary";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      body.write(
          ("--"
                  + boundary
                  + "\r\nContent-Disposition: form-data; name=\""
                  + parameter.getKey()
                  + "\"\r\n\r\n"
                  + parameter.getValue()
                  + "\r\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    body.write(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"clip.wav\"\r\n"
                + "Content-Type: audio/wav\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.write(audio);
    body.write(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return authorised("/v1/audio/transcriptions")
        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
  }

  private HttpRequest.Builder authorised(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + gateway.port() + path);
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static String refused(HttpResponse<String> answer, int status, String code)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode error = JSON.readTree(answer.body()).get("error");
    assertThat(error.get("code").asText()).isEqualTo(code);
    assertThat(error.has("param")).isTrue();
    return error.get("message").asText();
  }

  /** Three seconds of a noise that swells and fades like speech does. */
  private static byte[] speech() throws IOException {
    Random random = new Random(3);
    float[] samples = new float[48_000];
    for (int i = 12_000; i < 36_000; i++) {
      double envelope = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / 4000.0);
      samples[i] = (float) (0.3 * envelope * random.nextGaussian());
    }
    return wav(samples);
  }

  private static byte[] wav(float[] samples) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PreparedAudio.write(new Samples(samples), out);
    return out.toByteArray();
  }
}
