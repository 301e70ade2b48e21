package stentor.control.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.control.problem.ControlException;
import stentor.control.problem.ControlProblem;
import stentor.control.problem.MasterProblem;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.gateway.JobDocument.JobStatus;
import stentor.protocol.gateway.JobList;
import stentor.protocol.job.JobId;
import stentor.protocol.json.Documents;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobCallsTest {

  private static final JobId JOB = JobId.of("01980000-0000-7000-8000-000000000001").orElseThrow();
  private static final JobId OTHER = JobId.of("01980000-0000-7000-8000-000000000002").orElseThrow();

  private MasterDouble master;
  private MasterClient client;

  @BeforeEach
  void open() throws IOException {
    master = new MasterDouble();
    client = new MasterClient(master.endpoint());
  }

  @AfterEach
  void close() {
    client.close();
    master.close();
  }

  private static String job(JobId id, String status) {
    return """
    {"id":"%s","object":"job","status":"%s","task":"transcribe","model":null,"language":null,\
    "attempts":0,"createdAt":"2026-01-01T00:00:00Z","startedAt":null,"finishedAt":null,\
    "text":null,"error":null,"result":null,"replayOf":null,"new":1}\
    """
        .formatted(id, status);
  }

  private static ControlProblem problemOf(ThrowingCallable call) {
    return catchThrowableOfType(ControlException.class, call).problem();
  }

  @Test
  void jobs_are_asked_for_by_status_and_page() throws Exception {
    master.on(
        "GET /v1/jobs?limit=2&status=failed&after=" + OTHER,
        200,
        "{\"object\":\"list\",\"data\":[" + job(JOB, "failed") + "],\"hasMore\":true}");

    JobList page = client.jobs(Optional.of(JobStatus.FAILED), 2, Optional.of(OTHER));

    assertThat(page.data()).extracting(JobDocument::id).containsExactly(JOB);
    assertThat(page.hasMore()).isTrue();
    assertThatThrownBy(() -> client.jobs(Optional.empty(), 21, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_job_is_read_and_one_that_is_unknown_refused() throws Exception {
    master.on("GET /v1/jobs/" + JOB, 200, job(JOB, "queued"));
    master.on(
        "GET /v1/jobs/" + OTHER,
        404,
        "{\"error\":{\"message\":\"There is no such job.\",\"code\":\"job_not_found\"}}");

    assertThat(client.job(JOB).status()).isEqualTo(JobStatus.QUEUED);
    assertThat(problemOf(() -> client.job(OTHER)))
        .isEqualTo(new MasterProblem.Refused(404, "job_not_found", "There is no such job."));
  }

  @Test
  void a_replay_is_a_new_job() throws Exception {
    master.on("POST /v1/jobs/" + JOB + "/replay", 202, job(OTHER, "queued"));

    assertThat(client.replay(JOB).id()).isEqualTo(OTHER);
  }

  @Test
  void a_cancelled_job_is_told_as_it_is_then() throws Exception {
    master.on("DELETE /v1/jobs/" + JOB + "?if=unfinished", 200, "{}");
    master.on("GET /v1/jobs/" + JOB, 200, job(JOB, "cancelled"));

    JobCancellation cancellation = client.cancel(JOB);

    assertThat(cancellation.byThisCall()).isTrue();
    assertThat(cancellation.job().status()).isEqualTo(JobStatus.CANCELLED);
  }

  @Test
  void a_job_that_had_ended_is_never_erased_by_cancelling_it() throws Exception {
    master.on(
        "DELETE /v1/jobs/" + JOB + "?if=unfinished",
        409,
        "{\"error\":{\"message\":\"It has ended.\",\"code\":\"job_finished\"}}");
    master.on("GET /v1/jobs/" + JOB, 200, job(JOB, "succeeded"));

    JobCancellation cancellation = client.cancel(JOB);

    assertThat(cancellation.byThisCall()).isFalse();
    assertThat(cancellation.job().status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(master.calls)
        .filteredOn(call -> call.startsWith("DELETE"))
        .allMatch(call -> call.endsWith("?if=unfinished"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "<html>",
        "{\"id\":\"x\"}",
        "{\"id\":\"01980000-0000-7000-8000-000000000001\"}",
        "{\"id\":\"01980000-0000-7000-8000-000000000001\",\"status\":\"dancing\","
            + "\"createdAt\":\"2026-01-01T00:00:00Z\"}"
      })
  void what_is_no_job_is_told_apart(String body) {
    master.on("GET /v1/jobs/" + JOB, 200, body);

    assertThat(problemOf(() -> client.job(JOB))).isInstanceOf(MasterProblem.UnreadableAnswer.class);
  }

  @Test
  void an_answer_about_another_job_is_none() {
    master.on("GET /v1/jobs/" + JOB, 200, job(OTHER, "queued"));

    assertThat(problemOf(() -> client.job(JOB)))
        .isEqualTo(new MasterProblem.UnreadableAnswer(200, "it tells of another job"));
  }

  @Test
  void a_page_that_never_ends_is_refused() {
    master.on("GET /v1/jobs?limit=2", 200, "{\"object\":\"list\",\"data\":[],\"hasMore\":true}");
    master.on(
        "GET /v1/jobs?limit=1",
        200,
        "{\"object\":\"list\",\"data\":["
            + job(JOB, "queued")
            + ","
            + job(OTHER, "queued")
            + "],\"hasMore\":false}");

    for (int limit : new int[] {1, 2}) {
      assertThat(problemOf(() -> client.jobs(Optional.empty(), limit, Optional.empty())))
          .isInstanceOf(MasterProblem.UnreadableAnswer.class);
    }
  }

  @Test
  void an_answer_larger_than_any_document_is_refused_while_it_arrives() {
    BoundedBody body = new BoundedBody(8);
    body.onNext(List.of(ByteBuffer.wrap("12345678".getBytes(StandardCharsets.US_ASCII))));
    body.onNext(List.of(ByteBuffer.wrap("9".getBytes(StandardCharsets.US_ASCII))));

    assertThat(body.getBody().toCompletableFuture()).isCompletedWithValue(Optional.empty());

    master.on("GET /v1/jobs/" + JOB, 200, " ".repeat(Documents.MOST_BYTES + 1));
    assertThat(problemOf(() -> client.job(JOB)))
        .isInstanceOfSatisfying(
            MasterProblem.UnreadableAnswer.class,
            answer -> assertThat(answer.reason()).contains("more than"));
  }
}
