package stentor.app.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.app.async.Ending;
import stentor.app.async.RunningTask;
import stentor.app.async.TaskRunner;
import stentor.app.async.Work;
import stentor.app.testing.Fx;
import stentor.app.testing.ManualLater;
import stentor.app.testing.SteppedClock;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

@ExtendWith(Fx.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TasksViewTest {

  private static final String LONG = "Transcribe " + "a very long name ".repeat(20) + ".wav";

  private final SteppedClock clock = new SteppedClock();
  private final ObservableList<RunningTask> tasks = FXCollections.observableArrayList();
  private final List<Problem> shown = new ArrayList<>();
  private Optional<Stage> stage = Optional.empty();

  private void open() {
    Messages messages = new Messages();
    stage =
        Optional.of(
            Fx.on(
                () -> {
                  TasksViewModel model =
                      new TasksViewModel(
                          tasks,
                          (problem, fixes) -> shown.add(problem),
                          messages,
                          clock,
                          ZoneOffset.UTC);
                  return Fx.window(new TasksView(model, new Fxml(messages)).root(), 1024, 700);
                }));
  }

  @AfterEach
  void close() {
    Fx.run(() -> stage.ifPresent(Stage::close));
  }

  private RunningTask task(String title, boolean runs, Work<String> work) {
    TaskRunner runner =
        new TaskRunner(runs ? Runnable::run : never -> {}, Runnable::run, clock, new ManualLater());
    return runner.start(title, work, Ending.of(done -> {}, failed -> {}));
  }

  private Node find(String selector) {
    return Optional.ofNullable(stage.orElseThrow().getScene().lookup(selector)).orElseThrow();
  }

  @Test
  void with_none_it_says_what_will_be_here() {
    open();

    Fx.run(
        () -> {
          assertThat(find("#tasks-empty").isVisible()).isTrue();
          assertThat(find("#tasks-list").isVisible()).isFalse();
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10_000})
  void one_or_many_long_names_are_few_cells_as_wide_as_the_list(int many) {
    Fx.run(
        () ->
            tasks.setAll(
                IntStream.range(0, many).mapToObj(index -> task(LONG, false, r -> "")).toList()));
    open();

    Fx.run(
        () -> {
          Parent root = stage.orElseThrow().getScene().getRoot();
          root.applyCss();
          root.layout();
          var cells = root.lookupAll(".task-cell");
          assertThat(cells).hasSizeBetween(1, 40);
          Node list = find("#tasks-list");
          assertThat(cells)
              .allSatisfy(
                  cell ->
                      assertThat(((ListCell<?>) cell).getWidth())
                          .isLessThanOrEqualTo(list.getBoundsInLocal().getWidth()));
        });
  }

  @Test
  void a_failed_one_opens_its_problem_and_any_its_log() {
    Fx.run(
        () ->
            tasks.setAll(
                task(
                    "Take it down",
                    true,
                    report -> {
                      report.note("asked the supervisor");
                      throw new ControlException(
                          new EnvironmentProblem.NotUp(EnvironmentName.DEFAULT));
                    })));
    open();

    Fx.run(
        () -> {
          ((Button) find("#task-problem")).fire();
          ((Button) find("#task-log")).fire();
          assertThat(shown).hasSize(1);
          assertThat(find(".task-lines").isVisible()).isTrue();
          assertThat(find("#task-cancel").isVisible()).isFalse();
        });
  }
}
