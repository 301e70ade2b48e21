package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import stentor.acceptance.Stentor;

/** Who asked for what, and where it went: by the names of tokens and by traces. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "finds processes in /proc")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AttributionTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void a_client_with_a_token_of_its_own_is_known_by_it_until_it_is_revoked() throws Exception {
    try (Installation installation = Installation.in(folder, 0);
        HttpClient http = HttpClient.newHttpClient()) {
      installation.up("1..1");
      URI url = installation.endpoint().url();
      Stentor stentor = installation.stentor();
      Stentor.Result added = stentor.run("tokens", "add", "laptop");
      assertThat(added.exit()).as(added.err()).isZero();
      String token = added.out().strip();

      HttpResponse<String> said = recognise(http, url, token);
      assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
      assertThat(said.headers().firstValue("Stentor-Trace")).contains(TRACE);
      String id = JSON.readTree(said.body()).get("id").asText();
      Stentor.Result shown = stentor.run("jobs", "show", id);
      assertThat(shown.out())
          .containsPattern("(?m)^client +laptop$")
          .containsPattern("(?m)^trace +" + TRACE + "$");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(traced(stentor, id))
                      .contains(
                          "master: Job accepted",
                          "master: Job ended",
                          "worker-noop-1: Part recognised"));

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(metrics(http, url, token))
                      .contains(
                          "stentor_queue_wait_seconds_count{model=\"noop\"} 1\n",
                          "stentor_decode_seconds_count{model=\"noop\"} 1\n",
                          "stentor_real_time_factor_count{model=\"noop\"} 1\n")
                      .containsPattern("stentor_words_total\\{model=\"noop\"} [1-9]"));

      assertThat(stentor.run("tokens", "revoke", "laptop").exit()).isZero();
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> recognise(http, url, token).statusCode() == 401);
      assertThat(stentor.run("logs", "--json").out()).doesNotContain(token);
      installation.down();
    }
  }

  private static HttpResponse<String> recognise(HttpClient http, URI url, String token)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(url.resolve("/client/dynamic/recognize"))
            .header("Authorization", "Bearer " + token)
            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Recording.brief(1).wav()))
            .build(),
        BodyHandlers.ofString());
  }

  private static String metrics(HttpClient http, URI url, String token)
      throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(url.resolve("/metrics"))
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  /** Programs and messages of the lines that carry the trace, all of them about this job. */
  private static List<String> traced(Stentor stentor, String job) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : stentor.run("logs", "--json").out().lines().toList()) {
      JsonNode event = JSON.readTree(line);
      if (event.path("kvpList").toString().contains("\"trace\":\"" + TRACE + "\"")) {
        assertThat(event.path("kvpList").toString()).contains("\"job\":\"" + job + "\"");
        lines.add(event.get("program").asText() + ": " + event.get("formattedMessage").asText());
      }
    }
    return lines;
  }
}
