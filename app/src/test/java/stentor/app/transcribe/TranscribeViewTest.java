package stentor.app.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.export.Exports;
import stentor.app.navigation.Screen;
import stentor.app.sound.LineRecorder;
import stentor.app.sound.Microphone;
import stentor.app.sound.Microphones;
import stentor.app.testing.FilesDouble;
import stentor.app.testing.Fx;
import stentor.app.widget.Fxml;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentName;

@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(Fx.class)
final class TranscribeViewTest {

  private static final String LONG_NAME = "a-very-long-name-".repeat(12) + ".wav";

  @TempDir private Path folder;
  private final FilesDouble files = new FilesDouble();
  private final List<String> copied = new ArrayList<>();
  private Panel panel;

  @SuppressWarnings("NullAway.Init") // on the window's thread, before each test
  private TranscribeView view;

  @SuppressWarnings("NullAway.Init") // the same
  private Stage stage;

  @BeforeEach
  void open() {
    panel = new Panel(Platform::runLater, folder);
    Fx.run(this::show);
  }

  private void show() {
    Microphones none =
        new Microphones() {
          @Override
          public List<Microphone> list() {
            return List.of();
          }

          @Override
          public Line open(Microphone microphone) {
            throw new IllegalStateException("There is no microphone");
          }
        };
    RecordingViewModel record =
        new RecordingViewModel(
            new LineRecorder(none, panel.tasks, Platform::runLater),
            none,
            panel.tasks,
            panel.settings,
            panel.messages,
            folder,
            Clock.systemUTC(),
            ZoneOffset.UTC);
    view =
        new TranscribeView(
            panel.model,
            record,
            new Fxml(panel.messages),
            files,
            new Exports(files, panel.tasks, panel.messages),
            copied::add);
    StackPane content = new StackPane(view.root());
    content.getStyleClass().add("content");
    stage = Fx.window(content, 1072, 718);
    view.shown();
  }

  @AfterEach
  void close() {
    Fx.run(stage::close);
    panel.close();
  }

  private Path wav(String name) throws IOException {
    Path file = folder.resolve(name);
    try (var in =
        TranscribeViewTest.class.getResourceAsStream("/stentor/app/samples/printing.wav")) {
      return Files.write(file, java.util.Objects.requireNonNull(in).readAllBytes());
    }
  }

  private Node find(String selector) {
    return Optional.ofNullable(view.root().lookup(selector)).orElseThrow();
  }

  private List<String> words() {
    view.root().applyCss();
    view.root().layout();
    return labels(view.root());
  }

  private static List<String> labels(Parent root) {
    return root.lookupAll(".label").stream()
        .filter(TranscribeViewTest::isSeen)
        .filter(Label.class::isInstance)
        .map(node -> ((Label) node).getText())
        .toList();
  }

  private static boolean isSeen(Node node) {
    return node.isVisible() && (node.getParent() == null || isSeen(node.getParent()));
  }

  private void add(Path... some) {
    Fx.run(() -> panel.model.add(List.of(some)));
  }

  @Test
  void with_nothing_there_it_says_what_to_do_and_a_click_transcribes_the_sample() throws Exception {
    wav("sample.wav");
    assertThat(Fx.on(() -> words())).contains("Drop files or folders anywhere");

    Fx.run(() -> ((Button) find("#transcribe-sample")).fire());

    panel.until(() -> words().contains("hello"));
    panel.until(() -> words().contains("0:05 · 16 kHz"));
    assertThat(Fx.on(() -> words())).contains("sample.wav", "How it was recognised", "Why English");
    assertThat(Fx.on(() -> isSeen(find("#batch")))).isFalse();
  }

  @Test
  void files_and_folders_can_be_chosen() throws Exception {
    files.chosen = List.of(wav("a.wav"));
    files.folder = Optional.of(folder);

    Fx.run(() -> ((Button) find("#transcribe-choose")).fire());
    panel.until(() -> words().contains("a.wav"));
    Fx.run(() -> ((Button) find("#transcribe-folder")).fire());

    panel.until(() -> panel.model.rows().size() == 2);
  }

  @Test
  void a_word_can_be_heard_and_the_text_copied_and_exported_in_every_format() throws Exception {
    add(wav("a.wav"));
    panel.until(() -> panel.transcript.waveformProperty().get().isPresent());
    panel.until(() -> words().contains("blocks"));

    Fx.run(
        () -> {
          Node word =
              view.root().lookupAll(".spoken").stream()
                  .filter(node -> node instanceof Label label && label.getText().equals("blocks"))
                  .findFirst()
                  .orElseThrow();
          word.getOnMouseClicked().handle(null);
        });
    assertThat(Fx.on(panel.transcript::isPlaying)).isTrue();
    assertThat(Fx.on(() -> panel.player.positionSecondsProperty().get())).isEqualTo(4);

    Fx.run(
        () ->
            find("#segments")
                .fireEvent(
                    new KeyEvent(
                        KeyEvent.KEY_PRESSED,
                        " ",
                        " ",
                        KeyCode.SPACE,
                        false,
                        false,
                        false,
                        false)));
    assertThat(Fx.on(panel.transcript::isPlaying)).isFalse();

    Fx.run(() -> ((Button) find("#copy")).fire());
    assertThat(copied).containsExactly("hello there wood blocks");

    files.saved = Optional.of(folder.resolve("out.srt"));
    Fx.run(
        () ->
            ((MenuButton) find("#export"))
                .getItems().stream()
                    .filter(item -> "export-srt".equals(item.getId()))
                    .findFirst()
                    .orElseThrow()
                    .fire());
    panel.until(() -> Files.exists(folder.resolve("out.srt")));
    assertThat(folder.resolve("out.srt")).content().contains("wood blocks");
    assertThat(Fx.on(() -> ((MenuButton) find("#export")).getItems())).hasSize(8);
  }

