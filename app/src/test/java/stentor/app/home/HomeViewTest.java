package stentor.app.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.async.TaskRunner;
import stentor.app.environment.EnvironmentHistory;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.environment.Extending;
import stentor.app.history.HistoryEntry;
import stentor.app.history.HistoryStore;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.testing.CloudScene;
import stentor.app.testing.FilesDouble;
import stentor.app.testing.Fx;
import stentor.app.testing.ManualLater;
import stentor.app.testing.ModelsDouble;
import stentor.app.testing.PlatformDouble;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.control.Environments;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.json.Documents;

@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(Fx.class)
final class HomeViewTest {

  private static final Instant NOW = Instant.parse("2026-11-28T11:51:00Z");

  private final PlatformDouble platform = new PlatformDouble();
  private final ManualLater later = new ManualLater();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final TaskRunner tasks = new TaskRunner(Runnable::run, Runnable::run, clock, later);
  private final Environments environments = new Environments(platform, new ModelsDouble(), clock);
  private final EnvironmentWatch watch =
      new EnvironmentWatch(environments, tasks, Runnable::run, later, clock, Duration.ofSeconds(1));
  private final Navigator navigator = new Navigator(new Screen.Environments());
  private final FilesDouble files = new FilesDouble();
  private final Messages messages = new Messages();

  private final EnvironmentHistory lastHour = new EnvironmentHistory(watch);
  private final HistoryStore history;
  private final Path folder;

  HomeViewTest(@TempDir Path folder) {
    this.folder = folder;
    this.history =
        new HistoryStore(
            folder.resolve("history"), tasks, later, Runnable::run, clock, new Random(1));
  }

  private HomeViewModel model() {
    return new HomeViewModel(
        new Extending(environments, watch, tasks, messages),
        watch,
        lastHour,
        history,
        tasks,
        navigator,
        files,
        messages,
        clock,
        ZoneOffset.UTC,
        folder.resolve("samples"),
        2);
  }

  private HomeView shown() {
    return Fx.on(
        () -> {
          history.load();
          var _ = lastHour.begin();
          HomeView view = new HomeView(model(), new Fxml(messages));
          StackPane content = new StackPane(view.root());
          content.getStyleClass().add("content");
          Stage stage = Fx.window(content, 1072, 718);
          view.shown();
          content.applyCss();
          content.layout();
          assertThat(stage.isShowing()).isTrue();
          return view;
        });
  }

  private static Node find(HomeView view, String selector) {
    return Optional.ofNullable(view.root().lookup(selector)).orElseThrow();
  }

  private static void click(HomeView view, String selector) {
    Fx.run(() -> ((Button) find(view, selector)).fire());
  }

  private static List<String> words(Parent root) {
    return root.lookupAll(".label").stream()
        .filter(HomeViewTest::isSeen)
        .filter(Label.class::isInstance)
        .map(node -> ((Label) node).getText())
        .toList();
  }

  private static boolean isSeen(Node node) {
    return node.isVisible() && (node.getParent() == null || isSeen(node.getParent()));
  }

  @Test
  void with_nothing_there_it_says_how_to_begin_and_a_click_transcribes_the_sample() {
    HomeView view = shown();
    assertThat(words(view.root())).contains("Drop a recording here");

    click(view, "#home-sample");

    assertThat(navigator.current())
        .isEqualTo(
            new Screen.Transcribe(
                Optional.empty(), List.of(folder.resolve("samples/printing.wav"))));
    assertThat(folder.resolve("samples/printing.wav")).isNotEmptyFile();
  }

  @Test
  void one_environment_is_a_card_whose_buttons_lead_to_what_they_say() {
    platform.up("default");
    HomeView view = shown();
    assertThat(words(view.root()))
        .contains(
            "This computer",
            "Local · free · 2 cores",
            "Up",
            "moonshine-tiny-en",
            "1 of 1 ready",
            "09:14 · stops after 10 min idle",
            "none");

    click(view, "#environment-default-transcribe");
    EnvironmentName name = EnvironmentName.DEFAULT;
    assertThat(navigator.current()).isEqualTo(new Screen.Transcribe(Optional.of(name), List.of()));
    click(view, "#environment-default-open");
    assertThat(navigator.current()).isEqualTo(new Screen.Overview(name));
    click(view, "#environment-default-tear-down");
    assertThat(navigator.current()).isEqualTo(new Screen.TearDown(name));
  }

  @Test
  void one_on_a_cloud_is_marked_and_offers_nothing_that_needs_a_service() {
    platform.put(
        CloudScene.status("default", "rehearsal", EnvironmentState.UP, NOW),
        CloudScene.wanted("default", "rehearsal", NOW));
    HomeView view = shown();

    assertThat(words(view.root()))
        .contains(
            "default",
            "Rehearsal: simulated, free",
            "as in eu-central-1",
            "in 4 h",
            "none; AWS would take $0.12 an hour")
        .doesNotContain("This computer", "Transcribe");
  }

