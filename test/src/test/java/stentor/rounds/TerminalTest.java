package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import stentor.acceptance.Stentor;
import stentor.rounds.OwnProcess.Role;

/** What happens in the terminal of a command that started an environment does not reach it. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "finds processes in /proc")
@Execution(ExecutionMode.CONCURRENT)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TerminalTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The recording of a minute keeps its worker busy until it is cancelled. */
  private static final int MILLISECONDS_PER_AUDIO_SECOND = 2000;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private Installation installation;
  private Path recording;

  @BeforeEach
  void install() throws IOException {
    installation = Installation.in(folder, MILLISECONDS_PER_AUDIO_SECOND);
    recording =
        Files.write(folder.resolve("page.wav"), Recording.variety().getLast().wav()).toRealPath();
  }

  @AfterEach
  void end() {
    installation.close();
  }

  @Test
  void ctrl_c_while_transcribing_ends_the_command_and_its_job_but_not_the_environment()
      throws Exception {
    assumeThat(Path.of("/usr/bin/setsid")).as("Left out: no setsid of util-linux").exists();
    Stentor.Running running =
        installation
            .stentor()
            .by("setsid", "--wait")
            .start("transcribe", "--model", NoopModel.ID, recording.toString());
    awaitOpenJobs(1);
    long group = installation.processes(Role.COMMAND).getFirst().handle().pid();

    signal("INT", "-" + group);

    assertThat(running.await().exit()).isEqualTo(130);
    awaitOpenJobs(0);
    assertThatItLives();
    installation.down();
  }

  @Test
  void closing_the_terminal_of_a_transcription_ends_the_command_but_not_the_environment()
      throws Exception {
    Process terminal = terminal("transcribe --model noop " + recording);
    awaitOpenJobs(1);

    terminal.destroyForcibly().waitFor();

    await().atMost(PATIENCE).until(() -> installation.processes(Role.COMMAND).isEmpty());
    assertThatItLives();
    installation.down();
  }

  @Test
  void an_environment_outlives_the_terminal_in_which_it_was_brought_up() throws Exception {
    Process terminal = terminal("up --model noop --workers 1..1");
    await().atMost(PATIENCE).until(() -> installation.status().get("state").asText().equals("up"));
    long supervisor = installation.processes(Role.SUPERVISOR).getFirst().handle().pid();

    terminal.destroyForcibly().waitFor();

    assertThatItLives();
    assertThat(installation.processes(Role.SUPERVISOR).getFirst().handle().pid())
        .isEqualTo(supervisor);
    installation.down();
  }

  /** A command in a terminal of its own, which waits for input after it. */
  private Process terminal(String command) throws IOException {
    assumeThat(Path.of("/usr/bin/script")).as("Left out: no script of bsdutils").exists();
    Stentor stentor = installation.stentor();
    ProcessBuilder builder =
        new ProcessBuilder(
                "script",
                "--quiet",
                "--command",
                "%s %s; exec cat".formatted(stentor.root().resolve("stentor"), command),
                "/dev/null")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("STENTOR_HOME", installation.home().toString());
    builder.environment().put("STENTOR_JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  private void awaitOpenJobs(int number) {
    Path open = installation.environment().resolve("open");
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              if (!Files.isDirectory(open)) {
                return number == 0;
              }
              try (Stream<Path> markers = Files.list(open)) {
                return markers.count() == number;
              }
            });
  }

  private void assertThatItLives() throws IOException {
    List<OwnProcess> supervisors = installation.processes(Role.SUPERVISOR);
    assertThat(supervisors).hasSize(1);
    assertThat(installation.status().get("state").asText()).isEqualTo("up");
    assertThat(installation.processes(Role.SUPERVISOR)).isEqualTo(supervisors);
  }

  private static void signal(String name, String target) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, "--", target).inheritIO().start().waitFor())
        .isZero();
  }
}