  @Test
  void many_are_a_table_that_says_of_each_where_it_is_and_why_not() throws Exception {
    panel.failures.put(
        "bad.wav", new TranscribeProblem.JobFailed("invalid_audio", "This is no audio."));
    panel.hold("slow.wav", new RecordingState.Recognising(3, 12));
    add(wav("good.wav"), wav("bad.wav"), wav("slow.wav"), wav(LONG_NAME));

    panel.until(() -> words().isEmpty() || panel.model.countsProperty().get().done() == 2);
    panel.until(
        () ->
            cells()
                .containsAll(
                    List.of(
                        "good.wav",
                        "Done",
                        "Failed: This is no audio",
                        "Recognising, 3 of 12 parts",
                        "1.6 ×")));

    Fx.run(() -> panel.model.selectedProperty().set(Optional.of(panel.row("bad.wav"))));
    assertThat(Fx.on(() -> words())).contains("This is no audio", "invalid_audio");
    panel.release("slow.wav");
    panel.failures.clear();
    Fx.run(() -> ((Button) find("#retry")).fire());
    panel.until(() -> panel.model.countsProperty().get().done() == 4);
  }

  private List<String> cells() {
    view.root().applyCss();
    view.root().layout();
    return view.root().lookupAll(".table-cell").stream()
        .filter(TranscribeViewTest::isSeen)
        .map(node -> ((javafx.scene.control.Labeled) node).getText())
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  @Test
  void ten_thousand_recordings_are_as_few_cells_as_are_seen() throws Exception {
    Path many = Files.createDirectory(folder.resolve("many"));
    panel.hold("00000.wav", new RecordingState.Queued());
    for (int index = 0; index < 10_000; index++) {
      Files.createFile(many.resolve("%05d.wav".formatted(index)));
    }
    add(many);

    panel.until(() -> panel.model.rows().size() == 10_000);
    Fx.run(() -> panel.model.cancelAll());
    panel.until(() -> panel.model.countsProperty().get().under() == 0);
    int cells = Fx.on(() -> cells().size());
    assertThat(cells).isLessThan(400);
    TableView<?> table = (TableView<?>) Fx.on(() -> find("#table"));
    assertThat(Fx.on(() -> table.getItems().size())).isEqualTo(10_000);
  }

  @Test
  void an_environment_that_cannot_be_seen_keeps_nothing_from_being_read() throws Exception {
    add(wav("a.wav"));
    panel.until(() -> words().contains("blocks"));
    panel.platform.fail(new EnvironmentProblem.NotUp(EnvironmentName.DEFAULT));
    panel.failures.put("b.wav", new TranscribeProblem.CancelledElsewhere(EnvironmentName.DEFAULT));

    add(wav("b.wav"));

    panel.until(() -> words().contains("Transcribe it again."));
    Fx.run(() -> panel.model.selectedProperty().set(Optional.of(panel.row("a.wav"))));
    panel.until(() -> words().contains("blocks"));
  }

  @Test
  void a_screen_with_files_brings_them_once_however_often_it_is_shown() throws Exception {
    Screen.Transcribe screen = new Screen.Transcribe(Optional.empty(), List.of(wav("a.wav")));

    Fx.run(() -> view.opened(screen));
    Fx.run(() -> view.opened(Screen.Transcribe.asItWas()));
    panel.until(() -> words().contains("blocks"));

    Fx.run(() -> view.opened(new Screen.Transcribe(Optional.empty(), List.of(again()))));
    panel.until(() -> panel.model.rows().size() == 2);
  }

  private Path again() {
    return folder.resolve("a.wav");
  }

  @Test
  void without_a_microphone_that_is_said_and_nothing_can_be_recorded() {
    Fx.run(() -> ((Button) find("#transcribe-record")).fire());

    panel.until(() -> words().stream().anyMatch(text -> text.startsWith("No microphone")));
    assertThat(Fx.on(() -> find("#recordStart").isDisabled())).isTrue();
    assertThat(Fx.on(view::escape)).isTrue();
    assertThat(Fx.on(() -> isSeen(find("#recording")))).isFalse();
  }

  @Test
  void a_comparison_shows_both_rates_and_the_differences() throws Exception {
    add(wav("a.wav"));
    panel.until(() -> words().contains("blocks"));

    Fx.run(() -> panel.transcript.checkAgainst("hello their wood blocks"));

    panel.until(() -> words().contains("25.0 %"));
    panel.until(() -> words().contains("there instead of their"));
    ListView<?> differences = (ListView<?>) Fx.on(() -> find("#differences"));
    assertThat(Fx.on(() -> differences.getItems().size())).isEqualTo(1);
  }

  @Test
  void what_was_copied_elsewhere_is_pasted_wherever_the_focus_is() throws Exception {
    Path file = wav("pasted.wav");
    Fx.run(
        () -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(file.toString());
          Clipboard.getSystemClipboard().setContent(content);
          stage
              .getScene()
              .getRoot()
              .fireEvent(
                  new KeyEvent(
                      KeyEvent.KEY_PRESSED, "v", "v", KeyCode.V, false, true, false, false));
        });

    panel.until(() -> words().contains("pasted.wav"));
  }
}