  @Test
  void what_was_transcribed_last_is_listed_and_a_click_reads_it() throws Exception {
    for (int index = 0; index < 150; index++) {
      keep(index, index == 149 ? OptionalDouble.of(0.124) : OptionalDouble.empty());
    }
    HomeView view = shown();

    TableView<?> table = (TableView<?>) find(view, "#home-recent");
    assertThat(table.getItems()).hasSize(100);
    assertThat(words(view.root())).doesNotContain("Drop a recording here");
    assertThat(cells(view))
        .contains("interview-149-" + "x".repeat(120) + ".wav", "This computer", "24:19", "12.4 %");
    Fx.run(
        () ->
            table
                .lookup(".table-row-cell")
                .fireEvent(
                    new MouseEvent(
                        MouseEvent.MOUSE_CLICKED,
                        0,
                        0,
                        0,
                        0,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        true,
                        false,
                        true,
                        null)));
    assertThat(navigator.current()).isEqualTo(new Screen.Kept(id(149).toString()));
  }

  private static List<String> cells(HomeView view) {
    return Fx.on(
        () ->
            view.root().lookupAll(".table-cell").stream()
                .map(node -> ((IndexedCell<?>) node).getText())
                .toList());
  }

  private static UUID id(int index) {
    return UUID.fromString("01890000-0000-7000-8000-%012d".formatted(index));
  }

  private void keep(int index, OptionalDouble wer) throws Exception {
    HistoryEntry entry =
        new HistoryEntry(
            1,
            id(index),
            "interview-" + index + "-" + "x".repeat(120) + ".wav",
            Optional.empty(),
            EnvironmentName.DEFAULT,
            "moonshine-tiny-en",
            Optional.of("1"),
            List.of("en"),
            1459,
            71,
            wer,
            NOW,
            "Printing, in the only sense");
    Path place = folder.resolve("history").resolve(entry.id().toString());
    Files.createDirectories(place);
    Files.write(place.resolve("entry.json"), Documents.write(entry));
  }

  @Test
  void ten_thousand_environments_have_nodes_for_those_that_are_seen() {
    for (int index = 0; index < 10_000; index++) {
      platform.up("lab-" + index);
    }
    HomeView view = shown();

    ListView<?> list = (ListView<?>) find(view, "#home-environments");
    assertThat(list.getItems()).hasSize(3_334);
    assertThat(view.root().lookupAll(".environment-card")).hasSizeBetween(3, 15);
  }

  @Test
  void where_not_even_the_list_can_be_seen_it_says_so_and_looks_again_when_asked() {
    platform.fail(new EnvironmentProblem.NotRunning(EnvironmentName.DEFAULT));
    HomeView view = shown();
    assertThat(find(view, "#home-problem").isVisible()).isTrue();
    assertThat(words(view.root())).doesNotContain("Drop a recording here");

    platform.findAll();
    click(view, "#home-problem-again");
    Fx.run(() -> later.pass(EnvironmentWatch.UPDATE_EVERY));
    assertThat(find(view, "#home-problem").isVisible()).isFalse();
    assertThat(words(view.root())).contains("Drop a recording here");
  }

  @Test
  void what_is_wrong_and_what_is_lost_and_long_names_have_their_place() {
    platform.up("lost-laboratory-1");
    platform.put(failed("failed-laboratory-20"), PlatformDouble.wanted("failed-laboratory-20"));
    platform.put(PlatformDouble.status("expiring", EnvironmentState.UP), expiring("expiring"));
    HomeView view = shown();
    EnvironmentName lost = new EnvironmentName("lost-laboratory-1");
    platform.lose(lost, new EnvironmentProblem.NotRunning(lost));
    Fx.run(() -> later.pass(Duration.ofSeconds(2)));
    Fx.run(
        () -> {
          view.root().applyCss();
          view.root().layout();
        });

    assertThat(words(view.root())).contains("Failed", "Not seen", "in 2 h 10 min");
    assertThat(words(view.root())).anyMatch(word -> word.startsWith("Stale since 11:51"));
    assertThat(find(view, "#environment-lost-laboratory-1-tear-down").isDisabled()).isTrue();
    assertThat(find(view, "#environment-failed-laboratory-20-start").isDisabled()).isFalse();
    assertThat(view.freshness().getValue()).contains("Stale since 11:51");
  }

  private static StatusDocument failed(String name) {
    StatusDocument up = PlatformDouble.status(name, EnvironmentState.FAILED);
    return new StatusDocument(
        up.schema(),
        up.environment(),
        up.platform(),
        up.state(),
        Optional.empty(),
        up.since(),
        Optional.empty(),
        up.models(),
        List.of(),
        List.of(),
        up.cost(),
        List.of(
            new ProblemStatus(
                "worker_keeps_dying",
                "The worker of moonshine-tiny-en keeps dying",
                "it ended 5 times within 2 minutes, the last time with exit status 137, which the"
                    + " system gives where memory ran out",
                List.of())));
  }

  private static EnvironmentDocument expiring(String name) {
    EnvironmentDocument wanted = PlatformDouble.wanted(name);
    return new EnvironmentDocument(
        1,
        wanted.environment(),
        wanted.platform(),
        wanted.wanted(),
        wanted.since(),
        wanted.port(),
        wanted.models(),
        Optional.of(NOW.plus(Duration.ofMinutes(130))),
        OptionalLong.empty(),
        Optional.empty());
  }
}
