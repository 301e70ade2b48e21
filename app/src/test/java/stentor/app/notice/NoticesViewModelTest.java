package stentor.app.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.app.async.Ending;
import stentor.app.async.RunningTask;
import stentor.app.async.TaskRunner;
import stentor.app.async.Work;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.testing.ManualLater;
import stentor.app.testing.SteppedClock;
import stentor.app.text.Messages;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentName;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NoticesViewModelTest {

  private static final Screen CHANGE = new Screen.Change(EnvironmentName.DEFAULT);
  private static final Screen HISTORY = new Screen.History();
  private static final Work<String> FAILING =
      report -> {
        throw new ControlException(new EnvironmentProblem.NotUp(EnvironmentName.DEFAULT));
      };

  private final ManualLater later = new ManualLater();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final Navigator navigator = new Navigator(CHANGE);
  private final TaskRunner runner =
      new TaskRunner(waiting::add, Runnable::run, new SteppedClock(), later);
  private final NoticesViewModel model =
      new NoticesViewModel(runner.visible(), navigator, new Messages(), later, Runnable::run);

  private RunningTask start(String title, Work<String> work) {
    return runner.start(title, work, Ending.of(done -> {}, failed -> {}));
  }

  private void endAll() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  @Test
  void what_ends_while_one_looks_at_it_is_not_told() {
    start("Spin up", report -> "up");
    endAll();

    assertThat(model.notices()).isEmpty();
  }

  @Test
  void what_is_done_elsewhere_is_told_for_six_seconds() {
    start("Spin up", report -> "up");
    navigator.show(HISTORY);
    endAll();

    assertThat(model.notices()).extracting(Notice::text).containsExactly("Spin up");
    later.pass(NoticesViewModel.SHOWN);
    assertThat(model.notices()).isEmpty();
  }

  @Test
  void what_failed_stays_until_it_is_closed_or_looked_at() {
    start("Spin up", FAILING);
    start("Spin down", FAILING);
    navigator.show(HISTORY);
    endAll();
    later.pass(NoticesViewModel.SHOWN.multipliedBy(100));

    assertThat(model.notices()).hasSize(2);
    model.close(model.notices().getFirst());
    assertThat(model.notices()).extracting(Notice::text).containsExactly("Spin down");
    navigator.show(new Screen.Tasks());
    assertThat(model.notices()).isEmpty();
  }

  @Test
  void at_most_three_are_told_and_none_twice() {
    for (String title : List.of("One", "Two", "Two", "Three", "Four")) {
      start(title, FAILING);
    }
    navigator.show(HISTORY);
    endAll();

    assertThat(model.notices()).extracting(Notice::text).containsExactly("Two", "Three", "Four");
  }

  @Test
  void what_somebody_cancelled_is_no_news() {
    start("Wait", report -> "done").cancel();
    start(
            "Sleep",
            report -> {
              Thread.sleep(1);
              return "never";
            })
        .cancel();
    navigator.show(HISTORY);
    endAll();

    assertThat(model.notices()).extracting(Notice::text).doesNotContain("Sleep");
  }

  @Test
  void show_goes_where_it_was_followed_and_starts_nothing_there() {
    navigator.show(new Screen.Transcribe(Optional.empty(), List.of(Path.of("a.wav"))));
    start("Transcribe a.wav", report -> "text");
    navigator.show(HISTORY);
    endAll();

    model.show(model.notices().getFirst());

    assertThat(navigator.current()).isEqualTo(Screen.Transcribe.asItWas());
    assertThat(model.notices()).isEmpty();
  }
}
