package stentor.control.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.OngoingChange;
import stentor.control.Platform;
import stentor.control.WorkerRange;
import stentor.control.event.ControlEvent;
import stentor.control.event.EventStream;
import stentor.control.journal.JournalFile;
import stentor.control.plan.Completion;
import stentor.control.plan.Step.Action;
import stentor.control.plan.StepReport;
import stentor.control.plan.Work;
import stentor.control.problem.ControlProblem;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.InstallationProblem;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.JournalEntry.OperationEnding;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.PlanDocument.PlannedStep;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;

/** Changes that are planned, journaled, watched by others, killed and finished by the next. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChangeTest {

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

  private static List<Change> changes(PlanDocument plan) {
    return plan.steps().stream().map(PlannedStep::change).toList();
  }

  @Test
  void a_plan_tells_all_that_would_be_done_and_does_nothing() throws Exception {
    PlanDocument plan =
        laboratory.platform.plan(Laboratory.wanted(Laboratory.FIRST, Laboratory.SECOND), List.of());

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.steps())
        .extracting(PlannedStep::id)
        .containsExactly(
            "folder",
            "document",
            "supervisor",
            "master",
            "workers-first",
            "workers-second",
            "ready");
    assertThat(changes(plan)).containsOnly(Change.CREATE);
    assertThat(plan.criticalPathSeconds()).isGreaterThan(1);
    assertThat(laboratory.folder.path()).doesNotExist();
  }

  @Test
  void what_is_there_is_no_change_in_a_plan() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));

    PlanDocument same = laboratory.platform.plan(Laboratory.wanted(Laboratory.FIRST), List.of());
    PlanDocument more =
        laboratory.platform.plan(
            Laboratory.wanted(new WorkerRange(2, 4), Laboratory.FIRST), List.of());

    assertThat(changes(same)).containsOnly(Change.NONE);
    assertThat(same.criticalPathSeconds()).isZero();
    assertThat(changes(more))
        .containsExactly(
            Change.NONE, Change.UPDATE, Change.NONE, Change.NONE, Change.CREATE, Change.CREATE);
  }

  @Test
  void what_stands_in_the_way_of_a_plan_is_among_its_problems() throws Exception {
    Files.delete(home.resolve("dist").resolve("supervisor.args"));

    PlanDocument plan = laboratory.platform.plan(Laboratory.wanted(Laboratory.FIRST), List.of());

    assertThat(plan.problems()).extracting(ProblemStatus::code).containsExactly("missing_part");
    assertThat(Laboratory.problemOf(() -> laboratory.up(Laboratory.wanted(Laboratory.FIRST))))
        .isInstanceOf(InstallationProblem.MissingPart.class);
  }

  @Test
  void each_step_is_journaled_before_it_is_done_and_the_end_too() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));

    JournalFile.Operation last = new JournalFile(laboratory.folder.journal()).last().orElseThrow();
    assertThat(last.ending()).contains(OperationEnding.COMPLETED);
    assertThat(last.beginning().orElseThrow().kind()).isEqualTo("up");
    assertThat(Files.readString(laboratory.folder.journal()))
        .contains("\"step\":\"supervisor\"")
        .doesNotContain(laboratory.endpoint().orElseThrow().token());

    laboratory.down();
    assertThat(laboratory.folder.journal()).doesNotExist();
    assertThat(laboratory.folder.logs().resolve("journal.jsonl")).exists();
  }

  @Test
  void an_end_is_put_off_by_so_much() throws Exception {
    laboratory.up(
        new Platform.Wanted(
            Laboratory.NAME,
            List.of(Laboratory.FIRST),
            Optional.empty(),
            Optional.of(Duration.ofHours(4)),
            Optional.empty(),
            false));
    Instant before =
        laboratory.platform.wanted(Laboratory.NAME).orElseThrow().expiresAt().orElseThrow();

    EnvironmentDocument after =
        laboratory.platform.extend(Laboratory.NAME, Duration.ofHours(2), laboratory.events);

    assertThat(after.expiresAt()).contains(before.plus(Duration.ofHours(2)));
    assertThat(laboratory.platform.wanted(Laboratory.NAME)).contains(after);
  }

  @Test
  void what_never_ends_or_is_not_up_cannot_be_extended() throws Exception {
    assertThat(
            Laboratory.problemOf(
                () ->
                    laboratory.platform.extend(
                        Laboratory.NAME, Duration.ofHours(2), laboratory.events)))
        .isInstanceOf(EnvironmentProblem.NotUp.class);
    assertThat(laboratory.folder.path()).doesNotExist();
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));

    ControlProblem problem =
        Laboratory.problemOf(
            () ->
                laboratory.platform.extend(
                    Laboratory.NAME, Duration.ofHours(2), laboratory.events));

    assertThat(problem).isInstanceOf(EnvironmentProblem.NoExpiry.class);
    assertThat(problem.sentence()).contains("stentor up --expire 4h");
  }

  @Test
  void a_model_is_given_other_numbers_of_workers() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST, Laboratory.SECOND));

    laboratory.platform.scale(Laboratory.NAME, "second", new WorkerRange(0, 5), laboratory.events);

    assertThat(laboratory.platform.wanted(Laboratory.NAME).orElseThrow().models())
        .containsExactly(new WantedModel("first", "1", 1, 2), new WantedModel("second", "2", 0, 5));
    assertThat(
            Laboratory.problemOf(
                () ->
                    laboratory.platform.scale(
                        Laboratory.NAME, "third", new WorkerRange(1, 1), laboratory.events)))
        .isInstanceOf(EnvironmentProblem.ModelNotServed.class);
  }

  @Test
  void who_waits_for_another_command_hears_what_it_does_and_then_does_its_own() throws Exception {
    Deadlines usual = laboratory.deadlines();
    Laboratory patient =
        laboratory.with(
            new Deadlines(
                Laboratory.PATIENCE,
                usual.start(),
                usual.firstStatus(),
                usual.stop(),
                usual.leave()),
            Clock.systemUTC());
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Thread first =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    var _ =
                        patient.platform.up(
                            Laboratory.wanted(Laboratory.FIRST),
                            List.of(waiting(begun, go)),
                            patient.events);
                  } catch (InterruptedException never) {
                    Thread.currentThread().interrupt();
                  }
                });
    begun.await();
    List<ControlEvent> heard = new CopyOnWriteArrayList<>();
    EventStream events = new EventStream(Clock.systemUTC(), heard::add);
    OngoingChange change = patient.platform.changing(Laboratory.NAME).orElseThrow();
    assertThat(change.operation()).isEqualTo("up");
    assertThat(change.steps()).containsExactly("Fetch the model first");
    assertThat(change.pid()).isEqualTo(ProcessHandle.current().pid());
    List<ControlEvent> followed = new CopyOnWriteArrayList<>();
    EventStream following = new EventStream(Clock.systemUTC(), followed::add);
    Thread follower =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    patient.platform.follow(Laboratory.NAME, following);
                  } catch (InterruptedException never) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().atMost(Laboratory.PATIENCE).until(() -> followed.size() >= 2);

    Thread second =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    var _ = patient.platform.down(Laboratory.NAME, events);
                  } catch (InterruptedException never) {
                    Thread.currentThread().interrupt();
                  }
                });
    await()
        .atMost(Laboratory.PATIENCE)
        .until(() -> heard.stream().anyMatch(ControlEvent.StepStarted.class::isInstance));
    go.countDown();
    first.join();
    second.join();
    follower.join();

    assertThat(followed)
        .filteredOn(ControlEvent.StepFinished.class::isInstance)
        .extracting(event -> ((ControlEvent.StepFinished) event).step())
        .contains("model-first");
    assertThat(heard)
        .filteredOn(ControlEvent.PlanReady.class::isInstance)
        .extracting(event -> ((ControlEvent.PlanReady) event).operation())
        .containsExactly("up", "down");
    assertThat(heard)
        .filteredOn(ControlEvent.StepFinished.class::isInstance)
        .extracting(event -> ((ControlEvent.StepFinished) event).step())
        .contains("model-first", "supervisor", "stop", "erase");
    assertThat(laboratory.folder.kept()).isEmpty();
    assertThat(patient.platform.changing(Laboratory.NAME)).isEmpty();
  }

  /** A model that takes as long to come as the test wants. */
  private static Action waiting(CountDownLatch begun, CountDownLatch go) {
    return Action.of(
        "model-first",
        "Fetch the model first",
        "model",
        new Work() {
          @Override
          public Completion look() {
            return Completion.NOT_DONE;
          }

          @Override
          public void run(StepReport report) throws InterruptedException {
            begun.countDown();
            go.await();
          }

          @Override
          public void undo(StepReport report) {}
        });
  }

  @Test
  void half_taken_down_it_is_stopping_and_the_next_status_ends_that() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
    ProcessHandle killed = laboratory.supervisor();
    killed.destroyForcibly();
    killed.onExit().join();
    laboratory.folder.want(laboratory.folder.wanted().orElseThrow().withWanted(Wanted.DOWN));

    assertThat(laboratory.platform.look(Laboratory.NAME).state())
        .isEqualTo(EnvironmentState.STOPPING);
    assertThat(laboratory.platform.status(Laboratory.NAME).state())
        .isEqualTo(EnvironmentState.ABSENT);
    assertThat(laboratory.folder.kept()).isEmpty();
  }

  @Test
  void a_supervisor_whose_starter_was_killed_at_once_is_found_by_its_command_line()
      throws Exception {
    laboratory.folder.make();
    laboratory.folder.makeToken(new SecureRandom());
    laboratory.behave(SupervisorDouble.Behaviour.UNSEEN);
    Process orphan = laboratory.launcher.start(laboratory.folder);
    await()
        .atMost(Laboratory.PATIENCE)
        .until(() -> !RunningProcess.byCommandLine(laboratory.folder).isEmpty());
    assertThat(laboratory.isSupervised()).isFalse();

    assertThat(laboratory.down().left()).isEmpty();

    assertThat(orphan.isAlive()).isFalse();
  }

  @Test
  void of_two_supervisors_one_leaves_and_its_command_goes_on_with_the_other() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
    SupervisorStart start = laboratory.site().start();
    byte[] status = Files.readAllBytes(laboratory.folder.statusFile());

    start.launch();
    Files.write(laboratory.folder.statusFile(), status);
    start.launched().orElseThrow().onExit().join();

    assertThat(start.lives()).isTrue();
    assertThat(new String(status, StandardCharsets.UTF_8)).contains("\"up\"");
  }
}
