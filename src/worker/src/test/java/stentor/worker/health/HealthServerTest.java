package stentor.worker.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.protocol.json.Documents;
import stentor.protocol.program.WorkerHealth;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HealthServerTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final EngineWatch watch = new EngineWatch(() -> 0, () -> {});
  private final WorkerMeters meters = new WorkerMeters("tiny", watch);
  private WorkerHealth health = new WorkerHealth(true, false, Optional.empty());
  private HealthServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        HealthServer.start(
            InetAddress.getLoopbackAddress(),
            0,
            Optional.of("secret"),
            () -> health,
            meters::scrape);
  }

  @AfterEach
  void end() {
    server.close();
    client.close();
  }

  @Test
  void a_worker_that_is_ready_says_so_and_whether_it_works() throws Exception {
    health = new WorkerHealth(true, true, Optional.empty());

    HttpResponse<String> answer = get("/health/ready", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Documents.read(answer.body().getBytes(StandardCharsets.UTF_8), WorkerHealth.class))
        .isEqualTo(health);
  }

  @Test
  void one_that_is_not_says_why() throws Exception {
    health = new WorkerHealth(false, true, Optional.of("The engine has not come back for 41 s."));

    HttpResponse<String> answer = get("/health/ready", "");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("has not come back for 41 s");
    assertThat(get("/health/live", "").statusCode()).isEqualTo(200);
  }

  @Test
  void metrics_need_the_token_and_have_units() throws Exception {
    meters.leased();
    meters.attempted();
    meters.recognised(20, 5);

    assertThat(get("/metrics", "").statusCode()).isEqualTo(401);
    assertThat(get("/metrics", "Bearer wrong").statusCode()).isEqualTo(401);
    HttpResponse<String> answer = get("/metrics", "Bearer secret");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(WorkerMeters.CONTENT_TYPE);
    assertThat(answer.body())
        .contains("stentor_worker_parts_total{model=\"tiny\"} 1.0")
        .contains("stentor_worker_attempts_total{model=\"tiny\"} 1.0")
        .contains("stentor_worker_audio_seconds_total{model=\"tiny\"} 20.0")
        .contains("stentor_worker_recognition_seconds_total{model=\"tiny\"} 5.0")
        .contains("stentor_worker_real_time_factor{model=\"tiny\"} 0.25")
        .contains("stentor_worker_leases{model=\"tiny\"} 1.0")
        .contains("stentor_worker_ready{model=\"tiny\"} 0.0")
        .doesNotContain("secret");
  }

  @Test
  void nothing_else_is_answered() throws Exception {
    assertThat(get("/", "").statusCode()).isEqualTo(404);
    assertThat(get("/health/ready/more", "").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(uri("/health/live"))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> get(String path, String authorization) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
