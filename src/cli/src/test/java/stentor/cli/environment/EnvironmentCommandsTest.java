package stentor.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.cli.Laboratory;
import stentor.cli.terminal.Screen;
import stentor.cli.terminal.ScreenDouble;
import stentor.control.WorkerRange;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.ReceiptDocument.Left;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EnvironmentCommandsTest {

  @TempDir Path folder;
  private Laboratory laboratory;

  @BeforeEach
  void open() throws IOException {
    laboratory = new Laboratory(folder);
  }

  @AfterEach
  void close() {
    laboratory.close();
  }

  @Test
  void up_asks_for_what_was_named() {
    int status =
        laboratory.run(
            "up", "--model", "second", "--workers", "0..3", "--expire", "4h", "--idle", "1h30m");

    assertThat(status).isZero();
    var wanted = laboratory.platform.asked.getFirst();
    assertThat(wanted.models()).extracting("id").containsExactly("second");
    assertThat(wanted.workers()).contains(new WorkerRange(0, 3));
    assertThat(wanted.expire()).contains(Duration.ofHours(4));
    assertThat(wanted.idle()).contains(Duration.ofMinutes(90));
    assertThat(laboratory.out).startsWith("default is up at http://127.0.0.1:");
    assertThat(laboratory.err).contains("Start the environment").contains("done in");
  }

  @Test
  void up_without_anything_serves_the_default_model_for_ever() {
    laboratory.run("up");

    var wanted = laboratory.platform.asked.getFirst();
    assertThat(wanted.models()).extracting("id").containsExactly("first");
    assertThat(wanted.expire()).isEqualTo(Optional.empty());
    assertThat(wanted.idle()).isEqualTo(Optional.empty());
    assertThat(wanted.passing()).isFalse();
  }

  @Test
  void up_tells_all_wrong_inputs_at_once() {
    int status = laboratory.run("up", "--workers", "3..1", "--expire", "soon", "--model", "A/B");

    assertThat(status).isEqualTo(2);
    assertThat(laboratory.err).contains("--workers 3..1", "--expire soon", "--model A/B");
    assertThat(laboratory.platform.asked).isEmpty();
  }

  @Test
  void up_takes_no_platform_that_is_not_built() {
    assertThat(laboratory.run("up", "--on", "mars")).isEqualTo(2);
    assertThat(laboratory.run("up", "--on", "local")).isZero();
  }

  @Test
  void status_of_what_is_not_there_is_absent() {
    assertThat(laboratory.run("status")).isZero();
    assertThat(laboratory.out).isEqualTo("state absent" + System.lineSeparator());
  }

  @Test
  void status_as_json_is_the_document() {
    laboratory.run("status", "--json", "--environment", "lab");

    assertThat(laboratory.out)
        .startsWith("{\"schema\":1,\"environment\":\"lab\",\"platform\":null,\"state\":\"absent\"")
        .endsWith("}" + System.lineSeparator());
  }

  private void upThenDegradedThenGone() {
    laboratory.run("up");
    StatusDocument up = laboratory.platform.look(EnvironmentName.DEFAULT);
    StatusDocument degraded =
        new StatusDocument(
            1,
            EnvironmentName.DEFAULT,
            up.platform(),
            EnvironmentState.DEGRADED,
            up.endpoint(),
            up.since(),
            up.expiresAt(),
            List.of(),
            List.of(),
            List.of(),
            StatusDocument.Cost.FREE,
            List.of());
    laboratory.platform.looks.addAll(
        List.of(up, up, degraded, StatusDocument.absent(EnvironmentName.DEFAULT)));
  }

  @Test
  void watching_tells_each_change_and_ends_when_it_is_gone() {
    upThenDegradedThenGone();

    assertThat(laboratory.run("status", "--watch")).isZero();
    assertThat(laboratory.out.lines().filter(line -> line.startsWith("state")))
        .containsExactly("state       up", "state       degraded", "state absent");
    assertThat(laboratory.pauses).hasSize(3);
  }

  @Test
  void watching_as_json_is_a_document_a_line() {
    upThenDegradedThenGone();

    assertThat(laboratory.run("status", "--watch", "--json")).isZero();
    assertThat(laboratory.out.lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("{\"schema\":1,") && line.endsWith("}"));
  }

  @Test
  void watching_on_a_screen_writes_over_what_was_there() {
    laboratory.screen = Optional.of(new Screen(() -> new Screen.Size(30, 24), false));
    upThenDegradedThenGone();

    laboratory.run("status", "--watch");

    ScreenDouble screen = new ScreenDouble(30, 24);
    new PrintWriter(screen).append(laboratory.out).flush();
    assertThat(screen.lines()).containsExactly("state absent");
    assertThat(laboratory.out).contains("state       degraded").doesNotContain("endpoint  ");
  }

  @Test
  void a_name_that_is_none_is_wrong_usage_everywhere() {
    for (String command : List.of("status", "endpoint", "down", "up", "logs", "doctor")) {
      assertThat(laboratory.run(command, "--environment", "Not_a_name")).as(command).isEqualTo(2);
    }
  }

  @Test
  void endpoint_is_printed_for_eval() {
    laboratory.run("up");

    assertThat(laboratory.run("endpoint")).isZero();
    assertThat(laboratory.out.lines())
        .satisfiesExactly(
            url -> assertThat(url).matches("STENTOR_URL=http://127\\.0\\.0\\.1:\\d+"),
            token -> assertThat(token).isEqualTo("STENTOR_TOKEN=token-1"));
  }

  @Test
  void endpoint_of_what_is_not_up_is_not_available() {
    assertThat(laboratory.run("endpoint")).isEqualTo(3);
    assertThat(laboratory.out).isEmpty();
    assertThat(laboratory.err).contains("stentor up");
  }

  @Test
  void down_ends_with_nothing_left() {
    laboratory.run("up");

    assertThat(laboratory.run("down")).isZero();
    assertThat(laboratory.out.lines()).last().isEqualTo("nothing left");
    assertThat(laboratory.run("down")).isZero();
    assertThat(laboratory.out.lines()).last().isEqualTo("nothing left");
  }

  @Test
  void down_lists_what_is_left() {
    laboratory.platform.left = List.of(new Left("process", "master 12", "it does not end"));

    assertThat(laboratory.run("down")).isEqualTo(1);
    assertThat(laboratory.out.lines())
        .containsExactly("process master 12: it does not end", "1 left");
  }

  @Test
  void down_as_json_is_the_receipt() {
    laboratory.run("down", "--json");

    assertThat(laboratory.out).startsWith("{\"schema\":1,\"environment\":\"default\",\"made\":[]");
  }

  @Test
  void down_with_unfinished_jobs_needs_a_confirmation() {
    laboratory.run("up");
    laboratory.platform.unfinished = 3;

    assertThat(laboratory.run("down")).isEqualTo(2);
    assertThat(laboratory.err).contains("3 jobs have not ended", "--yes");
    assertThat(laboratory.platform.all()).isNotEmpty();

    assertThat(laboratory.run("down", "--environment", "lab")).isEqualTo(2);
    assertThat(laboratory.err).contains("stentor down --environment lab --yes");

    laboratory.typed = "n\n";
    assertThat(laboratory.run("down")).isEqualTo(1);
    assertThat(laboratory.platform.all()).isNotEmpty();

    laboratory.typed = "y\n";
    assertThat(laboratory.run("down")).isZero();
    assertThat(laboratory.platform.all()).isEmpty();
  }

  @Test
  void down_asks_nothing_with_yes() {
    laboratory.run("up");
    laboratory.platform.unfinished = 3;

    assertThat(laboratory.run("down", "--yes")).isZero();
    assertThat(laboratory.out).contains("nothing left");
  }

  @Test
  void logs_are_printed_by_role() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Files.writeString(logs.resolve("master.log"), "of the master\n");
    Files.writeString(logs.resolve("worker-first-1.log"), "of a worker\n");

    assertThat(laboratory.run("logs", "worker")).isZero();
    assertThat(laboratory.out).contains("of a worker").doesNotContain("of the master");
    assertThat(laboratory.run("logs")).isZero();
    assertThat(laboratory.out).contains("of a worker", "of the master");
    assertThat(laboratory.run("logs", "cook")).isEqualTo(2);
  }

  @Test
  void events_are_printed_for_people_and_with_json_as_they_are() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    String event =
        "{\"timestamp\":1763800000123,\"level\":\"WARN\",\"threadName\":\"main\","
            + "\"loggerName\":\"stentor.worker.PartLog\",\"kvpList\": [{\"job\":\"j1\"},"
            + "{\"part\":\"3\"}],\"formattedMessage\":\"Attempt failed\\u001b[2J\","
            + "\"throwable\":{\"className\":\"java.io.IOException\",\"message\":\"full\","
            + "\"stepArray\":[{\"className\":\"a.B\",\"methodName\":\"c\",\"fileName\":\"B.java\","
            + "\"lineNumber\":7}]}}";
    Files.writeString(logs.resolve("worker-first-1.log"), event + "\n");
    Files.writeString(logs.resolve("worker-first-1.log.1"), "older\n");
    Files.writeString(logs.resolve("worker-first-1.log.2"), "oldest\n");
    Files.writeString(logs.resolve("worker-first-1.log.errors"), "of the JVM\n");

    assertThat(laboratory.run("logs", "worker")).isZero();
    assertThat(laboratory.out)
        .containsSubsequence(
            "oldest",
            "older",
            "2025-11-22T08:26:40.123Z WARN  worker-first-1 Attempt failed [2J job=j1 part=3",
            "  java.io.IOException: full",
            "    at a.B.c(B.java:7)",
            "of the JVM");

    assertThat(laboratory.run("logs", "--json")).isZero();
    assertThat(laboratory.out.lines())
        .containsExactly("{\"program\":\"worker-first-1\"," + event.substring(1));
  }

  @Test
  void logs_of_what_was_never_there_are_not_available() {
    assertThat(laboratory.run("logs")).isEqualTo(3);
  }
}
