package stentor.control.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.Endpoint;
import stentor.control.Platform;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.StartProblem;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;

/** Environments that stopped by themselves or by an accident. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RestartTest {

  @TempDir Path home;
  private Laboratory laboratory;

  @BeforeEach
  void open() throws IOException {
    laboratory = new Laboratory(home);
  }

  @AfterEach
  void close() throws IOException {
    laboratory.close();
  }

  @Test
  void a_supervisor_that_was_killed_is_started_again_with_the_same_endpoint() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
    Endpoint before = laboratory.endpoint().orElseThrow();
    ProcessHandle killed = laboratory.supervisor();
    killed.destroyForcibly();
    killed.onExit().join();

    Endpoint after = laboratory.endpoint().orElseThrow();

    assertThat(after).isEqualTo(before);
    assertThat(laboratory.supervisor()).isNotEqualTo(killed);
  }

  @Test
  void asking_for_the_status_starts_it_again_too() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
    ProcessHandle killed = laboratory.supervisor();
    killed.destroyForcibly();
    killed.onExit().join();

    await()
        .atMost(Laboratory.PATIENCE)
        .until(() -> laboratory.platform.status(Laboratory.NAME).state() == EnvironmentState.UP);
    assertThat(laboratory.supervisor()).isNotEqualTo(killed);
  }

  @Test
  void a_supervisor_that_says_nothing_any_more_is_not_believed() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
    Laboratory later =
        laboratory.with(
            laboratory.deadlines(), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)));

    assertThat(Laboratory.problemOf(() -> later.platform.look(Laboratory.NAME)))
        .isInstanceOf(EnvironmentProblem.SupervisorSilent.class);
    StatusDocument status = later.platform.status(Laboratory.NAME);
    assertThat(status.state()).isEqualTo(EnvironmentState.DEGRADED);
    assertThat(status.problems())
        .extracting(StatusDocument.ProblemStatus::code)
        .containsExactly("supervisor_not_answering");
    assertThat(laboratory.platform.look(Laboratory.NAME).state()).isEqualTo(EnvironmentState.UP);
  }

  @Test
  void an_environment_that_has_expired_is_not_started_again() throws Exception {
    laboratory.up(
        new Platform.Wanted(
            Laboratory.NAME,
            List.of(Laboratory.FIRST),
            Optional.empty(),
            Optional.of(Duration.ofHours(1)),
            Optional.empty(),
            false));
    ProcessHandle killed = laboratory.supervisor();
    killed.destroyForcibly();
    killed.onExit().join();
    Laboratory later =
        laboratory.with(
            laboratory.deadlines(), Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));

    assertThat(later.platform.status(Laboratory.NAME).state()).isEqualTo(EnvironmentState.ABSENT);
    assertThat(later.platform.endpoint(Laboratory.NAME, later.events)).isEmpty();
    assertThat(later.isSupervised()).isFalse();
  }

  @Test
  void an_environment_whose_port_was_taken_while_it_was_down_says_so_and_stays() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
    ProcessHandle killed = laboratory.supervisor();
    killed.destroyForcibly();
    killed.onExit().join();
    laboratory.behave(SupervisorDouble.Behaviour.PORT_TAKEN);

    assertThat(Laboratory.problemOf(laboratory::endpoint))
        .isInstanceOf(StartProblem.PortTaken.class);
    StatusDocument status = laboratory.platform.status(Laboratory.NAME);
    assertThat(laboratory.platform.wanted(Laboratory.NAME)).isPresent();
    laboratory.behave(SupervisorDouble.Behaviour.PROPER);
    await().atMost(Laboratory.PATIENCE).until(() -> !laboratory.isSupervised());
    assertThat(status.state()).isIn(EnvironmentState.FAILED, EnvironmentState.STARTING);
    assertThat(laboratory.endpoint()).isPresent();
  }

  @Test
  void a_stopped_environment_keeps_its_jobs_and_its_endpoint() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
    Endpoint before = laboratory.endpoint().orElseThrow();
    laboratory.folder.want(laboratory.folder.wanted().orElseThrow().withWanted(Wanted.STOPPED));
    Path job = Files.createDirectories(laboratory.folder.path().resolve("jobs").resolve("old"));
    await().atMost(Laboratory.PATIENCE).until(() -> !laboratory.isSupervised());
    assertThat(laboratory.endpoint()).isEmpty();
    assertThat(laboratory.platform.status(Laboratory.NAME).state())
        .isEqualTo(EnvironmentState.ABSENT);

    laboratory.up(Laboratory.wanted());

    assertThat(laboratory.endpoint()).contains(before);
    assertThat(job).exists();
  }

  @Test
  void looking_at_one_that_was_killed_tells_so_and_starts_nothing() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
    ProcessHandle killed = laboratory.supervisor();
    killed.destroyForcibly();
    killed.onExit().join();

    StatusDocument status = laboratory.platform.look(Laboratory.NAME);

    assertThat(status.state()).isEqualTo(EnvironmentState.FAILED);
    assertThat(status.problems()).extracting("code").containsExactly("not_running");
    assertThat(laboratory.isSupervised()).isFalse();
  }
}
