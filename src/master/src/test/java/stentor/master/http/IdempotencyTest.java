package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stentor.master.http.MasterFixture.JSON;
import static stentor.master.http.MasterFixture.ok;
import static stentor.master.http.MasterFixture.refused;
import static stentor.master.http.MasterFixture.refusedFor;
import static stentor.master.http.MasterFixture.speech;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.protocol.file.DurableFiles;
import stentor.protocol.job.JobId;

/** Requests that are repeated with an {@code Idempotency-Key}. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IdempotencyTest {

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

  @Test
  void a_repetition_is_answered_by_the_first_job_before_and_after_its_end() throws Exception {
    master.workers.answerNothing();
    HttpResponse<String> first = post("key-1", speech(), Map.of());
    String id = id(first);

    HttpResponse<String> second = post("key-1", speech(), Map.of());

    assertThat(id(second)).isEqualTo(id);
    assertThat(second.headers().firstValue("Location")).contains("/v1/jobs/" + id);

    JobId job = JobId.of(id).orElseThrow();
    await().atMost(Duration.ofSeconds(30)).until(() -> master.store.prepared(job).isPresent());
    master.workers.answer(job, 0);

    HttpResponse<String> third = post("key-1", speech(), Map.of());
    assertThat(id(third)).isEqualTo(id);
    assertThat(JSON.readTree(third.body()).get("status").asText()).isEqualTo("succeeded");
    assertThat(JSON.readTree(third.body()).get("result").isNull()).isFalse();
    assertThat(jobs()).isEqualTo(1);

    assertThat(id(post("key-2", speech(), Map.of()))).isNotEqualTo(id);
  }

  @Test
  void keys_that_differ_in_case_only_are_two_also_over_one_connection() throws Exception {
    String small = id(post("key-a", speech(), Map.of()));

    assertThat(id(post("KEY-A", speech(), Map.of()))).isNotEqualTo(small);
    assertThat(id(post("key-a", speech(), Map.of()))).isEqualTo(small);
  }

  @Test
  void another_master_knows_the_key() throws Exception {
    String id = id(post("key", speech(), Map.of()));

    try (MasterFixture other = new MasterFixture(folder)) {
      HttpResponse<String> repeated =
          other.send(other.job(speech(), Map.of()).header("Idempotency-Key", "key"));
      assertThat(id(repeated)).isEqualTo(id);
    }
  }

  @Test
  void a_key_that_belongs_to_another_request_is_refused() throws Exception {
    post("key", speech(), Map.of());

    refused(post("key", speech(), Map.of("language", "en")), 422, "idempotency_key_reused");
    refused(post("key", speech(2), Map.of()), 422, "idempotency_key_reused");
    refused(
        post("key", speech(), Map.of("webhook", "http://127.0.0.1:1/")),
        422,
        "idempotency_key_reused");
    refused(
        master.send(master.transcription(speech(), Map.of()).header("Idempotency-Key", "key")),
        422,
        "idempotency_key_reused");
    assertThat(jobs()).isEqualTo(1);
  }

  @Test
  void a_key_is_free_again_when_its_job_was_erased() throws Exception {
    String id = id(post("key", speech(), Map.of()));
    JobId job = JobId.of(id).orElseThrow();
    await().atMost(Duration.ofSeconds(30)).until(() -> master.store.outcome(job).isPresent());
    master.delete(id);

    assertThat(id(post("key", speech(2), Map.of()))).isNotEqualTo(id);
  }

  @Test
  void a_job_that_was_claimed_and_never_accepted_is_accepted_by_the_repetition() throws Exception {
    master.workers.answerNothing();
    String id = id(post("key", speech(), Map.of()));
    JobId job = JobId.of(id).orElseThrow();
    await().atMost(Duration.ofSeconds(30)).until(() -> master.store.prepared(job).isPresent());
    // As a master leaves it that dies between the claim and the job.
    DurableFiles.deleteTree(folder.resolve("jobs").resolve(id));
    assertThat(master.get("/v1/jobs/" + id).statusCode()).isEqualTo(404);

    assertThat(id(post("key", speech(), Map.of()))).isEqualTo(id);
    assertThat(master.get("/v1/jobs/" + id).statusCode()).isEqualTo(200);
  }

  @Test
  void of_many_repetitions_at_once_one_makes_the_job() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      HttpRequest request =
          master.job(speech(), Map.of()).header("Idempotency-Key", "the same").build();
      answers.add(master.client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
    }

    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      HttpResponse<String> done = answer.get(60, TimeUnit.SECONDS);
      if (done.statusCode() == 409) {
        refused(done, 409, "idempotency_conflict");
        assertThat(done.headers().firstValue("Retry-After")).isPresent();
      } else {
        assertThat(done.statusCode()).isEqualTo(202);
      }
    }
    assertThat(jobs()).isEqualTo(1);
  }

  @Test
  void a_synchronous_request_that_is_repeated_waits_for_the_first_ones_outcome() throws Exception {
    master.workers.answerNothing();
    HttpRequest request =
        master.transcription(speech(), Map.of()).header("Idempotency-Key", "retry").build();
    CompletableFuture<HttpResponse<String>> first =
        master.client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    await().atMost(Duration.ofSeconds(30)).until(() -> jobs() == 1);
    JobId job = master.store.newest(1, java.util.Optional.empty()).getFirst();
    await().atMost(Duration.ofSeconds(30)).until(() -> master.store.prepared(job).isPresent());
    CompletableFuture<HttpResponse<String>> second =
        master.client.sendAsync(request, HttpResponse.BodyHandlers.ofString());

    master.workers.answer(job, 0);

    assertThat(ok(first.get(60, TimeUnit.SECONDS))).contains("hello world");
    assertThat(ok(second.get(60, TimeUnit.SECONDS))).contains("hello world");
    assertThat(jobs()).isEqualTo(1);
    refused(
        master.send(
            master
                .transcription(speech(), Map.of("response_format", "text"))
                .header("Idempotency-Key", "retry")),
        422,
        "idempotency_key_reused");
  }

  @Test
  void a_repetition_may_name_its_job_again() throws Exception {
    String id = JobId.next(Clock.systemUTC(), new Random()).toString();

    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer =
          master.send(
              master
                  .job(speech(), Map.of())
                  .header("Idempotency-Key", "key")
                  .header("Stentor-Job", id));
      assertThat(id(answer)).isEqualTo(id);
    }
    refusedFor(
        master.send(
            master
                .job(speech(), Map.of())
                .header("Idempotency-Key", "another key")
                .header("Stentor-Job", id)),
        "Stentor-Job");
  }

  @Test
  void what_cannot_be_a_key_is_refused() throws Exception {
    refusedFor(post("x".repeat(256), speech(), Map.of()), "Idempotency-Key");
    refusedFor(post("tab\tinside", speech(), Map.of()), "Idempotency-Key");
    assertThat(jobs()).isZero();
    assertThat(post("x".repeat(255), speech(), Map.of()).statusCode()).isEqualTo(202);
    assertThat(post("../../../etc/passwd", speech(), Map.of()).statusCode()).isEqualTo(202);
  }

  private HttpResponse<String> post(String key, byte[] audio, Map<String, String> parameters)
      throws Exception {
    return master.send(master.job(audio, parameters).header("Idempotency-Key", key));
  }

  private static String id(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body()).get("id").asText();
  }

  private int jobs() throws IOException {
    return master.store.newest(100, java.util.Optional.empty()).size();
  }
}
