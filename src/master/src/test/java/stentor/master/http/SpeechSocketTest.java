package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stentor.master.http.MasterFixture.JSON;
import static stentor.master.http.MasterFixture.ok;
import static stentor.master.http.MasterFixture.speech;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stentor.master.decode.SampleFiles;

/** Streams in containers; the worker hears "hello world" in whatever it is asked about. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SpeechSocketTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int NOT_ALLOWED = 5;
  private static final int NOT_AVAILABLE = 9;
  private static final int BLOCK = 2000;
  private static final int WAV_HEADER = 44;
  private static final double BYTES_A_SECOND = 32_000;
  private static final int MOST_FRAME = 256 * 1024;
  private static final int TOO_LARGE = 1009;

  @TempDir Path folder;
  @TempDir Path recordings;
  private MasterFixture master;

  @BeforeEach
  void start() throws Exception {
    master = new MasterFixture(folder);
    AnsweringWorker.dial(master);
    await().atMost(PATIENCE).until(() -> master.directory.connected("tiny-en") == 1);
  }

  @AfterEach
  void stop() {
    master.close();
  }

  static Stream<Arguments> containers() {
    return Stream.of(
        container("", "a.webm", "-c:a", "libopus", "-f", "webm", "-live", "1"),
        container("audio/webm;codecs=opus", "b.webm", "-c:a", "libopus"),
        container("audio/mpeg", "a.mp3"),
        container("", "b.mp3"),
        container("audio/ogg", "a.ogg", "-c:a", "libopus"),
        container("audio/x-wav", "a.wav"),
        container("audio/mpeg", "misnamed.wav"));
  }

  private static Arguments container(String type, String name, String... words) {
    return Arguments.of(type, name, words);
  }

  @EnabledIf("stentor.master.decode.SampleFiles#available")
  @ParameterizedTest(name = "{1} as \"{0}\"")
  @MethodSource("containers")
  void a_container_is_heard_while_it_comes_and_becomes_a_job(
      String type, String name, String[] words) throws Exception {
    byte[] file = Files.readAllBytes(new SampleFiles(recordings).encode(name, words));
    StreamingClient client = StreamingClient.connect(master, Map.of("content-type", type));
    int most = file.length * 3 / 4;

    client.speak(Arrays.copyOf(file, most), BLOCK);
    await().atMost(PATIENCE).until(() -> client.soFar().stream().anyMatch(SpeechSocketTest::said));
    client.speak(Arrays.copyOfRange(file, most, file.length), BLOCK);
    client.end();

    List<JsonNode> events = client.heard();
    assertThat(events).allMatch(event -> event.get("status").asInt() == 0);
    assertThat(events.getLast().has("adaptation_state")).isTrue();
    JsonNode job = JSON.readTree(ok(master.get("/v1/jobs/" + events.getLast().get("id").asText())));
    assertThat(job.get("status").asText()).isEqualTo("succeeded");
    assertThat(job.get("text").asText()).startsWith("hello world");
    assertThat(job.at("/result/duration").asDouble()).isBetween(7.4, 7.7);
  }

  private static boolean said(JsonNode event) {
    return event.at("/result/hypotheses/0/transcript").asText().equals("hello world");
  }

  @Test
  void what_says_nothing_of_itself_and_is_no_container_is_raw_audio() throws Exception {
    byte[] file = speech();
    StreamingClient client = StreamingClient.connect(master, Map.of());
    client.speak(Arrays.copyOfRange(file, WAV_HEADER, file.length), BLOCK);
    client.end();

    assertThat(client.heard()).anyMatch(SpeechSocketTest::said);
  }

  @Test
  void what_comes_after_the_end_is_left_out() throws Exception {
    byte[] file = speech();
    byte[] raw = Arrays.copyOfRange(file, WAV_HEADER, file.length);
    StreamingClient client = StreamingClient.connect(master, Map.of("content-type", "audio/x-raw"));
    client.speak(raw, BLOCK);
    client.end();
    try {
      client.speak(raw, raw.length);
      client.end();
    } catch (java.util.concurrent.ExecutionException closedMeanwhile) {
      // All that counts was sent before.
    }

    JsonNode last = client.heard().getLast();
    JsonNode job = JSON.readTree(ok(master.get("/v1/jobs/" + last.get("id").asText())));
    assertThat(job.at("/result/duration").asDouble()).isEqualTo(raw.length / BYTES_A_SECOND);
  }

  @Test
  void a_frame_that_nobody_needs_closes_the_connection() throws Exception {
    StreamingClient client = StreamingClient.connect(master, Map.of());
    client.speak(new byte[MOST_FRAME], MOST_FRAME);
    client.speak(new byte[MOST_FRAME + 1], MOST_FRAME + 1);

    assertThat(client.closed()).isEqualTo(TOO_LARGE);
  }

  @Test
  void the_health_of_a_master_tells_for_which_models_somebody_speaks() throws Exception {
    StreamingClient client = StreamingClient.connect(master, Map.of());
    client.speak(new byte[BLOCK], BLOCK);
    assertThat(talking()).as("silence").isEmpty();
    client.speak(speech(), BLOCK);
    await().atMost(PATIENCE).until(() -> client.soFar().stream().anyMatch(SpeechSocketTest::said));

    assertThat(talking().get("tiny-en").asInt()).isEqualTo(1);

    client.end();
    client.heard();
    await().atMost(PATIENCE).until(() -> talking().isEmpty());
  }

  private JsonNode talking() throws Exception {
    return JSON.readTree(ok(master.get("/health/live"))).get("talking");
  }

  @Test
  void what_is_called_a_container_and_is_none_is_refused_at_once_and_is_no_job() throws Exception {
    StreamingClient client = StreamingClient.connect(master, Map.of("content-type", "audio/ogg"));
    client.speak("It was a bright cold day in April".getBytes(StandardCharsets.US_ASCII), BLOCK);

    JsonNode refusal = client.heard().getLast();
    assertThat(refusal.get("status").asInt()).isEqualTo(NOT_ALLOWED);
    assertThat(refusal.get("message").asText()).contains("It was a bri");
    assertThat(JSON.readTree(ok(master.get("/v1/jobs"))).get("data")).isEmpty();
  }

  @Test
  @EnabledIf("stentor.master.decode.SampleFiles#available")
  void an_mp4_with_its_index_at_its_end_is_to_be_sent_as_a_whole() throws Exception {
    byte[] file = Files.readAllBytes(new SampleFiles(recordings).encode("a.m4a"));
    StreamingClient client = StreamingClient.connect(master, Map.of("content-type", "audio/mp4"));
    client.speak(Arrays.copyOf(file, BLOCK), BLOCK);

    JsonNode refusal = client.heard().getLast();
    assertThat(refusal.get("status").asInt()).isEqualTo(NOT_ALLOWED);
    assertThat(refusal.get("message").asText()).contains("/client/dynamic/recognize");
  }

  @Test
  @EnabledIf("stentor.master.decode.SampleFiles#available")
  void where_no_more_can_be_decoded_a_stream_is_not_available_until_a_client_leaves()
      throws Exception {
    byte[] file = Files.readAllBytes(new SampleFiles(recordings).encode("a.mp3"));
    byte[] half = Arrays.copyOf(file, file.length / 2);
    StreamingClient leaving = StreamingClient.connect(master, Map.of());
    StreamingClient staying = StreamingClient.connect(master, Map.of());
    for (StreamingClient each : List.of(leaving, staying)) {
      each.speak(half, BLOCK);
      await().atMost(PATIENCE).until(() -> each.soFar().stream().anyMatch(SpeechSocketTest::said));
    }

    assertThat(last(file)).isEqualTo(NOT_AVAILABLE);

    leaving.abort();
    await().atMost(PATIENCE).until(() -> last(file) == 0);
    staying.abort();
    await().atMost(PATIENCE).until(() -> decoders() == 0);
    // Who left before the end left no job.
    assertThat(JSON.readTree(ok(master.get("/v1/jobs"))).get("data")).hasSize(1);
  }

  private int last(byte[] file) throws Exception {
    StreamingClient client = StreamingClient.connect(master, Map.of());
    try {
      client.speak(file, BLOCK);
      client.end();
    } catch (IOException | java.util.concurrent.ExecutionException closedMeanwhile) {
      // It was told before.
    }
    return client.heard().getLast().get("status").asInt();
  }

  /** How many processes of the decoder run. */
  private static long decoders() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("ffmpeg"))
        .count();
  }
}
