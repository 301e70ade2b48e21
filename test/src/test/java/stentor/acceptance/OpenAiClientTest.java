package stentor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams.TimestampGranularity;
import com.openai.models.audio.transcriptions.TranscriptionCreateResponse;
import com.openai.models.audio.transcriptions.TranscriptionSegment;
import com.openai.models.audio.transcriptions.TranscriptionVerbose;
import com.openai.models.audio.transcriptions.TranscriptionWord;
import com.openai.models.models.Model;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.Endpoint;

/** OpenAI's own client against an environment that the command line has started. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "drives the bash launcher")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpenAiClientTest {

  private static final Path ROOT = Path.of(System.getProperty("stentor.root", ".."));
  private static final Path SAMPLE = ROOT.resolve("resources/samples/printing.wav");
  private static final String MODEL = "moonshine-tiny-en";

  @TempDir static Path home;
  @TempDir static Path outputs;
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
    url = endpoint.url() + "/v1";
    token = endpoint.token();
  }

  @AfterAll
  static void end() {
    if (stentor != null) {
      stentor.run("down", "--yes");
    }
  }

  @Test
  void json_is_the_default_and_whisper_1_is_taken_for_the_model_of_the_language() {
    try (Client client = new Client(token)) {
      assertThat(client.transcribe(client.sample("whisper-1").build()).asTranscription().text())
          .startsWith("Printing");
    }
  }

  @Test
  void an_mp3_and_the_sound_of_a_video_give_the_words_too() throws Exception {
    Path folder = ROOT.resolve("dist/ffmpeg").toAbsolutePath();
    Path ffmpeg = folder.resolve("ffmpeg");
    assumeThat(ffmpeg).as("Left out: no FFmpeg for this system").isExecutable();
    for (String name : List.of("talk.mp3", "talk.webm")) {
      Path file = home.resolve(name);
      ProcessBuilder encoder =
          new ProcessBuilder(
              ffmpeg.toString(), "-v", "error", "-i", SAMPLE.toString(), file.toString());
      encoder.environment().put("LD_LIBRARY_PATH", folder.toString());
      assertThat(encoder.inheritIO().start().waitFor()).isZero();
      try (Client client = new Client(token)) {
        assertThat(
                client.transcribe(client.sample(MODEL).file(file).build()).asTranscription().text())
            .startsWith("Printing")
            .contains("the art of making books");
      }
    }
  }

  @Test
  void verbose_json_has_segments_and_words_and_more_under_stentor() {
    try (Client client = new Client(token)) {
      TranscriptionVerbose answer =
          client
              .transcribe(
                  client
                      .sample(MODEL)
                      .responseFormat(AudioResponseFormat.VERBOSE_JSON)
                      .addTimestampGranularity(TimestampGranularity.SEGMENT)
                      .addTimestampGranularity(TimestampGranularity.WORD)
                      .build())
              .asVerbose();

      assertThat(answer.text()).startsWith("Printing");
      assertThat(answer.language()).isEqualTo("english");
      List<TranscriptionSegment> segments = answer.segments().orElseThrow();
      assertThat(segments).isNotEmpty().allSatisfy(OpenAiClientTest::isPlausible);
      assertThat(segments.getFirst().id()).isZero();
      List<TranscriptionWord> words = answer.words().orElseThrow();
      assertThat(words).hasSizeGreaterThan(10);
      assertThat(words.getFirst().word()).startsWith("Printing");
      assertThat(words.getLast().end()).isLessThanOrEqualTo(answer.duration());
      Map<?, ?> extras = extras(answer);
      assertThat(extras.get("model")).isEqualTo(MODEL);
      assertThat((List<?>) extras.get("segments")).hasSameSizeAs(segments);
      assertThat((List<?>) extras.get("words")).hasSameSizeAs(words);
    }
  }

  @Test
  void models_are_listed() {
    try (Client client = new Client(token)) {
      assertThat(client.openAi.models().list().data()).extracting(Model::id).containsExactly(MODEL);
    }
  }

  @Test
  void errors_are_those_the_client_knows() {
    try (Client client = new Client("wrong")) {
      assertThatThrownBy(() -> client.openAi.models().list())
          .isInstanceOf(UnauthorizedException.class);
      assertThatThrownBy(() -> client.transcribe(client.sample(MODEL).build()))
          .isInstanceOf(UnauthorizedException.class);
    }
    try (Client client = new Client(token)) {
      assertThatThrownBy(() -> client.transcribe(client.sample("huge").build()))
          .isInstanceOfSatisfying(
              NotFoundException.class,
              unknown -> assertThat(unknown.code()).contains("model_not_found"))
          .hasMessageContaining(MODEL);
      assertThatThrownBy(() -> client.transcribe(client.sample(MODEL).language("fr").build()))
          .isInstanceOfSatisfying(
              BadRequestException.class,
              refused -> assertThat(refused.code()).contains("language_not_supported"));
    }
  }

  private static void isPlausible(TranscriptionSegment segment) {
    assertThat(segment.start()).isGreaterThanOrEqualTo(0).isLessThan(segment.end());
    assertThat(segment.seek()).isEqualTo(Math.round(segment.start() * 100));
    assertThat(segment.text()).isNotBlank();
    assertThat(segment.tokens()).isNotEmpty();
    assertThat(segment.temperature()).isZero();
    assertThat(segment.avgLogprob()).isBetween(-5f, 0f);
    assertThat(segment.compressionRatio()).isPositive();
  }

  private static Map<?, ?> extras(TranscriptionVerbose answer) {
    return Optional.ofNullable(answer._allProperties().get("stentor"))
        .orElseThrow(() -> new AssertionError("nothing under stentor"))
        .convert(Map.class);
  }

  /** OpenAI's client with this key. */
  private static final class Client implements AutoCloseable {

    private final OpenAIClient openAi;

    Client(String key) {
      openAi =
          OpenAIOkHttpClient.builder()
              .baseUrl(url)
              .apiKey(key)
              .maxRetries(0)
              .timeout(Duration.ofMinutes(2))
              .build();
    }

    TranscriptionCreateParams.Builder sample(String model) {
      return TranscriptionCreateParams.builder().file(SAMPLE).model(model);
    }

    TranscriptionCreateResponse transcribe(TranscriptionCreateParams parameters) {
      return openAi.audio().transcriptions().create(parameters);
    }

    @Override
    public void close() {
      openAi.close();
    }
  }
}
