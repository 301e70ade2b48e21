package stentor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ManualProgramTest {

  private static final Path KEPT = Path.of("..", "..", "resources", "man", "stentor.1");

  @TempDir Path folder;

  private String page() throws IOException {
    Path file = folder.resolve("stentor.1");
    ManualProgram.main(new String[] {file.toString()});
    return Files.readString(file);
  }

  @Test
  void the_page_that_is_kept_is_that_of_the_commands() throws IOException {
    assertThat(page())
        .as(
            "The commands have changed. Renew the page, from the root of the sources:"
                + " java -cp 'dist/lib/*' stentor.cli.ManualProgram resources/man/stentor.1")
        .isEqualTo(Files.readString(KEPT));
  }

  @Test
  void it_has_every_command_with_its_options() throws IOException {
    assertThat(page())
        .contains(
            ".SS \"stentor transcribe\"",
            ".SS \"stentor jobs cancel\"",
            ".B \"\\-\\-workers MIN..MAX\"",
            ".B \"\\-\\-environment NAME\"",
            ".SH \"EXIT STATUS\"")
        .doesNotContain("${", "@|");
  }

  @Test
  void groff_has_nothing_to_complain_of() throws Exception {
    Path file = folder.resolve("page");
    Files.writeString(file, page());
    Process groff;
    try {
      groff =
          new ProcessBuilder(List.of("groff", "-man", "-Tutf8", "-ww", file.toString()))
              .redirectOutput(folder.resolve("out").toFile())
              .redirectError(folder.resolve("err").toFile())
              .start();
    } catch (IOException none) {
      assumeTrue(false, "groff is not installed: the page is not looked at as man shows it");
      return;
    }
    assertThat(groff.waitFor()).isZero();
    assertThat(Files.readString(folder.resolve("err"))).isEmpty();
    assertThat(Files.readString(folder.resolve("out"), StandardCharsets.UTF_8))
        .contains("stentor", "jobs list");
  }
}
