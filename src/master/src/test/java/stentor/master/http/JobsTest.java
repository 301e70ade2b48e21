package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stentor.master.http.MasterFixture.JSON;
import static stentor.master.http.MasterFixture.ok;
import static stentor.master.http.MasterFixture.refused;
import static stentor.master.http.MasterFixture.refusedFor;
import static stentor.master.http.MasterFixture.speech;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.Outcome;

/** {@code /v1/jobs} over HTTP. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobsTest {

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
  void a_recording_is_accepted_at_once_and_its_transcript_fetched_later() throws Exception {
    HttpResponse<String> accepted =
        master.send(master.job(speech(), Map.of("language", "en", "task", "transcribe")));

    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    JsonNode queued = JSON.readTree(accepted.body());
    String id = queued.get("id").asText();
    assertThat(accepted.headers().firstValue("Location")).contains("/v1/jobs/" + id);
    assertThat(queued.get("object").asText()).isEqualTo("job");
    assertThat(queued.get("status").asText()).isEqualTo("queued");
    assertThat(queued.get("language").asText()).isEqualTo("en");
    assertThat(keys(queued))
        .containsExactly(
            "id",
            "object",
            "status",
            "task",
            "model",
            "language",
            "attempts",
            "createdAt",
            "startedAt",
            "finishedAt",
            "text",
            "error",
            "result",
            "replayOf",
            "trace",
            "client",
            "score");

    JsonNode ended = ended(id);

    assertThat(keys(ended)).isEqualTo(keys(queued));
    assertThat(ended.get("status").asText()).isEqualTo("succeeded");
    assertThat(ended.get("text").asText()).isEqualTo("hello world");
    assertThat(ended.get("model").asText()).isEqualTo("tiny-en");
    assertThat(ended.get("attempts").asInt()).isEqualTo(1);
    assertThat(ended.get("createdAt")).isEqualTo(queued.get("createdAt"));
    assertThat(ended.get("startedAt").asText()).endsWith("Z");
    assertThat(ended.get("finishedAt").asText()).endsWith("Z");
    assertThat(ended.get("error").isNull()).isTrue();
    JsonNode result = ended.get("result");
    assertThat(result.get("segments")).hasSize(1);
    assertThat(result.get("words")).hasSize(2);
    assertThat(result.at("/stentor/job").asText()).isEqualTo(id);
    assertThat(keys(result.at("/stentor/timings")))
        .containsExactly("accepted", "prepared", "queued", "decoded", "total");
  }

  @Test
  void a_job_runs_from_its_first_attempt_and_tells_how_often_it_was_tried() throws Exception {
    master.workers.answerNothing();
    JobId job = accepted(Map.of());
    await().atMost(Duration.ofSeconds(30)).until(() -> master.store.prepared(job).isPresent());
    assertThat(document(job).get("status").asText()).isEqualTo("queued");

    master.store.beginAttempt(job, 0, "worker-1");
    master.store.beginAttempt(job, 0, "worker-2");

    JsonNode running = document(job);
    assertThat(running.get("status").asText()).isEqualTo("running");
    assertThat(running.get("attempts").asInt()).isEqualTo(2);
    assertThat(running.get("model").asText()).isEqualTo("tiny-en");
    assertThat(running.get("startedAt").isNull()).isFalse();
    assertThat(running.get("finishedAt").isNull()).isTrue();

    HttpResponse<String> cancelled = master.delete(job.toString());

    JsonNode document = JSON.readTree(ok(cancelled));
    assertThat(document).isEqualTo(document(job));
    assertThat(document.get("status").asText()).isEqualTo("cancelled");
    assertThat(document.get("attempts").asInt()).isEqualTo(2);
    assertThat(document.get("startedAt")).isEqualTo(running.get("startedAt"));
    assertThat(document.get("finishedAt").isNull()).isFalse();
  }

  @Test
  void a_job_that_failed_tells_why() throws Exception {
    master.workers.failWith(new Failure("recognition_failed", "The engine broke."));

    JsonNode ended = ended(accepted(Map.of()).toString());

    assertThat(ended.get("status").asText()).isEqualTo("failed");
    assertThat(ended.get("error"))
        .isEqualTo(
            JSON.readTree("{\"code\":\"recognition_failed\",\"message\":\"The engine broke.\"}"));
    assertThat(ended.get("text").isNull()).isTrue();
    assertThat(ended.get("result").isNull()).isTrue();
  }

  @Test
  void a_result_that_came_first_wins_over_a_cancel_and_is_erased() throws Exception {
    JobId job = accepted(Map.of());
    ended(job.toString());

    assertThat(master.delete(job.toString()).statusCode()).isEqualTo(204);

    refused(master.get("/v1/jobs/" + job), 404, "job_not_found");
    refused(master.delete(job.toString()), 404, "job_not_found");
    assertThat(folder.resolve("jobs")).isEmptyDirectory();
  }

  @Test
  void a_job_that_shall_be_cancelled_only_if_it_has_not_ended_is_never_erased() throws Exception {
    JobId ended = accepted(Map.of());
    JsonNode document = ended(ended.toString());

    refused(master.delete(ended + "?if=unfinished"), 409, "job_finished");

    assertThat(document(ended)).isEqualTo(document);
    refused(master.delete(ended + "?if=large"), 400, "invalid_value");
    assertThat(document(ended)).isEqualTo(document);

    master.workers.answerNothing();
    JobId open = accepted(Map.of());
    assertThat(JSON.readTree(ok(master.delete(open + "?if=unfinished"))).get("status").asText())
        .isEqualTo("cancelled");
    refused(master.delete(open + "?if=unfinished"), 409, "job_finished");
  }

  @Test
  void a_job_that_has_ended_is_replayed_as_a_new_one() throws Exception {
    master.workers.failWith(new Failure("recognition_failed", "The engine broke."));
    JobId first = accepted(Map.of("language", "en"));
    ended(first.toString());
    master.workers.recover();

    HttpResponse<String> answer = replay(first.toString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    JsonNode queued = JSON.readTree(answer.body());
    String second = queued.get("id").asText();
    assertThat(answer.headers().firstValue("Location")).contains("/v1/jobs/" + second);
    assertThat(second).isNotEqualTo(first.toString());
    assertThat(queued.get("replayOf").asText()).isEqualTo(first.toString());
    assertThat(queued.get("language").asText()).isEqualTo("en");
    JsonNode ended = ended(second);
    assertThat(ended.get("text").asText()).isEqualTo("hello world");
    assertThat(ended.get("replayOf").asText()).isEqualTo(first.toString());
    assertThat(document(first).get("status").asText()).isEqualTo("failed");
  }

  @Test
  void a_job_that_has_not_ended_and_one_that_is_not_there_are_not_replayed() throws Exception {
    master.workers.answerNothing();
    JobId job = accepted(Map.of());

    refused(replay(job.toString()), 409, "job_not_finished");

    refused(replay(JobId.next(Clock.systemUTC(), new Random()).toString()), 404, "job_not_found");
    refused(replay("x"), 404, "job_not_found");
  }

  private HttpResponse<String> replay(String job) throws Exception {
    return master.send(
        master
            .authorised("/v1/jobs/" + job + "/replay")
            .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
  }

  @Test
  void a_client_that_waits_for_a_job_that_is_erased_is_told() throws Exception {
    master.workers.answerNothing();
    CompletableFuture<HttpResponse<String>> waiting =
        master.client.sendAsync(
            master.transcription(speech(), Map.of()).build(), HttpResponse.BodyHandlers.ofString());
    await().atMost(Duration.ofSeconds(30)).until(() -> !master.store.open().isEmpty());
    JobId job = master.store.open().getFirst();
    await().atMost(Duration.ofSeconds(30)).until(() -> master.store.prepared(job).isPresent());

    master.store.createOutcome(Outcome.cancelled(job, Instant.now()));
    master.store.erase(job);

    // The end may just have been seen before it was erased.
    assertThat(waiting.get(60, TimeUnit.SECONDS).statusCode()).isIn(404, 409);
  }

  @Test
  void a_client_may_name_its_job_once() throws Exception {
    String id = JobId.next(Clock.systemUTC(), new Random()).toString();

    HttpResponse<String> first =
        master.send(master.job(speech(), Map.of()).header("Stentor-Job", id));

    assertThat(JSON.readTree(first.body()).get("id").asText()).isEqualTo(id);
    refusedFor(
        master.send(master.job(speech(), Map.of()).header("Stentor-Job", id)), "Stentor-Job");
    refusedFor(
        master.send(master.job(speech(), Map.of()).header("Stentor-Job", "../x")), "Stentor-Job");
  }

  @Test
  void what_cannot_become_a_job_is_refused_and_the_parameter_named() throws Exception {
    for (Map.Entry<String, String> wrong :
        List.of(
            Map.entry("task", "translate"),
            Map.entry("webhook", "ftp://example.org/x"),
            Map.entry("webhook", "/relative"),
            Map.entry("webhook", "http:///no-host"),
            Map.entry("webhook", "http://somebody:secret@example.org/"),
            Map.entry("webhook", "http://example.org:99999/"),
            Map.entry("webhook", "http://exa mple.org/"),
            Map.entry("webhook", "https://example.org/" + "x".repeat(2000)))) {
      refusedFor(
          master.send(master.job(speech(), Map.of(wrong.getKey(), wrong.getValue()))),
          wrong.getKey());
    }
    refused(master.send(master.job(speech(), Map.of("model", "huge"))), 404, "model_not_found");
    refused(
        master.send(master.job(speech(), Map.of("language", "fr"))), 400, "language_not_supported");
    refused(master.send(master.job(new byte[100], Map.of())), 400, "invalid_audio");
    refusedFor(master.send(master.job(speech(), Map.of("model", "x".repeat(5_000_000)))), "model");
    assertThat(folder.resolve("jobs")).isEmptyDirectory();
  }

  @Test
  void what_names_no_job_is_not_found() throws Exception {
    for (String id :
        List.of(
            "x",
            "..%2F..%2Fetc",
            "%00",
            JobId.next(Clock.systemUTC(), new Random())
                .toString()
                .toUpperCase(java.util.Locale.ROOT),
            JobId.next(Clock.systemUTC(), new Random()).toString(),
            "x".repeat(4000))) {
      assertThat(master.get("/v1/jobs/" + id).statusCode()).as(id).isIn(400, 404);
      assertThat(master.get("/v1/jobs/" + id + "/audio").statusCode()).as(id).isIn(400, 404);
      assertThat(master.get("/v1/jobs/" + id + "/events").statusCode()).as(id).isIn(400, 404);
    }
    refused(
        master.get("/v1/jobs/" + JobId.next(Clock.systemUTC(), new Random())),
        404,
        "job_not_found");
  }

  @Test
  void jobs_are_listed_newest_first_in_pages_without_their_results() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      JobId job = accepted(Map.of());
      ended(job.toString());
      ids.addFirst(job.toString());
    }

    JsonNode first = list("?limit=2");
    assertThat(first.get("object").asText()).isEqualTo("list");
    assertThat(ids(first)).isEqualTo(ids.subList(0, 2));
    assertThat(first.get("hasMore").asBoolean()).isTrue();
    assertThat(first.at("/data/0/text").asText()).isEqualTo("hello world");
    assertThat(first.at("/data/0/result").isNull()).isTrue();
    assertThat(first.at("/data/0").has("result")).isTrue();

    JsonNode second = list("?limit=2&after=" + ids.get(1));
    assertThat(ids(second)).isEqualTo(ids.subList(2, 4));
    assertThat(second.get("hasMore").asBoolean()).isTrue();

    JsonNode last = list("?limit=2&after=" + ids.get(3));
    assertThat(ids(last)).isEqualTo(ids.subList(4, 5));
    assertThat(last.get("hasMore").asBoolean()).isFalse();

    assertThat(list("?limit=5").get("hasMore").asBoolean()).isFalse();
    assertThat(ids(list(""))).isEqualTo(ids);
  }

  @Test
  void jobs_are_listed_by_status() throws Exception {
    JobId succeeded = accepted(Map.of());
    ended(succeeded.toString());
    master.workers.answerNothing();
    JobId cancelled = accepted(Map.of());
    master.delete(cancelled.toString());
    JobId running = accepted(Map.of());
    await().atMost(Duration.ofSeconds(30)).until(() -> master.store.prepared(running).isPresent());
    master.store.beginAttempt(running, 0, "worker-1");
    JobId queued = accepted(Map.of());
    JobId queuedToo = accepted(Map.of());

    for (int look = 0; look < 2; look++) {
      assertThat(ids(list("?status=succeeded"))).containsExactly(succeeded.toString());
      assertThat(ids(list("?status=cancelled"))).containsExactly(cancelled.toString());
      assertThat(ids(list("?status=failed"))).isEmpty();
      assertThat(ids(list("?status=running"))).containsExactly(running.toString());
      assertThat(ids(list("?status=queued")))
          .containsExactly(queuedToo.toString(), queued.toString());
    }
    JsonNode page = list("?status=queued&limit=1");
    assertThat(ids(page)).containsExactly(queuedToo.toString());
    assertThat(page.get("hasMore").asBoolean()).isTrue();
    JsonNode rest = list("?status=queued&limit=1&after=" + queuedToo);
    assertThat(ids(rest)).containsExactly(queued.toString());
    assertThat(rest.get("hasMore").asBoolean()).isFalse();
  }

  @Test
  void a_list_of_nothing_that_there_is_is_refused() throws Exception {
    for (String limit : List.of("0", "101", "-1", "1.5", "", "ten", "99999999999")) {
      refusedFor(master.get("/v1/jobs?limit=" + limit), "limit");
    }
    refusedFor(master.get("/v1/jobs?status=done"), "status");
    refusedFor(master.get("/v1/jobs?status="), "status");
    refusedFor(master.get("/v1/jobs?after=..%2Fx"), "after");
  }

  @Test
  void another_master_on_the_store_tells_the_same() throws Exception {
    JobId job = accepted(Map.of());
    JsonNode here = ended(job.toString());

    try (MasterFixture other = new MasterFixture(folder)) {
      assertThat(JSON.readTree(ok(other.get("/v1/jobs/" + job)))).isEqualTo(here);
      assertThat(ids(JSON.readTree(ok(other.get("/v1/jobs"))))).containsExactly(job.toString());
    }
  }

  @Test
  void a_damaged_job_does_not_keep_others_from_the_list() throws Exception {
    JobId damaged = accepted(Map.of());
    ended(damaged.toString());
    JobId sound = accepted(Map.of());
    ended(sound.toString());
    java.nio.file.Files.writeString(
        folder.resolve("jobs").resolve(damaged.toString()).resolve("outcome.json"), "{");

    assertThat(ids(list(""))).containsExactly(sound.toString());
    refused(master.get("/v1/jobs/" + damaged), 500, "malformed_document");
  }

  private JobId accepted(Map<String, String> parameters) throws Exception {
    HttpResponse<String> answer = master.send(master.job(speech(), parameters));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JobId.of(JSON.readTree(answer.body()).get("id").asText()).orElseThrow();
  }

  private JsonNode ended(String id) throws Exception {
    JobId job = JobId.of(id).orElseThrow();
    await().atMost(Duration.ofSeconds(30)).until(() -> master.store.outcome(job).isPresent());
    return document(job);
  }

  private JsonNode document(JobId job) throws Exception {
    return JSON.readTree(ok(master.get("/v1/jobs/" + job)));
  }

  private JsonNode list(String query) throws Exception {
    return JSON.readTree(ok(master.get("/v1/jobs" + query)));
  }

  private static List<String> ids(JsonNode list) {
    List<String> ids = new ArrayList<>();
    list.get("data").forEach(job -> ids.add(job.get("id").asText()));
    return ids;
  }

  private static List<String> keys(JsonNode document) {
    List<String> keys = new ArrayList<>();
    document.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
