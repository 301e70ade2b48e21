package stentor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** The completion script, read by the shells themselves where they are. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CompletionTest {

  @TempDir Path folder;
  private Laboratory laboratory;
  private Path script;

  @BeforeEach
  void open() throws IOException {
    laboratory = new Laboratory(folder);
    assertThat(laboratory.run("completion", "bash")).isZero();
    script = Files.writeString(folder.resolve("completion"), laboratory.out);
  }

  @AfterEach
  void close() {
    laboratory.close();
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException none) {
      assumeTrue(false, command.getFirst() + " is not installed: its completion is not tried");
      throw none;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  /** What bash proposes after these words, the last of which is not finished. */
  private List<String> proposed(String words) throws IOException, InterruptedException {
    String asking =
        "source '%s'; COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_stentor;"
                .formatted(script, words)
            + " printf '%s\\n' \"${COMPREPLY[@]}\"";
    return run(List.of("bash", "-c", asking)).lines().map(String::strip).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void a_shell_understands_it(String shell) throws Exception {
    assertThat(run(List.of(shell, "-n", script.toString()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "stentor jo, jobs",
    "stentor jobs re, replay",
    "stentor jobs list --st, --status",
    "stentor jobs list --status su, succeeded",
    "stentor status --wa, --watch",
    "stentor up --on lo, local",
    "stentor logs su, supervisor",
    "stentor completion z, zsh",
    "stentor he, help"
  })
  void bash_completes_commands_options_and_values(String words, String expected) throws Exception {
    assertThat(proposed(words)).contains(expected);
  }

  @Test
  void bash_proposes_all_commands_about_jobs() throws Exception {
    assertThat(proposed("stentor jobs ''")).contains("list", "show", "replay", "cancel");
  }
}
