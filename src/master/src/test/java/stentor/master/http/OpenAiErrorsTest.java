package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;
import static stentor.master.http.MasterFixture.JSON;
import static stentor.master.http.MasterFixture.speech;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each wrong request is answered, field by field, in the shape of OpenAI's errors. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpenAiErrorsTest {

  private static final String TRANSCRIPTIONS = "/v1/audio/transcriptions";
  private static final String WRONG = "invalid_request_error";

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

  @ParameterizedTest
  @CsvSource({
    "response_format,            docx,          response_format,         invalid_value",
    "response_format,            diarized_json, response_format,         invalid_value",
    "stream,                     maybe,         stream,                  invalid_value",
    "temperature,                warm,          temperature,             invalid_value",
    "temperature,                NaN,           temperature,             invalid_value",
    "temperature,                -0.1,          temperature,             invalid_value",
    "temperature,                1.1,           temperature,             invalid_value",
    "timestamp_granularities[],  word,          timestamp_granularities, invalid_value",
    "timestamp_granularities,    word,          timestamp_granularities, invalid_value",
    "include[],                  secrets,       include,                 invalid_value",
    "chunking_strategy,          by_hand,       chunking_strategy,       invalid_value",
    "chunking_strategy[type],    server_vad,    chunking_strategy,       invalid_value",
    "language,                   fr,            language,                language_not_supported",
    "language,                   no language,   language,                language_not_supported",
  })
  void a_parameter_that_cannot_be_used_is_named(
      String parameter, String value, String named, String code) throws Exception {
    is(master.transcribe(speech(), Map.of(parameter, value)), 400, WRONG, Optional.of(named), code);
    assertThat(folder.resolve("jobs")).isEmptyDirectory();
  }

  @Test
  void parameters_that_exclude_each_other_are_refused() throws Exception {
    for (String format : new String[] {"verbose_json", "srt", "vtt"}) {
      is(
          master.transcribe(speech(), Map.of("stream", "true", "response_format", format)),
          400,
          WRONG,
          Optional.of("response_format"),
          "invalid_value");
    }
    is(
        master.transcribe(speech(), Map.of("include[]", "logprobs", "response_format", "text")),
        400,
        WRONG,
        Optional.of("include"),
        "invalid_value");
    is(
        master.transcribe(
            speech(),
            Map.of("timestamp_granularities[]", "phone", "response_format", "verbose_json")),
        400,
        WRONG,
        Optional.of("timestamp_granularities"),
        "invalid_value");
  }

  @Test
  void a_prompt_is_bounded() throws Exception {
    is(
        master.transcribe(speech(), Map.of("prompt", "a".repeat(16_385))),
        400,
        WRONG,
        Optional.of("prompt"),
        "invalid_value");
    MasterFixture.ok(master.transcribe(speech(), Map.of("prompt", "a".repeat(16_384))));
  }

  @Test
  void a_model_that_is_not_served_is_not_found_by_any_route() throws Exception {
    for (HttpResponse<String> answer :
        List.of(
            master.transcribe(speech(), Map.of("model", "huge")), master.get("/v1/models/huge"))) {
      is(answer, 404, WRONG, Optional.of("model"), "model_not_found");
    }
  }

  @Test
  void a_file_must_be_there_once_and_have_something_in_it() throws Exception {
    String missing = "missing_required_parameter";
    is(
        post("application/json", "{}".getBytes(StandardCharsets.US_ASCII)),
        400,
        WRONG,
        Optional.of("file"),
        missing);
    is(post(MULTIPART, form("model")), 400, WRONG, Optional.of("file"), missing);
    is(
        post(MULTIPART, form("file\"; filename=\"a.wav", "file\"; filename=\"b.wav")),
        400,
        WRONG,
        Optional.of("file"),
        "invalid_value");
    is(
        post("multipart/form-data", form("file\"; filename=\"a.wav")),
        400,
        WRONG,
        Optional.of("file"),
        "invalid_value");
    is(master.transcribe(new byte[0], Map.of()), 400, WRONG, Optional.of("file"), "invalid_audio");
  }

  @Test
  void what_only_decoding_finds_names_the_file_too() throws Exception {
    byte[] lying = speech();
    lying[24] = 1; // 1 Hz
    lying[25] = 0;

    is(master.transcribe(lying, Map.of()), 400, WRONG, Optional.of("file"), "invalid_audio");
  }

  @Test
  void no_key_and_a_wrong_key_are_refused_on_every_path() throws Exception {
    for (String path : new String[] {TRANSCRIPTIONS, "/v1/models", "/v1/models/x", "/nowhere"}) {
      is(
          master.send(HttpRequest.newBuilder(master.uri(path))),
          401,
          WRONG,
          Optional.empty(),
          "invalid_api_key");
      is(
          master.send(HttpRequest.newBuilder(master.uri(path)).header("Authorization", "Bearer x")),
          401,
          WRONG,
          Optional.empty(),
          "invalid_api_key");
    }
  }

  @Test
  void what_is_not_there_and_what_takes_another_method_are_told_apart() throws Exception {
    for (String path : new String[] {"/nowhere", "/v1/chat/completions", "/v1"}) {
      HttpResponse<String> answer = master.get(path);
      is(answer, 404, WRONG, Optional.empty(), "unknown_url");
      assertThat(message(answer)).contains("GET " + path);
    }
    HttpResponse<String> wrong = master.get(TRANSCRIPTIONS);
    is(wrong, 405, WRONG, Optional.empty(), "method_not_supported");
    assertThat(message(wrong)).contains("GET", TRANSCRIPTIONS);
    is(
        master.send(master.authorised("/v1/models").DELETE()),
        405,
        WRONG,
        Optional.empty(),
        "method_not_supported");
  }

  @Test
  void a_field_that_is_no_file_and_too_large_is_refused_by_its_name() throws Exception {
    for (int length : new int[] {64 * 1024 + 1, 1024 * 1024}) {
      String form =
          "--x\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\n"
              + "a".repeat(length)
              + "\r\n--x--\r\n";

      HttpResponse<String> answer = post(MULTIPART, form.getBytes(StandardCharsets.US_ASCII));

      is(answer, 400, WRONG, Optional.of("prompt"), "invalid_value");
    }
    String[] names = new String[65];
    Arrays.fill(names, "language");
    is(post(MULTIPART, form(names)), 400, WRONG, Optional.of("file"), "invalid_value");
  }

  @Test
  void a_translation_is_refused_with_the_reason() throws Exception {
    HttpResponse<String> answer =
        master.send(
            master.authorised("/v1/audio/translations").POST(BodyPublishers.ofString("any")));

    is(answer, 404, WRONG, Optional.empty(), "translation_not_supported");
    assertThat(message(answer)).contains("no engine", TRANSCRIPTIONS);
  }

  private static final String MULTIPART = "multipart/form-data; boundary=x";

  private static byte[] form(String... names) {
    StringBuilder form = new StringBuilder();
    for (String name : names) {
      form.append("--x\r\nContent-Disposition: form-data; name=\"")
          .append(name)
          .append("\"\r\n\r\nRIFF....WAVE\r\n");
    }
    return form.append("--x--\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private HttpResponse<String> post(String type, byte[] body) throws Exception {
    return master.send(
        master
            .authorised(TRANSCRIPTIONS)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private static void is(
      HttpResponse<String> answer, int status, String type, Optional<String> parameter, String code)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode error = JSON.readTree(answer.body()).get("error");
    assertThat(error.size()).isEqualTo(4);
    assertThat(error.get("type").asText()).isEqualTo(type);
    assertThat(Optional.ofNullable(error.get("param").textValue())).isEqualTo(parameter);
    assertThat(error.get("code").asText()).isEqualTo(code);
    assertThat(error.get("message").asText()).isNotBlank();
  }

  private static String message(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body()).at("/error/message").asText();
  }
}
