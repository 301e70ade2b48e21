package stentor.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.json.Documents;

/** {@code plan}, and what is done by a plan. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanCommandsTest {

  @TempDir Path folder;
  private Laboratory laboratory;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    laboratory = new Laboratory(folder);
    file = folder.resolve("plan.json");
  }

  @AfterEach
  void close() {
    laboratory.close();
  }

  @Test
  void a_plan_is_a_table_and_changes_nothing() {
    assertThat(laboratory.run("plan")).isZero();

    assertThat(laboratory.out.lines())
        .containsExactly(
            "CHANGE  KIND     EXPECTED     STEP",
            "none    model                 Fetch the model first",
            "create  process     2.5 s  *  Start the environment",
            "",
            "1 of 2 steps to do on local, about 2.5 s (the longest chain, marked *)",
            "Once up it costs nothing");
    assertThat(laboratory.platform.asked).isEmpty();
    assertThat(laboratory.err).isEmpty();
  }

  @Test
  void where_all_is_there_nothing_is_to_do() {
    laboratory.run("up");

    assertThat(laboratory.run("plan")).isZero();
    assertThat(laboratory.out).contains("Nothing to do: default is as it is asked for");
  }

  @Test
  void a_plan_as_json_is_the_document() {
    assertThat(laboratory.run("plan", "--json")).isZero();

    assertThat(laboratory.out)
        .startsWith(
            "{\"schema\":1,\"environment\":\"default\",\"platform\":\"local\","
                + "\"criticalPathSeconds\":2.5,\"costPerHour\":0.0,\"problems\":[],\"steps\":[{")
        .contains("\"dependsOn\":[\"model-first\"]", "\"change\":\"create\"");
  }

  @Test
  void what_stands_in_the_way_is_told_with_what_mends_it_and_nothing_is_saved() {
    laboratory.platform.planProblems =
        List.of(new ProblemStatus("disk_full", "There is no space", "1 MB free", List.of("Free.")));

    assertThat(laboratory.run("plan", "--save", file.toString())).isEqualTo(1);
    assertThat(laboratory.err)
        .contains("stentor: There is no space: 1 MB free", "  Free.")
        .doesNotContain("Saved");
    assertThat(file).doesNotExist();

    assertThat(laboratory.run("plan", "--json")).isEqualTo(1);
    assertThat(laboratory.out).contains("\"problems\":[{\"code\":\"disk_full\"");
  }

  @Test
  void a_plan_that_cannot_be_asked_for_is_wrong_usage() {
    assertThat(laboratory.run("plan", "--workers", "3..1")).isEqualTo(2);
    assertThat(laboratory.run("plan", "--on", "mars")).isEqualTo(2);
    assertThat(laboratory.out).isEmpty();
  }

  @Test
  void a_saved_plan_is_done_later() throws IOException {
    assertThat(laboratory.run("plan", "--model", "second", "--save", file.toString())).isZero();
    assertThat(laboratory.err).contains("stentor up --plan " + file);
    assertThat(Documents.read(file, PlanDocument.class).request().models())
        .extracting("id")
        .containsExactly("second");

    assertThat(laboratory.run("up", "--plan", file.toString(), "--yes")).isZero();

    assertThat(laboratory.platform.asked.getFirst().models())
        .extracting("id")
        .containsExactly("second");
    assertThat(laboratory.out).startsWith("default is up at ");
  }

  @Test
  void a_plan_that_cannot_be_saved_is_a_failure() throws IOException {
    Files.createDirectory(file);
    Files.writeString(file.resolve("x"), "");

    assertThat(laboratory.run("plan", "--save", file.toString())).isEqualTo(1);
    assertThat(laboratory.err).contains(file + " could not be written");
  }

  @ParameterizedTest
  @CsvSource({"--model,second", "--workers,1..2", "--expire,4h", "--idle,30m", "--on,local"})
  void beside_a_plan_nothing_else_is_asked_for(String option, String value) {
    laboratory.run("plan", "--save", file.toString());

    assertThat(laboratory.run("up", "--plan", file.toString(), option, value)).isEqualTo(2);
    assertThat(laboratory.err).contains("it takes no " + option);
    assertThat(laboratory.platform.asked).isEmpty();
  }

  @Test
  void a_plan_is_for_its_own_environment() {
    laboratory.run("plan", "--save", file.toString(), "--environment", "lab");

    assertThat(laboratory.run("up", "--plan", file.toString(), "--environment", "other"))
        .isEqualTo(2);
    assertThat(laboratory.err).contains("the plan is for lab");
    assertThat(laboratory.run("up", "--plan", file.toString(), "--environment", "lab")).isZero();
    assertThat(laboratory.platform.asked.getFirst().environment()).hasToString("lab");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"schema\":2}",
        "not a plan",
        "{\"schema\":1,\"environment\":\"default\",\"platform\":\"local\",\"problems\":[],"
            + "\"criticalPathSeconds\":1,\"costPerHour\":0,\"steps\":[]}",
        "{\"schema\":1,\"environment\":\"default\",\"platform\":\"local\",\"problems\":[],"
            + "\"criticalPathSeconds\":1,\"costPerHour\":0,\"steps\":[],"
            + "\"request\":{\"models\":[{\"id\":\"../../x\",\"version\":\"1\"}]}}",
        "{\"schema\":1,\"environment\":\"default\",\"platform\":\"local\",\"problems\":[],"
            + "\"criticalPathSeconds\":1,\"costPerHour\":0,\"steps\":[],"
            + "\"request\":{\"models\":[],\"minWorkers\":9,\"maxWorkers\":3}}",
        "{\"schema\":1,\"environment\":\"default\",\"platform\":\"local\",\"problems\":[],"
            + "\"criticalPathSeconds\":1,\"costPerHour\":0,\"steps\":[],"
            + "\"request\":{\"models\":[],\"expireSeconds\":9223372036854775807}}",
        "{\"schema\":1,\"environment\":\"default\",\"platform\":\"local\",\"problems\":[],"
            + "\"criticalPathSeconds\":1,\"costPerHour\":0,\"steps\":[{\"id\":\"a\"}],"
            + "\"request\":{\"models\":[]}}"
      })
  void a_file_that_is_no_plan_is_told_and_nothing_is_done(String content) throws IOException {
    Files.writeString(file, content);

    assertThat(laboratory.run("up", "--plan", file.toString())).isEqualTo(1);
    assertThat(laboratory.err).startsWith("stentor: " + file).doesNotContain("unexpected");
    assertThat(laboratory.platform.asked).isEmpty();
  }

  @Test
  void a_plan_that_is_not_there_is_told() {
    assertThat(laboratory.run("up", "--plan", file.toString())).isEqualTo(1);
    assertThat(laboratory.err).contains(file.toString(), "it does not exist");
  }

  @Test
  void what_is_up_is_told_as_json() {
    assertThat(laboratory.run("up", "--json")).isZero();
    assertThat(laboratory.out)
        .startsWith("{\"schema\":1,\"environment\":\"default\",\"platform\":\"local\",\"state\":");
  }

  @Test
  void an_end_is_put_off() {
    laboratory.run("up", "--expire", "4h");

    assertThat(laboratory.run("extend", "1h30m")).isZero();
    assertThat(laboratory.out).startsWith("default ends at 2026-01-01T05:30:00Z, in ");
    assertThat(laboratory.run("extend", "30m", "--json")).isZero();
    assertThat(laboratory.out)
        .startsWith("{\"schema\":1,\"environment\":\"default\"")
        .contains("\"expiresAt\":\"2026-01-01T06:00:00Z\"");
  }

  @Test
  void an_end_that_is_none_cannot_be_put_off() {
    assertThat(laboratory.run("extend", "1h")).isEqualTo(3);
    laboratory.run("up");
    assertThat(laboratory.run("extend", "1h")).isEqualTo(1);
    assertThat(laboratory.err).contains("--expire");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "0s", "4"})
  void a_duration_that_is_none_is_wrong_usage(String duration) {
    laboratory.run("up", "--expire", "4h");

    assertThat(laboratory.run("extend", duration)).isEqualTo(2);
    assertThat(laboratory.err).contains(duration);
    assertThat(laboratory.out).isEmpty();
  }

  @Test
  void the_workers_of_a_model_are_changed() {
    laboratory.run("up");

    assertThat(laboratory.run("scale", "first", "0..4")).isZero();
    assertThat(laboratory.out.strip()).isEqualTo("first may have 0 to 4 workers now");
    assertThat(laboratory.run("scale", "first", "2..3", "--json")).isZero();
    assertThat(laboratory.out).contains("\"id\":\"first\"", "\"min\":2", "\"max\":3");
    assertThat(laboratory.run("scale", "second", "0..4")).isEqualTo(1);
    assertThat(laboratory.err).contains("does not serve the model second");
  }

  @Test
  void what_cannot_be_scaled_is_told_at_once() {
    assertThat(laboratory.run("scale", "first", "0..4")).isEqualTo(3);
    assertThat(laboratory.run("scale", "A/B", "4..1")).isEqualTo(2);
    assertThat(laboratory.err).contains("ID A/B", "MIN..MAX 4..1");
    assertThat(laboratory.run("scale", "first")).isEqualTo(2);
  }
}
