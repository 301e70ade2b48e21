package stentor.control.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.event.ControlEvent;
import stentor.control.plan.Completion;
import stentor.control.plan.Step.Action;
import stentor.control.plan.StepReport;
import stentor.control.plan.Work;
import stentor.control.problem.ControlProblem;
import stentor.control.problem.InstallationProblem;
import stentor.control.problem.StartProblem;
import stentor.protocol.environment.StatusDocument.EnvironmentState;

/** What is told, and what stays, where an environment cannot be brought up. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FailedStartTest {

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
  void a_supervisor_that_ends_at_once_is_told_of_with_its_last_line_and_nothing_is_left()
      throws Exception {
    laboratory.behave(SupervisorDouble.Behaviour.CRASHING);

    ControlProblem problem =
        Laboratory.problemOf(() -> laboratory.up(Laboratory.wanted(Laboratory.FIRST)));

    assertThat(problem).isInstanceOf(StartProblem.StartFailed.class);
    assertThat(problem.why()).isEqualTo("The queue could not be started");
    assertThat(laboratory.folder.kept()).isEmpty();
  }

  @Test
  void a_crash_of_java_is_told_by_the_first_words_of_its_report() throws Exception {
    laboratory.behave(SupervisorDouble.Behaviour.JAVA_CRASH);

    ControlProblem problem =
        Laboratory.problemOf(() -> laboratory.up(Laboratory.wanted(Laboratory.FIRST)));

    assertThat(problem.why())
        .isEqualTo(
            "A fatal error has been detected by the Java Runtime Environment:"
                + " SIGBUS (0x7) at pc=0x00007f0a5c0d3e2a, pid=4711, tid=4712");
  }

  @Test
  void a_taken_port_is_named_with_what_to_do() throws Exception {
    laboratory.behave(SupervisorDouble.Behaviour.PORT_TAKEN);

    ControlProblem problem =
        Laboratory.problemOf(() -> laboratory.up(Laboratory.wanted(Laboratory.FIRST)));

    assertThat(problem).isInstanceOf(StartProblem.PortTaken.class);
    int port = ((StartProblem.PortTaken) problem).port();
    assertThat(problem.sentence()).contains("port " + port, "stentor down");
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
        Laboratory.problemOf(
            () ->
                impatient.platform.up(
                    Laboratory.wanted(Laboratory.FIRST), List.of(), impatient.events));

    assertThat(problem).isInstanceOf(StartProblem.StartTimedOut.class);
    assertThat(laboratory.isSupervised()).isFalse();
    assertThat(laboratory.folder.kept()).isEmpty();
  }

  @Test
  void interrupted_once_its_supervisor_lives_it_goes_on_coming_up_and_says_so() throws Exception {
    laboratory.behave(SupervisorDouble.Behaviour.SLOW);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread starter =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
                  } catch (Exception failed) {
                    thrown.set(failed);
                  }
                });
    await().atMost(Laboratory.PATIENCE).until(laboratory::isSupervised);

    starter.interrupt();
    starter.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(laboratory.isSupervised()).isTrue();
    assertThat(laboratory.platform.look(Laboratory.NAME).state())
        .isEqualTo(EnvironmentState.STARTING);
    assertThat(laboratory.seen)
        .filteredOn(ControlEvent.Note.class::isInstance)
        .extracting(event -> ((ControlEvent.Note) event).text())
        .containsExactly(
            "The environment default goes on coming up by itself;"
                + " see it with stentor status, end it with stentor down");
    assertThat(laboratory.down().left()).isEmpty();
  }

  @Test
  void interrupted_before_its_supervisor_is_started_it_leaves_nothing() throws Exception {
    CountDownLatch fetching = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread starter =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    laboratory.platform.up(
                        Laboratory.wanted(Laboratory.FIRST),
                        List.of(Action.of("model-first", "Fetch", "model", endless(fetching))),
                        laboratory.events);
                  } catch (Exception failed) {
                    thrown.set(failed);
                  }
                });
    fetching.await();

    starter.interrupt();
    starter.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(laboratory.isSupervised()).isFalse();
    assertThat(laboratory.folder.kept()).isEmpty();
    assertThat(laboratory.platform.status(Laboratory.NAME).state())
        .isEqualTo(EnvironmentState.ABSENT);
  }

  /** Work that goes on until it is interrupted. */
  private static Work endless(CountDownLatch begun) {
    return new Work() {
      @Override
      public Completion look() {
        return Completion.NOT_DONE;
      }

      @Override
      public void run(StepReport report) throws InterruptedException {
        begun.countDown();
        new CountDownLatch(1).await();
      }

      @Override
      public void undo(StepReport report) {}
    };
  }

  @Test
  void a_failed_addition_leaves_the_running_environment_as_it_was() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
    var before = laboratory.platform.wanted(Laboratory.NAME);
    ProcessHandle supervisor = laboratory.supervisor();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> laboratory.up(Laboratory.wanted(Laboratory.SECOND)))
        .isInstanceOf(InterruptedException.class);

    assertThat(laboratory.platform.wanted(Laboratory.NAME)).isEqualTo(before);
    assertThat(laboratory.supervisor()).isEqualTo(supervisor);
  }

  @Test
  void without_the_supervisors_program_it_says_what_is_missing() throws Exception {
    Files.delete(home.resolve("dist").resolve("supervisor.args"));

    ControlProblem problem =
        Laboratory.problemOf(() -> laboratory.up(Laboratory.wanted(Laboratory.FIRST)));

    assertThat(problem).isInstanceOf(InstallationProblem.MissingPart.class);
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
        Laboratory.problemOf(
            () -> platform.up(Laboratory.wanted(Laboratory.FIRST), List.of(), laboratory.events));

    assertThat(problem).isInstanceOf(InstallationProblem.HomeUnusable.class);
    assertThat(problem.why()).contains(file.toString());
  }
}
