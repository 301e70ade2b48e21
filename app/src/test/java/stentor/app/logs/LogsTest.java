package stentor.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.async.TaskRunner;
import stentor.app.desktop.Browser;
import stentor.app.testing.Fx;
import stentor.app.testing.ManualLater;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;

@ExtendWith(Fx.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class LogsTest {

  private static final Duration PACE = Duration.ofSeconds(1);

  @TempDir private Path folder;

  private final ManualLater later = new ManualLater();
  private final List<String> copied = new ArrayList<>();
  private final List<Path> opened = new ArrayList<>();

  private LogsViewModel model(Path logs) {
    Browser browser =
        new Browser() {
          @Override
          public void open(URI address) {}

          @Override
          public void showFolder(Path shown) {
            opened.add(shown);
          }
        };
    return new LogsViewModel(
        logs,
        new LogsViewModel.Parts(
            new TaskRunner(Runnable::run, Runnable::run, Clock.systemUTC(), later),
            Runnable::run,
            later,
            browser,
            copied::add));
  }

  private void write(String file, String text) {
    try {
      Files.writeString(
          folder.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static String event(int second, String level, String message) {
    return """
    {"timestamp":%d,"level":"%s","loggerName":"stentor.Any","formattedMessage":"%s",\
    "kvpList":[{"job":"j1"}],"throwable":null}
    """
        .formatted(1_795_892_948_000L + second * 1_000L, level, message);
  }

  private static List<String> texts(LogsViewModel model) {
    return model.rows().stream().map(LogRow::text).toList();
  }

  @Test
  void lines_of_all_programs_are_in_the_order_of_their_times_and_more_are_added_as_they_come() {
    write("master.log", event(1, "INFO", "one") + "words of the JVM\n" + event(4, "WARN", "four"));
    write("worker-x-1.log", event(2, "ERROR", "two"));
    LogsViewModel model = model(folder);
    model.open();

    assertThat(texts(model))
        .containsExactly("one  job=j1", "words of the JVM", "two  job=j1", "four  job=j1");
    write("worker-x-1.log", event(5, "INFO", "five"));
    later.pass(PACE);
    assertThat(texts(model)).endsWith("five  job=j1");
    model.close();
    write("worker-x-1.log", event(6, "INFO", "six"));
    later.pass(PACE.multipliedBy(3));
    assertThat(model.total()).isEqualTo(5);
    assertThat(later.planned()).isZero();
  }

  @Test
  void lines_are_chosen_by_gravity_program_and_words() {
    write("master.log", event(1, "INFO", "Alpha") + event(2, "WARN", "Beta"));
    write("worker-x-1.log", event(3, "ERROR", "Gamma") + event(4, "DEBUG", "Delta"));
    LogsViewModel model = model(folder);
    model.open();

    model.leastProperty().set(Gravity.WARNING);
    assertThat(texts(model)).containsExactly("Beta  job=j1", "Gamma  job=j1");
    model.roleProperty().set(LogRole.WORKER);
    assertThat(texts(model)).containsExactly("Gamma  job=j1");
    model.leastProperty().set(Gravity.DETAIL);
    model.searchProperty().set(" dEl ");
    assertThat(texts(model)).containsExactly("Delta  job=j1");
    model.searchProperty().set("nothing such");
    assertThat(texts(model)).isEmpty();
    assertThat(model.total()).isEqualTo(4);
  }

  @Test
  void memory_is_bounded() {
    LogsViewModel model = model(folder);
    model.open();
    for (int look = 0; look < 12; look++) {
      write("master.log", "a short line\n".repeat(5_000));
      later.pass(PACE);
    }

    assertThat(model.total()).isBetween(LogsViewModel.MOST / 2, LogsViewModel.MOST);
  }

  @Test
  void what_others_wrote_cannot_break_a_line_or_turn_its_direction() {
    write("master.log", event(1, "INFO", "a\\nb\\u001b[31mc\\u202Ed"));
    LogsViewModel model = model(folder);
    model.open();

    assertThat(texts(model)).containsExactly("a b [31mc d  job=j1");
  }

  @Test
  void logs_that_cannot_be_read_are_a_problem_until_they_can() throws Exception {
    Path file = Files.writeString(folder.resolve("no-folder"), "");
    LogsViewModel model = model(file);
    model.open();
    assertThat(model.problemProperty().get().orElseThrow().code()).isEqualTo("logs_unreadable");

    Files.delete(file);
    later.pass(PACE);
    assertThat(model.problemProperty().get()).isEmpty();
    assertThat(model.readProperty().get()).isTrue();
  }

  private Stage shown(LogsViewModel model) {
    LogsView view = new LogsView(model, "lab", new Fxml(new Messages()), ZoneOffset.UTC, () -> {});
    Stage stage = Fx.window(view.root(), 1000, 600);
    lay(stage);
    return stage;
  }

  private static void lay(Stage stage) {
    for (int pass = 0; pass < 2; pass++) {
      stage.getScene().getRoot().applyCss();
      stage.getScene().getRoot().layout();
      var _ = stage.getScene().snapshot(null);
    }
  }

  private static List<String> words(Stage stage) {
    return stage.getScene().getRoot().lookupAll("*").stream()
        .filter(Labeled.class::isInstance)
        .map(node -> ((Labeled) node).getText())
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  @Test
  void none_is_said_and_many_are_few_nodes_with_the_newest_in_sight() {
    Fx.run(
        () -> {
          LogsViewModel model = model(folder);
          Stage stage = shown(model);
          assertThat(words(stage)).anyMatch(words -> words.startsWith("Nothing is written yet"));
          StringBuilder many = new StringBuilder();
          for (int line = 1; line <= 10_000; line++) {
            many.append("line ").append(line).append(" long".repeat(14)).append('\n');
          }
          write("worker-with-a-very-long-name-of-a-model-40-1.log", many.toString());
          later.pass(PACE);
          lay(stage);

          assertThat(words(stage))
              .contains("10,000 lines")
              .anyMatch(w -> w.startsWith("line 10000"));
          assertThat(
                  stage.getScene().getRoot().lookupAll(".logs-row").stream()
                      .filter(ListCell.class::isInstance))
              .hasSizeLessThan(100);
          stage.close();
        });
  }

  @Test
  void a_chosen_line_is_shown_whole_and_copied_and_the_folder_can_be_shown() {
    write("master.log", event(1, "WARN", "one") + event(2, "WARN", "two"));
    Fx.run(
        () -> {
          Stage stage = shown(model(folder));
          ListView<?> rows = (ListView<?>) stage.getScene().lookup("#rows");
          rows.getSelectionModel().clearAndSelect(1);

          TextArea detail = (TextArea) stage.getScene().lookup("#detail");
          assertThat(detail.getText()).contains("WARNING master two").contains("stentor.Any");
          ((Button) stage.getScene().lookup("#copyLogs")).fire();
          assertThat(copied.getLast()).contains("two").doesNotContain("one");
          rows.getSelectionModel().clearSelection();
          ((Button) stage.getScene().lookup("#copyLogs")).fire();
          assertThat(copied.getLast()).contains("one").contains("two");
          ((Button) stage.getScene().lookup("#showFolder")).fire();
          assertThat(opened).containsExactly(folder);
          stage.close();
        });
  }
}
