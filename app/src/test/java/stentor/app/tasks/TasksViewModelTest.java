package stentor.app.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.app.async.Ending;
import stentor.app.async.TaskRunner;
import stentor.app.async.Work;
import stentor.app.testing.ManualLater;
import stentor.app.testing.SteppedClock;
import stentor.app.text.Messages;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TasksViewModelTest {

  private final SteppedClock clock = new SteppedClock();
  private final ManualLater later = new ManualLater();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final List<Problem> shown = new ArrayList<>();
  private final TaskRunner runner = new TaskRunner(waiting::add, Runnable::run, clock, later);
  private final TasksViewModel model =
      new TasksViewModel(
          runner.visible(),
          (problem, fixes) -> shown.add(problem),
          new Messages(),
          clock,
          ZoneOffset.UTC);

  private TaskRow started(String title, Work<String> work) {
    var _ = runner.start(title, work, Ending.of(done -> {}, failed -> {}));
    return model.rows().getFirst();
  }

  private void runAll() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  @Test
  void at_first_there_is_nothing() {
    assertThat(model.rows()).isEmpty();
    assertThat(model.summaryProperty().get()).isEmpty();
  }

  @Test
  void a_task_says_how_far_how_fast_how_long_and_since_when() {
    List<String> details = new ArrayList<>();
    TaskRow row =
        started(
            "Transcribe interview.wav",
            report -> {
              clock.pass(Duration.ofSeconds(30));
              report.progress(25, 100);
              later.pass(TaskRunner.TELL_EVERY);
              return "done";
            });
    details.add(row.detailsProperty().get());
    row.detailsProperty().addListener((property, before, now) -> details.add(now));
    assertThat(model.summaryProperty().get()).isEqualTo("1 running");
    runAll();

    assertThat(details)
        .containsExactly(
            "since 11:42",
            "25 % · 50 % a minute · about 1 min 30 s left · since 11:42",
            "ended 11:42 · took 30 s");
    assertThat(row.statusProperty().get().text()).isEqualTo("Done");
    assertThat(model.summaryProperty().get()).isEmpty();
  }

  @Test
  void without_a_total_nothing_is_guessed() {
    TaskRow row = started("Start the environment", report -> "up");

    assertThat(row.progressProperty().get()).isNegative();
    assertThat(row.detailsProperty().get()).isEqualTo("since 11:42");
  }

  @Test
  void what_failed_shows_why_when_asked() {
    TaskRow row =
        started(
            "Take it down",
            report -> {
              throw new ControlException(new EnvironmentProblem.NotUp(EnvironmentName.DEFAULT));
            });
    runAll();

    model.showProblem(row);

    assertThat(row.statusProperty().get().text()).isEqualTo("Failed");
    assertThat(shown).extracting(Problem::code).containsExactly("not_up");
  }

  @Test
  void cancelled_once_it_says_so_until_it_ends() {
    TaskRow row =
        started(
            "Wait",
            report -> {
              Thread.sleep(Duration.ofDays(1));
              return "never";
            });
    row.cancel();
    row.cancel();

    assertThat(row.statusProperty().get().text()).isEqualTo("Cancelling");
    assertThat(row.cancellingProperty().get()).isTrue();
    runAll();
    assertThat(row.statusProperty().get().text()).isEqualTo("Cancelled");
    assertThat(row.runningProperty().get()).isFalse();
  }

  @Test
  void rows_stay_as_they_are_when_others_come() {
    TaskRow first = started("First", report -> "done");
    first.expandedProperty().set(true);
    TaskRow second = started("Second", report -> "done");

    assertThat(model.rows()).containsExactly(second, first);
    assertThat(first.expandedProperty().get()).isTrue();
  }
}
