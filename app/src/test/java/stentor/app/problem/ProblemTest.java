package stentor.app.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.async.TaskRunner;
import stentor.app.desktop.FileChoice;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.settings.AppSettings;
import stentor.app.testing.Fx;
import stentor.app.testing.ManualLater;
import stentor.app.testing.ModelsDouble;
import stentor.app.testing.PlatformDouble;
import stentor.app.testing.SteppedClock;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.app.widget.Overlay;
import stentor.control.Environments;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

@ExtendWith(Fx.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProblemTest {

  private static final Problem PROBLEM = new EnvironmentProblem.NotUp(EnvironmentName.DEFAULT);

  @TempDir private Path folder;
  private final SteppedClock clock = new SteppedClock();
  private final List<String> copied = new ArrayList<>();
  private final Navigator navigator = new Navigator(new Screen.Environments());
  private final Overlay overlay = Fx.on(Overlay::new);
  private ProblemWindow window;
  private Stage stage;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(
        folder.resolve("app.log"), "{\"message\":\"token=canary0815 of me@example.org\"}\n");
    TaskRunner tasks = new TaskRunner(Runnable::run, Runnable::run, clock, new ManualLater());
    Report report =
        new Report(
            new Environments(new PlatformDouble().up("meetings"), new ModelsDouble(), clock),
            () -> AppSettings.FIRST,
            folder.resolve("app.log"),
            clock);
    window =
        new ProblemWindow(
            overlay,
            new Fxml(new Messages()),
            tasks,
            report,
            new SavingTo(folder.resolve("report.txt")),
            copied::add,
            navigator,
            clock,
            ZoneOffset.UTC);
    stage = Fx.on(() -> Fx.window(new StackPane(new Label("content"), overlay), 1280, 800));
  }

  @AfterEach
  void close() {
    Fx.run(stage::close);
  }

  /** Chooses always this one. */
  private record SavingTo(Path file) implements FileChoice {
    @Override
    public List<Path> files(String title, List<Kind> kinds) {
      return List.of();
    }

    @Override
    public Optional<Path> folder(String title) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> save(String title, String name, List<Kind> kinds) {
      return Optional.of(file);
    }
  }

  private Node find(String selector) {
    Node found = stage.getScene().lookup(selector);
    assertThat(found).as(selector).isNotNull();
    return found;
  }

  @Test
  void it_is_shown_once_at_a_time_with_the_fixes_that_the_app_can_do() {
    List<String> done = new ArrayList<>();
    Fx.run(
        () -> {
          for (int time = 0; time < 2; time++) {
            window.show(PROBLEM, List.of(new Fix("Spin up", () -> done.add("spun up"))));
          }
          assertThat(overlay.getChildren()).hasSize(1);
          ((Button) find("#problem-fix-0")).fire();
        });

    assertThat(done).containsExactly("spun up");
    assertThat(overlay.isOpen()).isFalse();
  }

  @Test
  void it_can_be_copied() {
    Fx.run(
        () -> {
          window.show(PROBLEM);
          ((Button) find("#problem-copy")).fire();
        });

    assertThat(copied).singleElement().asString().contains(PROBLEM.what(), "not_up");
  }

  @Test
  void a_command_that_mends_it_can_be_copied_alone() {
    Fx.run(
        () -> {
          window.show(PROBLEM);
          Button command = (Button) find("#problem-command-0");
          assertThat(command.getText()).isEqualTo("Copy stentor up");
          command.fire();
          assertThat(command.getText()).isEqualTo("Copied stentor up");
        });

    assertThat(copied).containsExactly("stentor up");
  }

  @Test
  void a_card_between_other_things_asks_the_window_to_copy_a_command() {
    List<String> asked = new ArrayList<>();
    Fx.run(
        () -> {
          StackPane frame = (StackPane) stage.getScene().getRoot();
          frame.addEventHandler(CopyEvent.COPY, event -> asked.add(event.text()));
          frame.getChildren().add(new ProblemCard(PROBLEM, List.of(), new Messages()));
          ((Button) find("#problem-command-0")).fire();
        });

    assertThat(asked).containsExactly("stentor up");
  }

  @Test
  void shown_without_fixes_it_offers_what_is_known_for_its_type() {
    Fx.run(
        () -> {
          window.show(PROBLEM);
          ((Button) find("#problem-fix-0")).fire();
        });

    assertThat(Fx.on(navigator::current)).isEqualTo(new Screen.Overview(EnvironmentName.DEFAULT));
    assertThat(overlay.isOpen()).isFalse();
  }

  @Test
  void the_report_has_what_explains_it_and_no_secret() throws IOException {
    Fx.run(
        () -> {
          window.show(PROBLEM);
          ((Button) find("#problem-save")).fire();
        });

    assertThat(Files.readString(folder.resolve("report.txt")))
        .contains("not_up", "java.runtime.version", "javafx.runtime.version", "meetings")
        .contains("\"theme\"", "moonshine-tiny-en", "token=[secret]")
        .doesNotContain("canary0815", "me@example.org");
  }

  @Test
  void what_no_code_caught_is_shown_once_and_without_its_trace() {
    List<Problem> shown = new ArrayList<>();
    Defects defects = new Defects(Runnable::run, (problem, fixes) -> shown.add(problem));
    for (int time = 0; time < 2; time++) {
      defects.uncaughtException(Thread.currentThread(), new IllegalStateException("secret detail"));
    }

    assertThat(shown).hasSize(1);
    assertThat(shown.getFirst().sentence())
        .contains("Something unexpected happened")
        .doesNotContain("secret detail", "\tat ");
  }
}
