package stentor.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams.TimestampGranularity;
import com.openai.models.audio.transcriptions.TranscriptionSegment;
import com.openai.models.audio.transcriptions.TranscriptionStreamEvent;
import com.openai.models.audio.transcriptions.TranscriptionVerbose;
import com.openai.models.models.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.Endpoint;
import stentor.protocol.job.JobId;
import stentor.rounds.Installation;
import stentor.rounds.NoopModel;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;

/**
 * OpenAI's clients for Java and Python, unmodified, against an environment with an engine that
 * recognises nothing, but takes its time.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "finds processes in /proc")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OpenAiSdksTest {

  private static final Path ROOT = Path.of(System.getProperty("stentor.root", ".."));
  private static final Path SAMPLE = ROOT.resolve("resources/samples/printing.wav");
  private static final Path CHECK = ROOT.resolve("test/benchmarks/check_openai.py");
  private static final String NO_PYTHON =
      "Left out: OpenAI's client for Python, because STENTOR_TEST_PYTHON names no Python with"
          + " test/benchmarks/requirements-openai.txt installed";

  /** Slow enough that something can happen between two parts. */
  private static final int MILLISECONDS_PER_AUDIO_SECOND = 15;

  /** So many times the sample, for several parts. */
  private static final int TIMES = 16;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path folder;

  private static Installation installation;
  private static Endpoint endpoint;
  private static Path recording;
  private static OpenAIClient openAi;

  @BeforeAll
  static void start() throws IOException {
    installation = Installation.in(folder, MILLISECONDS_PER_AUDIO_SECOND);
    installation.up("1..1");
    endpoint = installation.endpoint();
    recording = Files.write(folder.resolve("long.wav"), repeated());
    openAi = client(endpoint.token());
  }

  @AfterAll
  static void end() {
    openAi.close();
    installation.close();
  }

  @Test
  void the_client_for_java_gets_every_format() {
    String text = transcribed(sample());
    assertThat(text).contains(" samples ");
    assertThat(transcribed(sample().model("whisper-1"))).isEqualTo(text);
    assertThat(transcribed(sample().responseFormat(AudioResponseFormat.TEXT)))
        .isEqualTo(text + "\n");
    assertThat(transcribed(sample().responseFormat(AudioResponseFormat.SRT)))
        .startsWith("1\n00:00:");
    assertThat(transcribed(sample().responseFormat(AudioResponseFormat.VTT)))
        .startsWith("WEBVTT\n");
  }

  @Test
  void the_client_for_java_reads_verbose_json_and_misses_what_is_absent_only_when_it_is_asked() {
    TranscriptionVerbose answer =
        openAi
            .audio()
            .transcriptions()
            .create(
                sample()
                    .responseFormat(AudioResponseFormat.VERBOSE_JSON)
                    .addTimestampGranularity(TimestampGranularity.SEGMENT)
                    .addTimestampGranularity(TimestampGranularity.WORD)
                    .prompt("Typography.")
                    .temperature(0.5)
                    .chunkingStrategyAuto()
                    .build())
            .asVerbose();

    assertThat(answer.language()).isEqualTo("english");
    assertThat(answer.duration()).isGreaterThan(60);
    List<TranscriptionSegment> segments = answer.segments().orElseThrow();
    assertThat(segments.stream().map(TranscriptionSegment::text).collect(Collectors.joining(" ")))
        .isEqualTo(answer.text());
    assertThat(
            answer.words().orElseThrow().stream()
                .map(word -> word.word())
                .collect(Collectors.joining(" ")))
        .isEqualTo(answer.text());
    assertThat(segments)
        .allSatisfy(
            segment -> {
              assertThat(segment._noSpeechProb().isMissing()).isTrue();
              assertThat(segment._temperature().isMissing()).isTrue();
              assertThatThrownBy(segment::noSpeechProb)
                  .isInstanceOf(OpenAIInvalidDataException.class);
            });
    Map<?, ?> stentor =
        Optional.ofNullable(answer._allProperties().get("stentor"))
            .map(extras -> extras.convert(Map.class))
            .orElseThrow();
    assertThat((List<?>) stentor.get("flags"))
        .isEqualTo(List.of("prompt_ignored", "temperature_ignored"));
    assertThat((List<?>) stentor.get("words"))
        .allSatisfy(word -> assertThat(((Map<?, ?>) word).get("estimated")).isEqualTo(true));
  }

  @Test
  void the_client_for_java_streams() {
    String text = transcribed(sample());
    try (StreamResponse<TranscriptionStreamEvent> stream =
        openAi.audio().transcriptions().createStreaming(sample().build())) {
      List<TranscriptionStreamEvent> events = stream.stream().toList();

      assertThat(events).hasSizeGreaterThan(3);
      assertThat(
              events.stream()
                  .flatMap(event -> event.transcriptTextDelta().stream())
                  .map(delta -> delta.delta())
                  .collect(Collectors.joining()))
          .isEqualTo(text);
      assertThat(events.getLast().asTranscriptTextDone().text()).isEqualTo(text);
    }
  }

  @Test
  void the_client_for_java_hears_why_a_stream_breaks_off() throws Exception {
    JobId job = JobId.next(Clock.systemUTC(), new Random());
    TranscriptionCreateParams named =
        sample().putAdditionalHeader("Stentor-Job", job.toString()).build();
    try (StreamResponse<TranscriptionStreamEvent> stream =
            openAi.audio().transcriptions().createStreaming(named);
        HttpClient http = HttpClient.newHttpClient()) {
      Iterator<TranscriptionStreamEvent> events = stream.stream().iterator();
      assertThat(events.next().isTranscriptTextDelta()).isTrue();

      HttpRequest cancel =
          HttpRequest.newBuilder(endpoint.url().resolve("/v1/jobs/" + job))
              .header("Authorization", "Bearer " + endpoint.token())
              .DELETE()
              .build();
      assertThat(http.send(cancel, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);

      assertThatThrownBy(() -> events.forEachRemaining(event -> {}))
          .isInstanceOfSatisfying(
              SseException.class, broken -> assertThat(broken.code()).contains("job_cancelled"));
    }
  }

  @Test
  void the_client_for_java_lists_and_retrieves_models() {
    assertThat(openAi.models().list().data()).extracting(Model::id).containsExactly(NoopModel.ID);
    assertThat(openAi.models().retrieve(NoopModel.ID).ownedBy()).isEqualTo("stentor");
  }

  @Test
  void the_client_for_java_knows_all_errors() {
    OpenAIClient wrong = client("wrong");
    try {
      refused(UnauthorizedException.class, () -> wrong.models().list(), "invalid_api_key", null);
      refused(
          UnauthorizedException.class,
          () -> wrong.audio().transcriptions().create(sample().build()),
          "invalid_api_key",
          null);
    } finally {
      wrong.close();
    }
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> openAi.audio().transcriptions().create(sample().model("huge").build()),
            () -> openAi.audio().transcriptions().createStreaming(sample().model("huge").build()),
            () -> openAi.models().retrieve("huge"))) {
      refused(NotFoundException.class, call, "model_not_found", "model");
    }
    refused(
        BadRequestException.class,
        () -> openAi.audio().transcriptions().create(sample().language("fr").build()),
        "language_not_supported",
        "language");
    refused(
        BadRequestException.class,
        () -> openAi.audio().transcriptions().create(sample().temperature(3.0).build()),
        "invalid_value",
        "temperature");
    refused(NotFoundException.class, () -> translate(openAi), "translation_not_supported", null);
  }

  /** Deprecated there, and clients that are not renewed go on calling it. */
  @SuppressWarnings("deprecation")
  private static Object translate(OpenAIClient openAi) {
    return openAi
        .audio()
        .translations()
        .create(
            com.openai.models.audio.translations.TranslationCreateParams.builder()
                .file(SAMPLE)
                .model(NoopModel.ID)
                .build());
  }

  @Test
  void the_client_for_python_does_all_of_it(@TempDir Path outputs) throws Exception {
    String python = System.getenv().getOrDefault("STENTOR_TEST_PYTHON", "");
    if (python.isEmpty() || !run(outputs, python, "-c", "import openai").isEmpty()) {
      assertThat(System.getenv("CI")).as(NO_PYTHON).isNotEqualTo("true");
      Assumptions.abort(NO_PYTHON);
    }

    String said =
        run(
            outputs,
            python,
            CHECK.toString(),
            endpoint.url() + "/v1",
            endpoint.token(),
            NoopModel.ID,
            recording.toString());

    assertThat(said).endsWith("done\n").contains("stream as json", "a stream that breaks off");
  }

  /** Returns all that it said. */
  private static String run(Path outputs, String... command)
      throws IOException, InterruptedException {
    Path output = outputs.resolve("said");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }

  private static TranscriptionCreateParams.Builder sample() {
    return TranscriptionCreateParams.builder().file(recording).model(NoopModel.ID);
  }

  private static String transcribed(TranscriptionCreateParams.Builder sample) {
    return openAi.audio().transcriptions().create(sample.build()).asTranscription().text();
  }

  private static void refused(
      Class<? extends OpenAIServiceException> kind,
      ThrowingCallable call,
      String code,
      @org.jspecify.annotations.Nullable String parameter) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            kind,
            refused -> {
              assertThat(refused.code()).contains(code);
              assertThat(refused.param().orElse(null)).isEqualTo(parameter);
              assertThat(refused.type()).contains("invalid_request_error");
            });
  }

  private static OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(endpoint.url() + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .timeout(Duration.ofMinutes(2))
        .build();
  }

  private static byte[] repeated() throws IOException {
    PreparedAudio sample = PreparedAudio.open(SAMPLE);
    float[] once = sample.read(0, sample.length()).array();
    int step = once.length + Samples.RATE;
    float[] all = new float[TIMES * step];
    for (int time = 0; time < TIMES; time++) {
      System.arraycopy(once, 0, all, time * step, once.length);
    }
    ByteArrayOutputStream wav = new ByteArrayOutputStream();
    PreparedAudio.write(new Samples(all), wav);
    return wav.toByteArray();
  }
}
