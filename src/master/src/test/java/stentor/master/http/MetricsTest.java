package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stentor.master.http.MasterFixture.ok;
import static stentor.master.http.MasterFixture.refused;
import static stentor.master.http.MasterFixture.speech;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads of a master. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MetricsTest {

  /** A sample of the text format: https://prometheus.io/docs/instrumenting/exposition_formats. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "[a-zA-Z_:][a-zA-Z0-9_:]*(\\{([a-zA-Z_][a-zA-Z0-9_]*=\"[^\"\\n]*\",?)*\\})? \\S+");

  @TempDir Path folder;

  @Test
  void every_line_is_prometheus_text_and_every_promise_is_kept() throws Exception {
    try (MasterFixture master = new MasterFixture(folder)) {
      ok(master.transcribe(speech(), Map.of()));
      assertThat(master.get("/v1/jobs/no-such-job").statusCode()).isEqualTo(404);
      master.get("/a-path-that-a-client-made-up");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> master.get("/metrics").body().contains("stentor_jobs_ended_total"));

      HttpResponse<String> answer = master.get("/metrics");

      assertThat(answer.headers().firstValue("Content-Type"))
          .get()
          .asString()
          .startsWith("text/plain");
      Map<String, Double> samples = samples(answer.body());
      assertThat(samples)
          .containsEntry("stentor_jobs_accepted_total", 1.0)
          .containsEntry("stentor_jobs_ended_total{model=\"tiny-en\",status=\"succeeded\"}", 1.0)
          .containsEntry("stentor_audio_seconds_total", 3.0)
          .containsEntry("stentor_job_stage_seconds_count{stage=\"total\"}", 1.0)
          .containsEntry("stentor_job_stage_seconds_bucket{stage=\"total\",le=\"+Inf\"}", 1.0)
          .containsEntry("stentor_workers_connected{model=\"tiny-en\"}", 0.0)
          .containsKey("jvm_memory_used_bytes{area=\"heap\",id=\"Eden Space\"}")
          .containsKey("process_cpu_usage")
          .containsEntry(
              "stentor_http_requests_seconds_count{method=\"POST\","
                  + "route=\"/v1/audio/transcriptions\",status=\"200\"}",
              1.0)
          .containsEntry(
              "stentor_http_requests_seconds_count{method=\"GET\",route=\"/v1/jobs/{id}\","
                  + "status=\"404\"}",
              1.0);
      assertThat(answer.body())
          .doesNotContain("clip.wav", "hello world", MasterFixture.TOKEN, "no-such-job", "made-up");
    }
  }

  @Test
  void without_the_token_they_are_not_told() throws Exception {
    try (MasterFixture master = new MasterFixture(folder)) {
      refused(master.send(HttpRequest.newBuilder(master.uri("/metrics"))), 401, "invalid_api_key");
    }
  }

  private static Map<String, Double> samples(String text) {
    Map<String, Double> samples = new HashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              Matcher sample = SAMPLE.matcher(line);
              assertThat(sample.matches()).as(line).isTrue();
              int space = line.lastIndexOf(' ');
              samples.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
            });
    return samples;
  }
}
