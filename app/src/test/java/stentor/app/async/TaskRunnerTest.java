package stentor.app.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.app.testing.ManualLater;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TaskRunnerTest {

  private final ManualLater later = new ManualLater();
  private final List<String> told = new ArrayList<>();

  private TaskRunner runner(Executor threads) {
    return new TaskRunner(threads, Runnable::run, Clock.systemUTC(), later);
  }

  private Ending<String> telling() {
    return new Ending<>() {
      @Override
      public void succeeded(String result) {
        told.add("succeeded " + result);
      }

      @Override
      public void failed(Problem problem) {
        told.add("failed " + problem.code());
      }

      @Override
      public void cancelled() {
        told.add("cancelled");
      }
    };
  }

  @Test
  void what_comes_of_work_is_told_once_and_its_state_says_so() {
    RunningTask task = runner(Runnable::run).start("Add", report -> "two", telling());

    assertThat(told).containsExactly("succeeded two");
    assertThat(task.state()).isInstanceOf(TaskState.Succeeded.class);
  }

  @Test
  void an_expected_problem_is_told_as_it_is() {
    RunningTask task =
        runner(Runnable::run)
            .start(
                "Fail",
                report -> {
                  throw new ControlException(new EnvironmentProblem.NotUp(EnvironmentName.DEFAULT));
                },
                telling());

    assertThat(told).containsExactly("failed not_up");
    assertThat(task.state()).isInstanceOf(TaskState.Failed.class);
  }

  @Test
  void a_defect_is_a_problem_with_a_code_that_is_the_same_each_time() {
    TaskRunner runner = runner(Runnable::run);
    for (int round = 0; round < 2; round++) {
      var _ = runner.start("Break", report -> Integer.toString(1 / (told.size() * 0)), telling());
    }

    assertThat(told).hasSize(2);
    assertThat(told.getFirst()).startsWith("failed unexpected_").isEqualTo(told.getLast());
  }

  @Test
  void cancelled_before_it_began_it_is_interrupted_as_soon_as_it_does() {
    List<Runnable> waiting = new ArrayList<>();
    RunningTask task =
        runner(waiting::add)
            .start(
                "Wait",
                report -> {
                  Thread.sleep(Duration.ofDays(1));
                  return "never";
                },
                telling());
    task.cancel();
    waiting.forEach(Runnable::run);

    assertThat(told).containsExactly("cancelled");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void progress_that_comes_fast_is_told_together() {
    List<TaskState> states = new ArrayList<>();
    List<Runnable> waiting = new ArrayList<>();
    TaskRunner runner = runner(waiting::add);
    RunningTask task =
        runner.start(
            "Count",
            report -> {
              for (int done = 1; done <= 1_000; done++) {
                report.progress(done, 1_000);
              }
              return "done";
            },
            telling());
    task.stateProperty().addListener((property, before, now) -> states.add(now));
    waiting.forEach(Runnable::run);

    assertThat(states).hasSize(2);
    assertThat(states.getFirst()).isEqualTo(new TaskState.Running(1_000, 1_000));
  }

  @Test
  void only_work_that_a_person_waits_for_is_visible() {
    TaskRunner runner = runner(Runnable::run);
    var _ = runner.quietly("Look", report -> "seen", telling());
    var _ = runner.start("Transcribe", report -> "text", telling());

    assertThat(runner.visible()).extracting(RunningTask::title).containsExactly("Transcribe");
  }

  @Test
  void work_that_comes_when_no_thread_takes_any_is_cancelled() {
    TaskRunner runner =
        runner(
            work -> {
              throw new RejectedExecutionException("closed");
            });
    RunningTask task = runner.start("Transcribe", report -> "text", telling());

    assertThat(told).containsExactly("cancelled");
    assertThat(task.state()).isInstanceOf(TaskState.Cancelled.class);
  }
}
