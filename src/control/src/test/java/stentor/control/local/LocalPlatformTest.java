package stentor.control.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.Endpoint;
import stentor.control.Platform;
import stentor.control.WorkerRange;
import stentor.control.event.ControlEvent;
import stentor.control.problem.ControlException;
import stentor.control.problem.ControlProblem;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.ReceiptDocument.Checked;
import stentor.protocol.environment.ReceiptDocument.Gone;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LocalPlatformTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

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

  private StatusDocument up(Platform.Wanted wanted) throws InterruptedException {
    return laboratory.platform.up(wanted, laboratory.events);
  }

  private ReceiptDocument down() throws InterruptedException {
    return laboratory.platform.down(Laboratory.NAME, laboratory.events);
  }

  private Optional<Endpoint> endpoint() throws InterruptedException {
    return laboratory.platform.endpoint(Laboratory.NAME, laboratory.events);
  }

  private static ControlProblem problemOf(ThrowingCall call) {
    return catchThrowableOfType(ControlException.class, call::run).problem();
  }

  private interface ThrowingCall {
    void run() throws Exception;
  }

  @Test
  void an_environment_that_was_brought_up_serves_and_has_an_endpoint() throws Exception {
    StatusDocument status = up(Laboratory.wanted(Laboratory.FIRST));

    assertThat(status.state()).isEqualTo(EnvironmentState.UP);
    assertThat(status.models()).extracting("id").containsExactly("first");
    int port = laboratory.platform.wanted(Laboratory.NAME).orElseThrow().port();
    Endpoint endpoint = endpoint().orElseThrow();
    assertThat(endpoint.url()).isEqualTo(URI.create("http://127.0.0.1:" + port));
    assertThat(endpoint.token()).hasSize(43).matches("[A-Za-z0-9_-]+");
    assertThat(endpoint.toString()).doesNotContain(endpoint.token());
  }

  @Test
  void the_token_is_for_its_owner_only_and_on_no_command_line() throws Exception {
    up(Laboratory.wanted(Laboratory.FIRST));

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(laboratory.folder.tokenFile())))
        .isEqualTo("rw-------");
    assertThat(laboratory.supervisor().info().commandLine().orElse(""))
        .doesNotContain(endpoint().orElseThrow().token());
  }

  @Test
  void bringing_it_up_again_changes_nothing() throws Exception {
    up(Laboratory.wanted(Laboratory.FIRST));
    ProcessHandle supervisor = laboratory.supervisor();
    var document = laboratory.platform.wanted(Laboratory.NAME);
    laboratory.seen.clear();

    up(Laboratory.wanted(Laboratory.FIRST));

    assertThat(laboratory.supervisor()).isEqualTo(supervisor);
    assertThat(laboratory.platform.wanted(Laboratory.NAME)).isEqualTo(document);
    assertThat(laboratory.seen).isEmpty();
  }

  @Test
  void another_model_is_added_to_a_running_environment() throws Exception {
    up(Laboratory.wanted(Laboratory.FIRST));

    StatusDocument status = up(Laboratory.wanted(new WorkerRange(2, 3), Laboratory.SECOND));

    assertThat(status.models()).extracting("id").containsExactly("first", "second");
    assertThat(laboratory.platform.wanted(Laboratory.NAME).orElseThrow().models())
        .containsExactly(new WantedModel("first", "1", 1, 2), new WantedModel("second", "2", 2, 3));
  }

  @Test
  void a_supervisor_that_was_killed_is_started_again_with_the_same_endpoint() throws Exception {
    up(Laboratory.wanted(Laboratory.FIRST));
    Endpoint before = endpoint().orElseThrow();
    ProcessHandle killed = laboratory.supervisor();
    killed.destroyForcibly();
    killed.onExit().join();

    Endpoint after = endpoint().orElseThrow();

    assertThat(after).isEqualTo(before);
    assertThat(laboratory.supervisor()).isNotEqualTo(killed);
  }

  @Test
  void asking_for_the_status_starts_it_again_too() throws Exception {
    up(Laboratory.wanted(Laboratory.FIRST));
    ProcessHandle killed = laboratory.supervisor();
    killed.destroyForcibly();
    killed.onExit().join();

    await()
        .atMost(PATIENCE)
        .until(() -> laboratory.platform.status(Laboratory.NAME).state() == EnvironmentState.UP);
    assertThat(laboratory.supervisor()).isNotEqualTo(killed);
  }

  @Test
  void an_environment_that_has_expired_is_not_started_again() throws Exception {
    up(
        new Platform.Wanted(
            Laboratory.NAME,
            List.of(Laboratory.FIRST),
            Optional.empty(),
            Optional.of(Duration.ofHours(1)),
            Optional.empty()));
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
  void a_supervisor_that_ends_at_once_is_told_of_with_its_last_line_and_nothing_is_left()
      throws Exception {
    laboratory.behave(SupervisorDouble.Behaviour.CRASHING);

    ControlProblem problem = problemOf(() -> up(Laboratory.wanted(Laboratory.FIRST)));

    assertThat(problem).isInstanceOf(ControlProblem.StartFailed.class);
    assertThat(problem.why()).isEqualTo("The queue could not be started");
    assertThat(laboratory.folder.kept()).isEmpty();
  }

  @Test
  void a_taken_port_is_named_with_what_to_do() throws Exception {
    laboratory.behave(SupervisorDouble.Behaviour.PORT_TAKEN);

    ControlProblem problem = problemOf(() -> up(Laboratory.wanted(Laboratory.FIRST)));

    assertThat(problem).isInstanceOf(ControlProblem.PortTaken.class);
    int port = ((ControlProblem.PortTaken) problem).port();
    assertThat(problem.sentence()).contains("port " + port, "stentor down");
  }

  @Test
  void an_environment_whose_port_was_taken_while_it_was_down_says_so_and_stays() throws Exception {
    up(Laboratory.wanted(Laboratory.FIRST));
    ProcessHandle killed = laboratory.supervisor();
    killed.destroyForcibly();
    killed.onExit().join();
    laboratory.behave(SupervisorDouble.Behaviour.PORT_TAKEN);

    assertThat(problemOf(this::endpoint)).isInstanceOf(ControlProblem.PortTaken.class);
    StatusDocument status = laboratory.platform.status(Laboratory.NAME);
    assertThat(laboratory.platform.wanted(Laboratory.NAME)).isPresent();
    laboratory.behave(SupervisorDouble.Behaviour.PROPER);
    await().atMost(PATIENCE).until(() -> !laboratory.isSupervised());
    assertThat(status.state()).isIn(EnvironmentState.FAILED, EnvironmentState.STARTING);
    assertThat(endpoint()).isPresent();
  }

  @Test
  void one_that_does_not_become_ready_in_time_is_stopped_again() throws Exception {
    laboratory.behave(SupervisorDouble.Behaviour.SLOW);
    Deadlines generous = laboratory.deadlines();
    Laboratory impatient =
        laboratory.with(
            new Deadlines(
                generous.writer(),
                Duration.ofSeconds(3),
                generous.firstStatus(),
                generous.stop(),
                generous.leave()),
            Clock.systemUTC());

    ControlProblem problem =
        problemOf(
            () -> impatient.platform.up(Laboratory.wanted(Laboratory.FIRST), impatient.events));

    assertThat(problem).isInstanceOf(ControlProblem.StartTimedOut.class);
    assertThat(laboratory.isSupervised()).isFalse();
    assertThat(laboratory.folder.kept()).isEmpty();
  }

  @Test
  void interrupted_while_it_starts_it_leaves_nothing_half_done() throws Exception {
    laboratory.behave(SupervisorDouble.Behaviour.SLOW);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread starter =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    up(Laboratory.wanted(Laboratory.FIRST));
                  } catch (Exception failed) {
                    thrown.set(failed);
                  }
                });
    await().atMost(PATIENCE).until(laboratory::isSupervised);

    starter.interrupt();
    starter.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(laboratory.isSupervised()).isFalse();
    assertThat(laboratory.folder.kept()).isEmpty();
    assertThat(laboratory.platform.status(Laboratory.NAME).state())
        .isEqualTo(EnvironmentState.ABSENT);
  }

  @Test
  void a_failed_addition_leaves_the_running_environment_as_it_was() throws Exception {
    up(Laboratory.wanted(Laboratory.FIRST));
    var before = laboratory.platform.wanted(Laboratory.NAME);
    ProcessHandle supervisor = laboratory.supervisor();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> up(Laboratory.wanted(Laboratory.SECOND)))
        .isInstanceOf(InterruptedException.class);

    assertThat(laboratory.platform.wanted(Laboratory.NAME)).isEqualTo(before);
    assertThat(laboratory.supervisor()).isEqualTo(supervisor);
  }

  @Test
  void taken_down_it_leaves_nothing_and_proves_it() throws Exception {
    up(Laboratory.wanted(Laboratory.FIRST));
    int port = laboratory.platform.wanted(Laboratory.NAME).orElseThrow().port();
    long pid = laboratory.supervisor().pid();
    Path marker = laboratory.folder.openJobs().resolve("01980000-0000-7000-8000-000000000000");
    Files.createDirectories(marker.getParent());
    Files.createFile(marker);
    assertThat(laboratory.platform.unfinishedJobs(Laboratory.NAME)).isEqualTo(1);

    ReceiptDocument receipt = down();

    assertThat(receipt.left()).isEmpty();
    assertThat(receipt.gone())
        .extracting(Gone::kind, Gone::id)
        .contains(
            tuple("process", "supervisor " + pid),
            tuple("port", String.valueOf(port)),
            tuple("folder", laboratory.folder.openJobs().toString()));
    assertThat(receipt.checked()).extracting(Checked::answer).containsOnly("no");
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(PortChoice.isFree(port)).isTrue();
    assertThat(laboratory.folder.kept()).isEmpty();
    assertThat(laboratory.folder.path().resolve("receipt.json")).exists();
    assertThat(laboratory.folder.supervisorLog()).exists();
    assertThat(laboratory.platform.unfinishedJobs(Laboratory.NAME)).isZero();
  }

  @Test
  void taking_down_what_is_not_there_leaves_nothing() throws Exception {
    ReceiptDocument receipt = down();

    assertThat(receipt.left()).isEmpty();
    assertThat(receipt.made()).isEmpty();
    assertThat(laboratory.folder.path()).doesNotExist();
    assertThat(receipt.checked()).extracting(Checked::answer).containsExactly("no");
  }

  @Test
  void a_supervisor_that_does_not_stop_is_ended() throws Exception {
    laboratory.behave(SupervisorDouble.Behaviour.DEAF);
    Deadlines generous = laboratory.deadlines();
    Laboratory impatient =
        laboratory.with(
            new Deadlines(
                generous.writer(),
                generous.start(),
                generous.firstStatus(),
                Duration.ofMillis(200),
                Duration.ofSeconds(2)),
            Clock.systemUTC());
    impatient.platform.up(Laboratory.wanted(Laboratory.FIRST), impatient.events);
    ProcessHandle supervisor = laboratory.supervisor();

    ReceiptDocument receipt = impatient.platform.down(Laboratory.NAME, impatient.events);

    assertThat(receipt.left()).isEmpty();
    assertThat(supervisor.isAlive()).isFalse();
  }

  @Test
  void a_new_environment_of_the_same_name_has_another_token() throws Exception {
    up(Laboratory.wanted(Laboratory.FIRST));
    String before = endpoint().orElseThrow().token();
    down();

    up(Laboratory.wanted(Laboratory.FIRST));

    assertThat(endpoint().orElseThrow().token()).isNotEqualTo(before);
  }

  @Test
  void what_was_left_half_taken_down_is_ended_before_it_is_brought_up() throws Exception {
    up(Laboratory.wanted(Laboratory.FIRST));
    ProcessHandle killed = laboratory.supervisor();
    killed.destroyForcibly();
    killed.onExit().join();
    String before = laboratory.folder.token().orElseThrow();
    laboratory.folder.want(laboratory.folder.wanted().orElseThrow().withWanted(Wanted.DOWN));
    Path job = Files.createDirectories(laboratory.folder.path().resolve("jobs").resolve("old"));

    up(Laboratory.wanted(Laboratory.SECOND));

    assertThat(job).doesNotExist();
    assertThat(endpoint().orElseThrow().token()).isNotEqualTo(before);
    assertThat(laboratory.platform.wanted(Laboratory.NAME).orElseThrow().models())
        .extracting(WantedModel::id)
        .containsExactly("second");
  }

  @Test
  void a_stopped_environment_keeps_its_jobs_and_its_endpoint() throws Exception {
    up(Laboratory.wanted(Laboratory.FIRST));
    Endpoint before = endpoint().orElseThrow();
    laboratory.folder.want(laboratory.folder.wanted().orElseThrow().withWanted(Wanted.STOPPED));
    Path job = Files.createDirectories(laboratory.folder.path().resolve("jobs").resolve("old"));
    await().atMost(PATIENCE).until(() -> !laboratory.isSupervised());
    assertThat(endpoint()).isEmpty();
    assertThat(laboratory.platform.status(Laboratory.NAME).state())
        .isEqualTo(EnvironmentState.ABSENT);

    up(Laboratory.wanted());

    assertThat(endpoint()).contains(before);
    assertThat(job).exists();
  }

  @Test
  void a_second_writer_is_told_who_writes() throws Exception {
    laboratory.folder.make();
    Process writer =
        new ProcessBuilder(
                Laboratory.javaCommand(
                    WriterDouble.class, laboratory.folder.writerLock().toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      byte[] taken = writer.getInputStream().readNBytes("taken".length());
      assertThat(new String(taken, StandardCharsets.UTF_8)).isEqualTo("taken");

      ControlProblem problem = problemOf(() -> up(Laboratory.wanted(Laboratory.FIRST)));

      assertThat(problem).isInstanceOf(ControlProblem.EnvironmentBusy.class);
      assertThat(problem.why()).contains("process " + writer.pid() + ", started 20");
      assertThat(laboratory.seen).hasOnlyElementsOfType(ControlEvent.Note.class);
    } finally {
      writer.destroyForcibly();
      writer.waitFor();
    }
    assertThat(up(Laboratory.wanted(Laboratory.FIRST)).state()).isEqualTo(EnvironmentState.UP);
  }

  @Test
  void a_document_that_cannot_be_read_does_not_keep_it_from_being_taken_down() throws Exception {
    up(Laboratory.wanted(Laboratory.FIRST));
    ProcessHandle supervisor = laboratory.supervisor();
    Files.writeString(laboratory.folder.path().resolve("environment.json"), "{");

    ReceiptDocument receipt = down();

    assertThat(receipt.left()).isEmpty();
    assertThat(supervisor.isAlive()).isFalse();
    assertThat(laboratory.folder.kept()).isEmpty();
  }

  @Test
  void without_the_supervisors_program_it_says_what_is_missing() throws Exception {
    Files.delete(home.resolve("dist").resolve("supervisor.args"));

    ControlProblem problem = problemOf(() -> up(Laboratory.wanted(Laboratory.FIRST)));

    assertThat(problem).isInstanceOf(ControlProblem.MissingPart.class);
    assertThat(laboratory.folder.kept()).isEmpty();
  }

  @Test
  void a_home_that_cannot_be_written_is_named() throws Exception {
    Path file = Files.createFile(home.resolve("file"));
    LocalPlatform platform =
        new LocalPlatform(
            file.resolve("environments"),
            new SupervisorLauncher(Optional.empty(), home),
            Clock.systemUTC(),
            new SecureRandom(),
            Deadlines.GENEROUS);

    ControlProblem problem =
        problemOf(() -> platform.up(Laboratory.wanted(Laboratory.FIRST), laboratory.events));

    assertThat(problem).isInstanceOf(ControlProblem.HomeUnusable.class);
    assertThat(problem.why()).contains(file.toString());
  }

  @Test
  void environments_that_were_made_are_listed() throws Exception {
    up(Laboratory.wanted(Laboratory.FIRST));

    assertThat(laboratory.platform.all()).containsExactly(new EnvironmentName("default"));
  }

  @Test
  void its_events_are_numbered_without_gaps() throws Exception {
    up(Laboratory.wanted(Laboratory.FIRST));
    down();

    for (int index = 0; index < laboratory.seen.size(); index++) {
      assertThat(laboratory.seen.get(index).sequence()).isEqualTo(index + 1);
    }
    assertThat(laboratory.seen).hasSizeGreaterThan(3);
  }
}
