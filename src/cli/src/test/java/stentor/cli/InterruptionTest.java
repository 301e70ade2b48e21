package stentor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** How a process ends; each test runs one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InterruptionTest {

  /** Shorter than the time that a command gets to undo what it began. */
  private static final Duration SOON = Duration.ofSeconds(40);

  private static Process start(CommandDouble.Behaviour behaviour) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                CommandDouble.class.getName(),
                behaviour.name()))
        .redirectErrorStream(true)
        .start();
  }

  private static int statusOf(Process process) throws InterruptedException {
    try {
      assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void a_command_that_returns_ends_the_process_with_its_status() throws Exception {
    assertThat(statusOf(start(CommandDouble.Behaviour.RETURNS))).isEqualTo(3);
  }

  @Test
  void a_command_that_throws_ends_the_process_at_once_as_failed() throws Exception {
    assertThat(statusOf(start(CommandDouble.Behaviour.THROWS))).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "Windows has no signal to ask a process to end")
  void a_command_that_is_interrupted_undoes_what_it_began() throws Exception {
    Process process = start(CommandDouble.Behaviour.WAITS);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("waiting");
      process.toHandle().destroy();
      assertThat(out.readLine()).isEqualTo("undone");
      assertThat(statusOf(process)).isEqualTo(ExitStatus.INTERRUPTED);
    }
  }

  @Test
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "Windows has no signal to ask a process to end")
  void a_command_that_throws_when_it_is_interrupted_ends_at_once_as_failed() throws Exception {
    Process process = start(CommandDouble.Behaviour.THROWS_INTERRUPTED);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("waiting");
      process.toHandle().destroy();
      assertThat(statusOf(process)).isEqualTo(ExitStatus.FAILED);
    }
  }
}
