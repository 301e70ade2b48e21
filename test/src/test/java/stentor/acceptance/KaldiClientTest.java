package stentor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.Endpoint;
import stentor.speech.score.EnglishNormaliser;
import stentor.speech.score.WordErrorRate;

/** A client of kaldi-gstreamer-server, written from its protocol, against a real environment. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "drives the bash launcher")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KaldiClientTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Path.of(System.getProperty("stentor.root", ".."));
  private static final Path SAMPLE = ROOT.resolve("resources/samples/printing.wav");
  private static final String SAID =
      "Printing, then, for our purpose, may be considered as the art of making books by means of"
          + " movable types.";
  private static final int WAV_HEADER = 44;
  private static final int RATE = 16_000;
  private static final String CAPS =
      "audio/x-raw, layout=(string)interleaved, rate=(int)16000, format=(string)S16LE,"
          + " channels=(int)1";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir static Path home;
  @TempDir static Path outputs;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Stentor stentor;
  private static String url = "";
  private static String token = "";

  @BeforeAll
  static void start() {
    assumeThat(System.getenv("STENTOR_TEST_NETWORK"))
        .as("Left out: fetches the model (21 MB) through npm's registry; STENTOR_TEST_NETWORK=1")
        .isEqualTo("1");
    stentor = new Stentor(ROOT, home, outputs);
    Stentor.Result up = stentor.run("up");
    assertThat(up.exit()).as(up.err()).isZero();
    Endpoint endpoint = stentor.endpoint();
    url = endpoint.url().toString();
    token = endpoint.token();
  }

  @AfterAll
  static void end() {
    if (stentor != null) {
      stentor.run("down", "--yes");
    }
  }

  /** The samples of the recording, without what its file says of them. */
  private static byte[] pcm() throws IOException {
    byte[] file = Files.readAllBytes(SAMPLE);
    byte[] pcm = new byte[file.length - WAV_HEADER];
    System.arraycopy(file, WAV_HEADER, pcm, 0, pcm.length);
    return pcm;
  }

  private static Heard connect(String query) throws Exception {
    return connect(query, CAPS);
  }

  private static Heard connect(String query, String type) throws Exception {
    Heard heard = new Heard();
    String address =
        url.replaceFirst("^http", "ws")
            + "/client/ws/speech?token="
            + token
            + query
            + "&content-type="
            + URLEncoder.encode(type, StandardCharsets.UTF_8);
    heard.socket.complete(
        HTTP.newWebSocketBuilder()
            .buildAsync(URI.create(address), heard)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    return heard;
  }

  /** Sends a quarter of a second of audio every quarter of a second, as the original's client. */
  private static void speak(Heard heard, byte[] pcm, Duration pace) throws Exception {
    int block = RATE / 4 * 2;
    JsonListener.speak(heard.socket(), pcm, 0, block, pace);
  }

  @Test
  void a_clip_at_the_pace_of_speech_gives_partials_then_finals_and_a_clean_close()
      throws Exception {
    Heard heard = connect("&content-id=lecture");
    speak(heard, pcm(), Duration.ofMillis(250));
    heard.socket().sendText("EOS", true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(heard.closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1000);

    List<JsonNode> partials = heard.results(false);
    List<JsonNode> finals = heard.results(true);
    assertThat(partials).isNotEmpty();
    assertThat(partials.getFirst().at("/result/hypotheses/0/transcript").asText()).isNotBlank();
    String text = text(finals);
    assertThat(errors(text)).as(text).isLessThanOrEqualTo(2L);
    for (JsonNode each : finals) {
      assertThat(each.get("status").asInt()).isZero();
      assertThat(each.at("/result/hypotheses/0/likelihood").asDouble()).isNegative();
      assertThat(each.get("segment-start").asDouble()).isGreaterThanOrEqualTo(0);
      assertThat(each.get("segment-length").asDouble()).isPositive();
      assertThat(each.get("total-length").asDouble())
          .isGreaterThanOrEqualTo(each.get("segment-length").asDouble());
    }
    assertThat(finals).extracting(each -> each.get("segment").asInt()).isSorted();
    assertThat(heard.events.getLast().has("adaptation_state")).isTrue();
    assertThat(heard.events.getLast().has("result")).isFalse();
  }

  @Test
  void a_file_that_is_streamed_gives_partials_and_is_scored_by_its_reference() throws Exception {
    Heard heard = connect("&content-id=printing", "");
    speak(heard, Files.readAllBytes(SAMPLE), Duration.ofMillis(250));
    assertThat(heard.results(false)).isNotEmpty();
    heard.socket().sendText("EOS", true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(heard.closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1000);

    HttpResponse<String> kept =
        HTTP.send(
            request("/client/dynamic/reference")
                .header("Content-Id", "printing")
                .POST(HttpRequest.BodyPublishers.ofString(SAID))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
    JsonNode job = get("/v1/jobs/" + heard.events.getLast().get("id").asText());
    assertThat(job.at("/score/wer/length").asInt()).isEqualTo(19);
    assertThat(job.at("/score/wer/rate").asDouble())
        .isEqualTo(errors(text(heard.results(true))) / 19.0, within(1e-6));
  }

  @Test
  void a_stream_that_was_read_to_its_end_is_a_job_with_its_audio() throws Exception {
    Heard heard = connect("&model=moonshine-tiny-en");
    speak(heard, pcm(), Duration.ZERO);
    heard
        .socket()
        .sendBinary(ByteBuffer.wrap("EOS".getBytes(StandardCharsets.US_ASCII)), true)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(heard.closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1000);

    String id = heard.events.getFirst().get("id").asText();
    JsonNode job = get("/v1/jobs/" + id);
    assertThat(job.get("status").asText()).isEqualTo("succeeded");
    assertThat(job.get("text").asText()).isEqualTo(text(heard.results(true)));
    HttpResponse<byte[]> audio =
        HTTP.send(
            request("/v1/jobs/" + id + "/audio").build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(audio.statusCode()).isEqualTo(200);
    assertThat(audio.body()).hasSize(Files.readAllBytes(SAMPLE).length);
  }

  @Test
  void who_leaves_before_the_end_leaves_no_job() throws Exception {
    int before = get("/v1/jobs?limit=100").get("data").size();
    Heard heard = connect("");
    speak(heard, pcm(), Duration.ZERO);
    heard.socket().abort();
    Heard next = connect("");
    next.socket().sendText("EOS", true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(next.closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1000);

    assertThat(get("/v1/jobs?limit=100").get("data")).hasSizeLessThanOrEqualTo(before + 1);
  }

  @Test
  void caps_that_cannot_be_and_models_that_are_not_there_have_a_status() throws Exception {
    Heard unknown = connect("&model=huge");
    assertThat(unknown.closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1000);
    assertThat(unknown.events.getFirst().get("status").asInt()).isEqualTo(9);
    assertThat(unknown.events.getFirst().get("message").asText()).contains("huge");
    Heard foreign = connect("&language=zh");
    assertThat(foreign.closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1000);
    assertThat(foreign.events.getFirst().get("status").asInt()).isEqualTo(8);
  }

  @Test
  void a_body_of_raw_audio_or_of_a_file_is_recognised_at_once() throws Exception {
    for (HttpRequest request :
        List.of(
            request("/client/dynamic/recognize")
                .header("Content-Type", CAPS)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(pcm()))
                .build(),
            request("/client/dynamic/recognize")
                .header("Content-Type", "audio/wav")
                .header("model", "moonshine-tiny-en")
                .POST(HttpRequest.BodyPublishers.ofFile(SAMPLE))
                .build())) {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode document = JSON.readTree(answer.body());
      assertThat(document.get("status").asInt()).isZero();
      String text = document.at("/hypotheses/0/utterance").asText();
      assertThat(errors(text)).as(text).isLessThanOrEqualTo(1L);
    }
  }

  @Test
  void the_status_tells_of_workers_at_once() throws Exception {
    Heard heard = new Heard();
    heard.socket.complete(
        HTTP.newWebSocketBuilder()
            .buildAsync(
                URI.create(url.replaceFirst("^http", "ws") + "/client/ws/status?token=" + token),
                heard)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    JsonNode first = heard.first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    assertThat(first.get("num_workers_available").asInt()).isPositive();
    assertThat(first.has("num_requests_processed")).isTrue();
    assertThat(first.get("num_workers_by_model").get(0).has("moonshine-tiny-en")).isTrue();
    heard.socket().abort();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token);
  }

  private static JsonNode get(String path) throws Exception {
    return JSON.readTree(
        HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString()).body());
  }

  private static String text(List<JsonNode> finals) {
    List<String> texts = new ArrayList<>();
    finals.forEach(each -> texts.add(each.at("/result/hypotheses/0/transcript").asText()));
    return String.join(" ", texts);
  }

  private static long errors(String text) {
    return WordErrorRate.of(SAID, text, new EnglishNormaliser()).errors();
  }

  /** What the server says. */
  private static final class Heard extends JsonListener {

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<JsonNode> first = new CompletableFuture<>();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    private List<JsonNode> results(boolean finals) {
      return events.stream()
          .filter(event -> event.has("result"))
          .filter(event -> event.at("/result/final").asBoolean() == finals)
          .toList();
    }

    private WebSocket socket() {
      return socket.join();
    }

    @Override
    protected void hear(JsonNode event) {
      events.add(event);
      first.complete(event);
    }
  }
}
