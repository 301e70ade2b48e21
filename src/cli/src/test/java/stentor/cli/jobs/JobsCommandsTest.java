package stentor.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.cli.Laboratory;
import stentor.cli.terminal.Screen;
import stentor.cli.terminal.ScreenText;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobsCommandsTest {

  private static final String JOB = id(1);
  private static final String NEW = id(2);

  @TempDir Path folder;
  private Laboratory laboratory;

  @BeforeEach
  void open() throws IOException {
    laboratory = new Laboratory(folder);
    laboratory.clock = Clock.fixed(Instant.parse("2026-01-01T00:06:20Z"), ZoneOffset.UTC);
    laboratory.run("up");
  }

  @AfterEach
  void close() {
    laboratory.close();
  }

  private static String id(int number) {
    return "01980000-0000-7000-8000-%012d".formatted(number);
  }

  private static String queued(String id) {
    return job(id, "queued", "null", "null", "null", "null");
  }

  private static String failed(String id, String message) {
    return job(
        id,
        "failed",
        "\"2026-01-01T00:00:02Z\"",
        "null",
        "{\"code\":\"invalid_audio\",\"message\":\"" + message + "\"}",
        "null");
  }

  private static String succeeded(String id, String text, String result) {
    return job(id, "succeeded", "\"2026-01-01T00:00:02.5Z\"", "\"" + text + "\"", "null", result);
  }

  private static String job(
      String id, String status, String finishedAt, String text, String error, String result) {
    return """
    {"id":"%s","object":"job","status":"%s","task":"transcribe","model":"first",\
    "language":"en","attempts":1,"createdAt":"2026-01-01T00:00:00Z","startedAt":null,\
    "finishedAt":%s,"text":%s,"error":%s,"result":%s,"replayOf":null,\
    "trace":"0af7651916cd43dd8448eb211c80319c","client":"laptop","score":null}\
    """
        .formatted(id, status, finishedAt, text, error, result);
  }

  private static String page(boolean hasMore, String... jobs) {
    return "{\"object\":\"list\",\"data\":[%s],\"hasMore\":%s}"
        .formatted(String.join(",", jobs), hasMore);
  }

  private List<String> lines() {
    return laboratory.out.lines().toList();
  }

  private void screen(int columns) {
    laboratory.screen = Optional.of(new Screen(() -> new Screen.Size(columns, 24), false));
  }

  @Test
  void jobs_are_listed_with_their_text_or_error() {
    laboratory.replyToJobCall(
        "GET /v1/jobs?limit=20",
        200,
        page(false, succeeded(JOB, "hello there", "null"), failed(NEW, "It is no audio.")));

    assertThat(laboratory.run("jobs", "list")).isZero();

    assertThat(lines())
        .containsExactly(
            "ID                                    STATUS     MODEL  LANGUAGE  CREATED"
                + "                TOOK  TEXT",
            JOB + "  succeeded  first  en        2026-01-01T00:00:00Z  2.5 s  hello there",
            NEW
                + "  failed     first  en        2026-01-01T00:00:00Z  2.0 s"
                + "  invalid_audio: It is no audio.");
    assertThat(laboratory.err).isEmpty();
  }

  @Test
  void on_a_narrow_screen_times_are_relative_and_no_line_is_longer_than_it() {
    screen(80);
    laboratory.replyToJobCall(
        "GET /v1/jobs?limit=20",
        200,
        page(
            false,
            succeeded(JOB, "a long sentence that has no end, as it goes on and on", "null"),
            succeeded(NEW, "\u9577\u3044\u6587".repeat(20), "null")));

    laboratory.run("jobs", "list");

    assertThat(lines().get(1)).isEqualTo(JOB + "  succeeded  6 min ago  a long sentence tha…");
    assertThat(lines()).allMatch(line -> ScreenText.width(line) <= 80);
    assertThat(laboratory.out).doesNotContain("LANGUAGE");
  }

  @Test
  void what_a_job_says_cannot_steer_the_terminal() {
    laboratory.replyToJobCall(
        "GET /v1/jobs?limit=20",
        200,
        page(false, failed(JOB, "a\\u001b[2Jb\\nc\\u202ed"), succeeded(NEW, "\\u009b2J", "null")));

    laboratory.run("jobs", "list");

    assertThat(laboratory.out).contains("invalid_audio: a [2Jb cd");
    assertThat(lines()).hasSize(3);
    assertThat(laboratory.out.replace(System.lineSeparator(), "").chars())
        .noneMatch(letter -> Character.isISOControl(letter));
  }

  @Test
  void a_limit_goes_over_pages() {
    laboratory.replyToJobCall(
        "GET /v1/jobs?limit=20&status=queued",
        200,
        page(
            true,
            IntStream.rangeClosed(1, 20)
                .mapToObj(number -> queued(id(number)))
                .toArray(String[]::new)));
    laboratory.replyToJobCall(
        "GET /v1/jobs?limit=5&status=queued&after=" + id(20), 200, page(true, queued(id(21))));
    laboratory.replyToJobCall(
        "GET /v1/jobs?limit=4&status=queued&after=" + id(21), 200, page(false, queued(id(22))));

    assertThat(laboratory.run("jobs", "list", "--status", "queued", "--limit", "25")).isZero();

    assertThat(lines().stream().skip(1).map(line -> line.substring(0, 36)).toList())
        .isEqualTo(IntStream.rangeClosed(1, 22).mapToObj(JobsCommandsTest::id).toList());
    assertThat(laboratory.err).isEmpty();
  }

  @Test
  void that_there_are_more_is_said() {
    laboratory.replyToJobCall("GET /v1/jobs?limit=1", 200, page(true, queued(JOB)));

    laboratory.run("jobs", "list", "--limit", "1");

    assertThat(laboratory.err).contains("--limit");
  }

  @Test
  void no_jobs_are_said_to_be_none() {
    laboratory.replyToJobCall("GET /v1/jobs?limit=20", 200, page(false));
    laboratory.replyToJobCall("GET /v1/jobs?limit=20&status=failed", 200, page(false));

    assertThat(laboratory.run("jobs", "list")).isZero();
    assertThat(laboratory.out).isEmpty();
    assertThat(laboratory.err.strip()).isEqualTo("The environment default has no jobs");
    laboratory.run("jobs", "list", "--status", "failed");
    assertThat(laboratory.err.strip())
        .isEqualTo("The environment default has no jobs that are failed");
    laboratory.run("jobs", "list", "--json");
    assertThat(laboratory.out.strip())
        .isEqualTo("{\"schema\":1,\"object\":\"list\",\"data\":[],\"hasMore\":false}");
  }

  @Test
  void a_list_as_json_has_the_masters_documents() {
    laboratory.replyToJobCall("GET /v1/jobs?limit=20", 200, page(false, queued(JOB)));

    laboratory.run("jobs", "list", "--json");

    assertThat(laboratory.out.strip())
        .isEqualTo(
            "{\"schema\":1,\"object\":\"list\",\"data\":[" + queued(JOB) + "],\"hasMore\":false}");
  }

  @Test
  void a_job_is_shown_with_where_its_time_went() {
    laboratory.replyToJobCall(
        "GET /v1/jobs/" + JOB,
        200,
        succeeded(
            JOB,
            "hello there",
            Laboratory.document("hello there", "incomplete")
                .replace(
                    "{\"accepted\":0.0,",
                    "{\"accepted\":0.0,\"prepared\":0.25,\"queued\":1.0,\"decoded\":2.0,")));

    assertThat(laboratory.run("jobs", "show", JOB)).isZero();

    assertThat(lines())
        .containsExactly(
            "job         " + JOB,
            "status      succeeded",
            "model       first",
            "language    en",
            "created     2026-01-01T00:00:00Z (6 min 20 s ago)",
            "audio       1.0 s",
            "time        prepared in 0.3 s, waited 0.8 s, recognised in 1.0 s; 2.5 s in all",
            "attempts    1",
            "client      laptop",
            "trace       0af7651916cd43dd8448eb211c80319c",
            "flags       incomplete",
            "text        hello there");
  }

  @Test
  void a_job_of_which_somebody_knows_what_was_said_is_shown_with_its_errors() {
    String scored =
        succeeded(JOB, "hello there", "null")
            .replace(
                "\"score\":null",
                "\"score\":{\"wer\":{\"rate\":0.375,\"substitutions\":1,\"deletions\":2,"
                    + "\"insertions\":0,\"length\":8},\"cer\":null,\"error\":null}");
    laboratory.replyToJobCall("GET /v1/jobs/" + JOB, 200, scored);

    assertThat(laboratory.run("jobs", "show", JOB)).isZero();
    assertThat(lines())
        .contains("score       word error rate 37.5 % (1 other, 2 missing, 0 added, of 8)");
    laboratory.run("jobs", "show", JOB, "--json");
    assertThat(lines().getLast()).contains("\"score\":{\"wer\":{\"rate\":0.375,", "\"cer\":null");
  }

  @Test
  void a_job_that_failed_or_waits_is_shown_with_what_is_known() {
    laboratory.replyToJobCall("GET /v1/jobs/" + JOB, 200, failed(JOB, "It is no audio."));
    laboratory.replyToJobCall("GET /v1/jobs/" + NEW, 200, queued(NEW));

    laboratory.run("jobs", "show", JOB);
    assertThat(laboratory.out)
        .contains("error       invalid_audio: It is no audio.", "time        2.0 s in all");
    laboratory.run("jobs", "show", NEW);
    assertThat(laboratory.out).contains("time        waiting since 6 min 20 s");
  }

  @Test
  void a_job_as_json_is_the_masters_document() {
    laboratory.replyToJobCall("GET /v1/jobs/" + JOB, 200, queued(JOB));

    laboratory.run("jobs", "show", JOB, "--json");

    assertThat(laboratory.out.strip()).isEqualTo("{\"schema\":1," + queued(JOB).substring(1));
  }

  @Test
  void a_replay_prints_the_new_id() {
    laboratory.replyToJobCall("POST /v1/jobs/" + JOB + "/replay", 202, queued(NEW));

    assertThat(laboratory.run("jobs", "replay", JOB)).isZero();
    assertThat(laboratory.out.strip()).isEqualTo(NEW);
    assertThat(laboratory.err).contains("stentor jobs show " + NEW);
    laboratory.run("jobs", "replay", JOB, "--json");
    assertThat(laboratory.out).startsWith("{\"schema\":1,\"id\":\"" + NEW + "\"");
  }

  @Test
  void a_job_is_cancelled() {
    laboratory.replyToJobCall("DELETE /v1/jobs/" + JOB + "?if=unfinished", 200, "{}");
    laboratory.replyToJobCall(
        "GET /v1/jobs/" + JOB, 200, queued(JOB).replace("queued", "cancelled"));

    assertThat(laboratory.run("jobs", "cancel", JOB)).isZero();
    assertThat(laboratory.out.strip()).isEqualTo(JOB + " is cancelled");
  }

  @Test
  void a_job_that_has_ended_is_left_as_it_is() {
    laboratory.replyToJobCall(
        "DELETE /v1/jobs/" + JOB + "?if=unfinished",
        409,
        "{\"error\":{\"message\":\"It has ended.\",\"code\":\"job_finished\"}}");
    laboratory.replyToJobCall("GET /v1/jobs/" + JOB, 200, succeeded(JOB, "hello", "null"));

    assertThat(laboratory.run("jobs", "cancel", JOB)).isEqualTo(1);
    assertThat(laboratory.out).isEmpty();
    assertThat(laboratory.err).contains("it succeeded, and is left as it is");
    assertThat(laboratory.jobCalls).noneMatch(call -> call.equals("DELETE /v1/jobs/" + JOB));

    laboratory.replyToJobCall(
        "GET /v1/jobs/" + JOB, 200, queued(JOB).replace("queued", "cancelled"));
    assertThat(laboratory.run("jobs", "cancel", JOB)).isZero();
    assertThat(laboratory.out).contains("had been cancelled before");
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "replay", "cancel"})
  void an_unknown_job_is_a_failure_and_no_id_wrong_usage(String command) {
    assertThat(laboratory.run("jobs", command, JOB)).isEqualTo(1);
    assertThat(laboratory.err).contains("There is no such job");
    assertThat(laboratory.run("jobs", command, "01980000")).isEqualTo(2);
    assertThat(laboratory.err).contains("'01980000' is no job's id");
    assertThat(laboratory.run("jobs", command)).isEqualTo(2);
    assertThat(laboratory.out).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"--limit,0", "--limit,many", "--limit,10001", "--status,gone"})
  void what_cannot_be_listed_is_wrong_usage(String option, String value) {
    assertThat(laboratory.run("jobs", "list", option, value)).isEqualTo(2);
    assertThat(laboratory.err).contains(option);
    assertThat(laboratory.jobCalls).isEmpty();
  }

  @Test
  void without_an_environment_nothing_is_started() {
    laboratory.run("down");
    laboratory.platform.asked.clear();

    for (String words : List.of("list", "show " + JOB, "replay " + JOB, "cancel " + JOB)) {
      String[] command = ("jobs " + words).split(" ");
      assertThat(laboratory.run(command)).as(words).isEqualTo(3);
      assertThat(laboratory.err).contains("stentor up");
    }
    assertThat(laboratory.platform.asked).isEmpty();
  }

  @Test
  void a_master_that_tells_nonsense_is_a_failure() {
    laboratory.replyToJobCall("GET /v1/jobs?limit=20", 200, "<html>");

    assertThat(laboratory.run("jobs", "list")).isEqualTo(1);
    assertThat(laboratory.err.lines().collect(Collectors.joining()))
        .contains("could not be understood");
  }
}
