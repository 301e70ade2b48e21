package stentor.control.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.control.problem.ControlException;
import stentor.control.problem.ControlProblem;
import stentor.control.problem.MasterProblem;
import stentor.control.problem.RequestProblem;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.gateway.JobDocument.JobStatus;
import stentor.protocol.gateway.JobList;
import stentor.protocol.job.JobId;
import stentor.protocol.json.Documents;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobCallsTest {

  private static final JobId JOB = JobId.of("01980000-0000-7000-8000-000000000001").orElseThrow();
  private static final JobId OTHER = JobId.of("01980000-0000-7000-8000-000000000002").orElseThrow();

  @TempDir Path folder;
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

  @Test
  void a_recording_becomes_a_job_of_the_name_it_was_given_and_its_bytes_are_counted()
      throws Exception {
    master.on("POST /v1/jobs", 202, job(JOB, "queued"));
    Path file = Files.writeString(folder.resolve("a.wav"), "audio");
    List<Long> sent = new CopyOnWriteArrayList<>();
    TranscriptionOptions english = new TranscriptionOptions(Optional.empty(), Optional.of("en"));

    JobDocument accepted = client.submit(new JobSubmission(JOB, file, english), sent::add);

    assertThat(accepted.status()).isEqualTo(JobStatus.QUEUED);
    assertThat(sent).last().isEqualTo(5L);
    assertThat(master.headers.get("Stentor-Job")).containsExactly(JOB.toString());
    assertThat(master.headers.get("Idempotency-Key")).containsExactly(JOB.toString());
    assertThat(master.bodies.getFirst())
        .contains("name=\"language\"\r\n\r\nen\r\n", "\r\n\r\naudio\r\n--");
  }

  @Test
  void an_answer_to_a_submission_about_another_job_is_none() throws Exception {
    master.on("POST /v1/jobs", 202, job(OTHER, "queued"));
    Path file = Files.writeString(folder.resolve("a.wav"), "audio");

    assertThat(
            problemOf(
                () ->
                    client.submit(
                        new JobSubmission(JOB, file, TranscriptionOptions.automatic()),
                        unread -> {})))
        .isInstanceOf(MasterProblem.UnreadableAnswer.class);
  }

  private static String event(long id, String name, String data) {
    return "id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n";
  }

  private List<JobEvent> events(long last) throws InterruptedException {
    List<JobEvent> heard = new ArrayList<>();
    client.events(JOB, last, heard::add);
    return heard;
  }

  private static final String PARTIAL =
      "{\"part\":0,\"text\":\"你好\",\"start\":0.5,\"end\":1.5,\"gap\":false,\"new\":1}";

  @Test
  void a_job_is_followed_to_its_end() throws Exception {
    master.on(
        "GET /v1/jobs/" + JOB + "/events",
        200,
        event(1, "queued", "{\"job\":\"x\",\"at\":\"y\"}")
            + ":\n\n"
            + event(2, "started", "{}")
            + event(5, "progress", "{\"done\":1,\"total\":2}")
            + event(6, "partial", PARTIAL)
            + event(7, "of_a_later_version", "{}")
            + event(9, "succeeded", job(JOB, "succeeded")));

    List<JobEvent> heard = events(0);

    assertThat(heard)
        .startsWith(
            new JobEvent.Queued(1),
            new JobEvent.Started(2),
            new JobEvent.Progressed(5, 1, 2),
            new JobEvent.Partial(6, 0, "你好", 0.5, 1.5, false))
        .hasSize(5);
    assertThat(heard.getLast())
        .isInstanceOfSatisfying(
            JobEvent.Ended.class,
            ended -> assertThat(ended.job().status()).isEqualTo(JobStatus.SUCCEEDED));
  }

  @Test
  void a_stream_that_breaks_goes_on_after_the_last_event() throws Exception {
    master.inTurn(
        "GET /v1/jobs/" + JOB + "/events",
        new MasterDouble.Said(200, event(1, "queued", "{}") + event(2, "started", "{}")),
        new MasterDouble.Said(
            200, event(2, "started", "{}") + event(9, "cancelled", job(JOB, "cancelled"))));

    List<JobEvent> heard = events(0);

    assertThat(heard).extracting(JobEvent::sequence).containsExactly(1L, 2L, 9L);
    assertThat(master.headers.get("Last-Event-ID")).containsExactly("0", "2");
  }

  @Test
  void of_a_job_whose_end_is_known_nothing_is_told() throws Exception {
    master.on("GET /v1/jobs/" + JOB + "/events", 204, "");

    assertThat(events(9)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event: progress\nid: 3\ndata: {}\n\n",
        "event: progress\nid: 3\ndata: {\"done\":3,\"total\":2}\n\n",
        "event: progress\ndata: {\"done\":1,\"total\":2}\n\n",
        "event: succeeded\nid: 3\ndata: <html>\n\n"
      })
  void what_is_no_event_is_told_apart(String stream) {
    master.on("GET /v1/jobs/" + JOB + "/events", 200, stream);

    assertThat(problemOf(() -> events(0))).isInstanceOf(MasterProblem.UnreadableAnswer.class);
  }

  @Test
  void prepared_audio_is_copied_whole_or_not_at_all() throws Exception {
    master.on("GET /v1/jobs/" + JOB + "/audio", 200, "RIFF and so on");
    Path file = folder.resolve("job.wav");

    client.audio(JOB, file);

    assertThat(file).hasContent("RIFF and so on");
    master.on(
        "GET /v1/jobs/" + OTHER + "/audio",
        404,
        "{\"error\":{\"message\":\"Not yet.\",\"code\":\"audio_not_prepared\"}}");
    assertThat(problemOf(() -> client.audio(OTHER, folder.resolve("other.wav"))))
        .isEqualTo(new MasterProblem.Refused(404, "audio_not_prepared", "Not yet."));
    assertThat(problemOf(() -> client.audio(JOB, folder.resolve("none/job.wav"))))
        .isInstanceOf(RequestProblem.UnwritableFile.class);
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
    assertThat(folder.resolve("other.wav")).doesNotExist();
  }
}
