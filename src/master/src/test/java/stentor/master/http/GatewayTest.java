package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static stentor.master.http.MasterFixture.JSON;
import static stentor.master.http.MasterFixture.ok;
import static stentor.master.http.MasterFixture.refused;
import static stentor.master.http.MasterFixture.speech;
import static stentor.master.http.MasterFixture.wav;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import stentor.jobs.store.FolderJobStore;
import stentor.master.decode.SampleFiles;
import stentor.protocol.job.Failure;
import stentor.protocol.job.Hints;
import stentor.protocol.job.JobId;

/** The master over HTTP, with a real store and decoder; the workers answer at once. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatewayTest {

  @TempDir Path folder;
  @TempDir Path outside;
  private MasterFixture master;
  private FolderJobStore store;
  private InstantWorkers workers;

  @BeforeEach
  void start() throws IOException {
    master = new MasterFixture(folder);
    store = master.store;
    workers = master.workers;
  }

  @AfterEach
  void stop() {
    master.close();
  }

  @Test
  void a_recording_becomes_text_in_every_format_of_openai() throws Exception {
    byte[] speech = speech();

    assertThat(JSON.readTree(ok(master.transcribe(speech, Map.of()))))
        .isEqualTo(JSON.readTree("{\"text\":\"hello world\"}"));
    assertThat(ok(master.transcribe(speech, Map.of("response_format", "text"))))
        .isEqualTo("hello world\n");
    assertThat(ok(master.transcribe(speech, Map.of("response_format", "srt"))))
        .startsWith("1\n00:00:0")
        .contains("hello world");
    assertThat(ok(master.transcribe(speech, Map.of("response_format", "vtt"))))
        .startsWith("WEBVTT")
        .contains("hello world");
    JsonNode verbose =
        JSON.readTree(ok(master.transcribe(speech, Map.of("response_format", "verbose_json"))));
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
                  master.transcribe(
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
            JSON.readTree(ok(master.transcribe(wav(new float[160_000]), Map.of())))
                .get("text")
                .asText())
        .isEmpty();
  }

  @Test
  void a_recording_that_was_cut_is_transcribed_and_flagged() throws Exception {
    byte[] whole = speech();
    byte[] cut = Arrays.copyOf(whole, whole.length - 4001);

    JsonNode verbose =
        JSON.readTree(ok(master.transcribe(cut, Map.of("response_format", "verbose_json"))));

    assertThat(verbose.get("text").asText()).isEqualTo("hello world");
    assertThat(verbose.get("stentor").get("flags").get(0).asText()).isEqualTo("truncated_input");
  }

  @Test
  @EnabledIf("stentor.master.decode.SampleFiles#available")
  void a_recording_in_another_format_is_transcribed() throws Exception {
    byte[] mp3 = Files.readAllBytes(new SampleFiles(outside).encode("talk.mp3"));

    JsonNode verbose =
        JSON.readTree(ok(master.transcribe(mp3, Map.of("response_format", "verbose_json"))));

    assertThat(verbose.get("text").asText()).isEqualTo("hello world");
    assertThat(verbose.get("duration").asDouble()).isCloseTo(7.55, within(0.1));
  }

  @Test
  void what_is_no_audio_is_refused_with_the_reason_and_no_job_is_made() throws Exception {
    for (byte[] bytes :
        List.of(new byte[0], "hello".getBytes(StandardCharsets.UTF_8), new byte[100])) {
      refused(master.transcribe(bytes, Map.of()), 400, "invalid_audio");
    }
    assertThat(folder.resolve("jobs")).isEmptyDirectory();
  }

  @Test
  void a_header_that_lies_is_found_by_decoding_and_answered_400() throws Exception {
    byte[] lying = speech();
    lying[24] = 1; // 1 Hz
    lying[25] = 0;

    refused(master.transcribe(lying, Map.of()), 400, "invalid_audio");

    assertThat(store.open()).isEmpty();
  }

  @Test
  void unknown_names_are_refused_with_what_there_is() throws Exception {
    assertThat(
            refused(master.transcribe(speech(), Map.of("model", "huge")), 404, "model_not_found"))
        .contains("tiny-en");
    assertThat(
            refused(
                master.transcribe(speech(), Map.of("language", "fr")),
                400,
                "language_not_supported"))
        .contains("en");
  }

  @Test
  void what_no_engine_can_use_is_taken_and_the_answer_says_that_it_was_not_used() throws Exception {
    Map<String, String> hints =
        Map.of("prompt", "Zürich.", "temperature", "0.4", "response_format", "verbose_json");

    JsonNode verbose = JSON.readTree(ok(master.transcribe(speech(), hints)));

    assertThat(verbose.at("/stentor/flags"))
        .hasToString("[\"prompt_ignored\",\"temperature_ignored\"]");
    JobId job = JobId.of(verbose.at("/stentor/job").asText()).orElseThrow();
    assertThat(store.request(job).orElseThrow().hints())
        .contains(new Hints(Optional.of("Zürich."), OptionalDouble.of(0.4)));
    assertThat(JSON.readTree(ok(master.get("/v1/jobs/" + job))).at("/result/stentor/flags"))
        .hasSize(2);
    assertThat(
            JSON.readTree(
                    ok(
                        master.transcribe(
                            speech(),
                            Map.of("temperature", "0", "response_format", "verbose_json"))))
                .at("/stentor/flags"))
        .isEmpty();
  }

  @Test
  void log_probabilities_come_with_text_where_the_engine_has_them() throws Exception {
    Map<String, String> asked = Map.of("include[]", "logprobs", "chunking_strategy", "auto");
    assertThat(JSON.readTree(ok(master.transcribe(speech(), asked))).has("logprobs")).isFalse();

    workers.tellPieces();

    JsonNode answer = JSON.readTree(ok(master.transcribe(speech(), asked)));
    assertThat(answer.get("logprobs"))
        .hasToString("[{\"token\":\" hé\",\"logprob\":-0.5,\"bytes\":[32,104,195,169]}]");
    assertThat(JSON.readTree(ok(master.transcribe(speech(), Map.of()))).has("logprobs")).isFalse();
    String events =
        ok(master.transcribe(speech(), Map.of("include", "logprobs", "stream", "true")));
    assertThat(events.split("\"logprobs\":", -1)).hasSize(3);
  }

  @Test
  void what_is_no_json_is_plain_text() throws Exception {
    for (String format : List.of("text", "srt", "vtt")) {
      assertThat(
              master
                  .transcribe(speech(), Map.of("response_format", format))
                  .headers()
                  .firstValue("Content-Type"))
          .contains("text/plain;charset=utf-8");
    }
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

  @Test
  void what_is_no_http_is_refused_in_the_shape_of_all_errors_and_names_no_class() throws Exception {
    String answer = master.raw("GET /v1/models HTTP/1.1\r\nHost : odd\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"type\":\"invalid_request_error\"");
    assertThat(answer).doesNotContain("Exception", "<html>", "jetty");
  }

  @Test
  void a_disk_that_takes_no_upload_is_not_the_clients_fault() throws Exception {
    Path spool = master.store.scratch();
    Files.delete(spool);
    Files.createFile(spool);
    byte[] aboveMemory = new byte[2 * 1024 * 1024];

    refused(master.transcribe(aboveMemory, Map.of()), 503, "storage_failed");

    Files.delete(spool);
    Files.createDirectory(spool);
    refused(master.transcribe(aboveMemory, Map.of()), 400, "invalid_audio");
  }

  private String broken(String type, String body) throws IOException {
    return master.raw(
        "POST /v1/audio/transcriptions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + MasterFixture.TOKEN
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
    ok(master.transcribe(speech(), Map.of()));

    workers.failToSend(100);
    refused(master.transcribe(speech(), Map.of()), 503, "queue_unavailable");
    // The mark of an open job goes just after its outcome is there.
    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(30))
        .until(() -> store.open().isEmpty());
  }

  @Test
  void a_client_that_named_its_job_can_cancel_it_while_it_waits() throws Exception {
    workers.answerNothing();
    String job = JobId.next(Clock.systemUTC(), new Random()).toString();
    java.util.concurrent.CompletableFuture<HttpResponse<String>> waiting =
        master.client.sendAsync(
            master.transcription(speech(), Map.of()).header("Stentor-Job", job).build(),
            HttpResponse.BodyHandlers.ofString());
    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(30))
        .until(() -> !store.open().isEmpty());

    HttpResponse<String> cancelled = master.delete(job);

    assertThat(cancelled.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(cancelled.body()).get("status").asText()).isEqualTo("cancelled");
    refused(waiting.get(30, java.util.concurrent.TimeUnit.SECONDS), 409, "job_cancelled");
    assertThat(store.open()).isEmpty();
    assertThat(master.delete(job).statusCode()).isEqualTo(204);
    refused(master.delete(job), 404, "job_not_found");
    refused(master.delete("../../etc"), 404, "unknown_url");
  }

  @Test
  void a_part_that_fails_for_good_fails_the_job_with_its_reason() throws Exception {
    workers.failWith(new Failure("recognition_failed", "The engine broke."));

    assertThat(refused(master.transcribe(speech(), Map.of()), 500, "recognition_failed"))
        .contains("The engine broke");
  }

  @Test
  void without_the_token_nothing_but_health_answers() throws Exception {
    for (String path : List.of("/v1/models", "/nowhere")) {
      HttpResponse<String> answer =
          master.client.send(
              HttpRequest.newBuilder(master.uri(path))
                  .header("Authorization", "Bearer wrong")
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      refused(answer, 401, "invalid_api_key");
    }
    assertThat(health("live").statusCode()).isEqualTo(200);
    assertThat(health("ready").statusCode()).isEqualTo(200);
    master.fallSick("The disk is gone.");
    HttpResponse<String> sick = health("ready");
    assertThat(sick.statusCode()).isEqualTo(503);
    assertThat(sick.body()).contains("The disk is gone.");
  }

  @Test
  void a_web_page_and_a_foreign_host_name_are_refused() throws Exception {
    HttpResponse<String> page =
        master.client.send(
            master.authorised("/v1/models").header("Origin", "https://evil.example").build(),
            HttpResponse.BodyHandlers.ofString());
    refused(page, 403, "foreign_origin");

    String answer =
        master.raw("GET /v1/models HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 403");
  }

  @Test
  void more_than_2_gib_are_refused_before_they_are_sent() throws Exception {
    String answer =
        master.raw(
            "POST /v1/audio/transcriptions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + MasterFixture.TOKEN
                + "\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                + "Content-Length: 3000000000\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  @Test
  void models_are_listed_as_openai_lists_them() throws Exception {
    HttpResponse<String> answer =
        master.client.send(
            master.authorised("/v1/models").build(), HttpResponse.BodyHandlers.ofString());

    assertThat(JSON.readTree(answer.body()))
        .isEqualTo(
            JSON.readTree(
                "{\"object\":\"list\",\"data\":[{\"id\":\"tiny-en\",\"object\":\"model\","
                    + "\"created\":1700000000,\"owned_by\":\"stentor\"}]}"));
    assertThat(JSON.readTree(ok(master.get("/v1/models/tiny-en"))))
        .isEqualTo(JSON.readTree(answer.body()).at("/data/0"));
  }

  @Test
  void what_is_not_there_is_told_in_openais_shape() throws Exception {
    HttpResponse<String> answer =
        master.client.send(
            master.authorised("/nowhere").build(), HttpResponse.BodyHandlers.ofString());

    refused(answer, 404, "unknown_url");
  }

  private HttpResponse<String> health(String question) throws Exception {
    return master.send(HttpRequest.newBuilder(master.uri("/health/" + question)));
  }
}
