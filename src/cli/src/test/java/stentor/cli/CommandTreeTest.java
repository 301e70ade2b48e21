package stentor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommandTreeTest {

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
  void without_a_command_it_shows_all_of_them() {
    assertThat(laboratory.run()).isZero();
    assertThat(laboratory.out)
        .contains("transcribe", "up", "status", "endpoint", "down", "models", "doctor", "logs")
        .contains("jobs", "plan", "extend", "scale", "tokens", "rollback", "help")
        .doesNotContain("  compare");
    assertThat(laboratory.err).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transcribe",
        "up",
        "plan",
        "status",
        "endpoint",
        "down",
        "extend",
        "rollback",
        "scale",
        "logs",
        "models",
        "models add",
        "models calibrate",
        "models list",
        "jobs",
        "jobs list",
        "jobs show",
        "jobs replay",
        "jobs cancel",
        "tokens",
        "tokens list",
        "tokens add",
        "tokens revoke",
        "credentials",
        "credentials whoami",
        "credentials list",
        "credentials add",
        "credentials remove",
        "doctor",
        "help",
        "completion"
      })
  void every_command_has_help_and_takes_an_environment(String command) {
    assertThat(laboratory.run((command + " --help").split(" "))).isZero();
    assertThat(laboratory.out).contains("stentor " + command, "--environment=NAME");
    assertThat(laboratory.err).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rollback",
        "jobs",
        "jobs drop",
        "nonsense",
        "--nonsense",
        "models",
        "models push",
        "tokens",
        "credentials"
      })
  void what_is_not_built_is_wrong_usage(String words) {
    assertThat(laboratory.run(words.split(" "))).isEqualTo(2);
    assertThat(laboratory.out).isEmpty();
    assertThat(laboratory.err).startsWith("stentor: ");
  }

  @Test
  void its_version_is_that_of_the_build() {
    assertThat(laboratory.run("--version")).isZero();
    assertThat(laboratory.out).matches("stentor \\d+\\.\\d+\\.\\d+\\R");
  }

  @Test
  void models_are_listed_with_where_they_are() {
    assertThat(laboratory.run("models", "list")).isZero();
    assertThat(laboratory.out).containsPattern("moonshine-tiny-en .* fetched at first use");
    assertThat(laboratory.run("models", "list", "--json")).isZero();
    assertThat(laboratory.out)
        .startsWith("{\"schema\":1,\"models\":[{\"id\":")
        .contains("\"installed\":false", "\"default\":true");
  }

  @Test
  void the_doctor_says_of_everything_whether_it_is_well() {
    int status = laboratory.run("doctor");

    assertThat(laboratory.out.lines()).allMatch(line -> line.matches("(ok {6}|problem) .*"));
    assertThat(status).isEqualTo(laboratory.out.contains("problem ") ? 1 : 0);
    laboratory.run("doctor", "--json");
    assertThat(laboratory.out)
        .startsWith("{\"schema\":1,\"checks\":[{\"name\":\"Java\",\"ok\":true");
  }

  @Test
  void completion_knows_all_commands() {
    assertThat(laboratory.run("completion", "bash")).isZero();
    assertThat(laboratory.out).contains("transcribe", "endpoint", "--format");
    assertThat(laboratory.run("completion", "fish")).isEqualTo(2);
  }

  @Test
  void the_doctor_looks_at_environments_without_starting_them() {
    laboratory.run("up");

    laboratory.run("doctor");

    assertThat(laboratory.out).contains("Environment default");
    assertThat(laboratory.platform.statusAsked).isZero();
  }

  @Test
  void help_shows_what_the_option_of_that_name_shows() {
    for (String command : List.of("up", "jobs list", "help")) {
      String[] words = ("help " + command).split(" ", -1);
      assertThat(laboratory.run(words)).isZero();
      String shown = laboratory.out;
      laboratory.run((command + " --help").split(" ", -1));
      assertThat(shown).isEqualTo(laboratory.out);
    }
    assertThat(laboratory.run("help")).isZero();
    assertThat(laboratory.out).contains("transcribe");
    assertThat(laboratory.run("help", "nonsense")).isEqualTo(2);
    assertThat(laboratory.err).contains("There is no command 'nonsense'");
  }
}
