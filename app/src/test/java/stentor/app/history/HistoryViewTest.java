package stentor.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.async.FxThread;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.app.desktop.Browser;
import stentor.app.export.Exports;
import stentor.app.history.HistoryViewModel.Content;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.testing.Answers;
import stentor.app.testing.FilesDouble;
import stentor.app.testing.Fx;
import stentor.app.testing.ManualLater;
import stentor.app.testing.Snapshots;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.json.Documents;

@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(Fx.class)
final class HistoryViewTest {

  private static final Instant NOW = Instant.parse("2026-11-28T11:51:00Z");

  private final ManualLater later = new ManualLater();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private TaskRunner tasks = new TaskRunner(Runnable::run, Runnable::run, clock, later);
  private UiThread ui = Runnable::run;
  private final Navigator navigator = new Navigator(new Screen.History());
  private final FilesDouble files = new FilesDouble();
  private final Messages messages = new Messages();
  private final List<Path> shownFolders = new ArrayList<>();

  @TempDir private Path folder;

  private HistoryStore store() {
    return new HistoryStore(folder.resolve("history"), tasks, later, ui, clock, new SecureRandom());
  }

  private HistoryViewModel model(HistoryStore store) {
    Browser browser =
        new Browser() {
          @Override
          public void open(URI address) {}

          @Override
          public void showFolder(Path shown) {
            shownFolders.add(shown);
          }
        };
    return new HistoryViewModel(
        store,
        new Exports(files, tasks, messages),
        browser,
        navigator,
        tasks,
        messages,
        clock,
        ZoneOffset.UTC);
  }

  private record Shown(HistoryView view, BorderPane frame) {}

  private Shown shown(HistoryStore store) {
    return Fx.on(
        () -> {
          HistoryView view = new HistoryView(model(store), new Fxml(messages));
          HBox header = new HBox();
          header.getStyleClass().add("header");
          header.getChildren().addAll(view.actions());
          BorderPane frame = new BorderPane(view.root());
          frame.setTop(header);
          Stage stage = Fx.window(frame, 1072, 718);
          view.shown();
          frame.applyCss();
          frame.layout();
          assertThat(stage.isShowing()).isTrue();
          return new Shown(view, frame);
        });
  }

  private static <T extends Node> T find(Shown shown, String selector, Class<T> type) {
    return type.cast(Optional.ofNullable(shown.frame().lookup(selector)).orElseThrow());
  }

  private static String words(Shown shown, String selector) {
    return Fx.on(() -> find(shown, selector, Label.class).getText());
  }

  private static void click(Shown shown, String selector) {
    Fx.run(() -> find(shown, selector, Button.class).fire());
  }

  private static TableView<?> table(Shown shown) {
    return find(shown, "#history-table", TableView.class);
  }

  private HistoryEntry kept(HistoryStore store, String name, String text, String language) {
    return Fx.on(
        () ->
            store.keep(
                Path.of("/recordings", name),
                EnvironmentName.DEFAULT,
                Answers.of(text, language, 124),
                Duration.ofMillis(3100)));
  }

  private static void snapshot(Shown shown, String name) {
    Fx.run(
        () -> {
          shown.frame().applyCss();
          shown.frame().layout();
          Snapshots.save(shown.frame().getScene(), name);
        });
  }

  @Test
  void with_nothing_kept_it_says_so_and_leads_to_where_recordings_are_transcribed() {
    HistoryStore store = store();
    Fx.run(store::load);
    Shown shown = shown(store);
    snapshot(shown, "history-none");

    click(shown, "#history-transcribe");

    assertThat(navigator.current()).isEqualTo(Screen.Transcribe.asItWas());
  }

  @Test
  void one_is_listed_searched_opened_removed_and_put_back() {
    HistoryStore store = store();
    Fx.run(store::load);
    HistoryEntry entry = kept(store, "lecture.wav", "Printing in the only sense", "en");
    Shown shown = shown(store);
    assertThat(words(shown, "#history-figure")).isEqualTo("1");

    Fx.run(() -> find(shown, "#history-search", TextField.class).setText("nowhere"));
    assertThat(table(shown).getItems()).isEmpty();
    Fx.run(() -> find(shown, "#history-search", TextField.class).setText("SENSE print"));
    assertThat(table(shown).getItems()).hasSize(1);

    Fx.run(() -> table(shown).getSelectionModel().select(0));
    click(shown, "#history-remove");
    assertThat(words(shown, "#history-notice-text")).contains("lecture.wav");
    assertThat(store.newest()).isEmpty();
    click(shown, "#history-notice-action");
    assertThat(store.newest()).containsExactly(entry);
    assertThat(Fx.on(() -> find(shown, "#history-notice", HBox.class).isVisible())).isFalse();
  }

  @Test
  void many_are_exported_into_a_folder_and_the_line_below_says_where() throws Exception {
    HistoryStore store = store();
    Fx.run(store::load);
    kept(store, "lecture.wav", "one", "en");
    kept(store, "Lecture.wav", "two", "en");
    Shown shown = shown(store);
    Path out = Files.createDirectory(folder.resolve("out"));
    files.folder = Optional.of(out);

    Fx.run(
        () ->
            find(shown, "#history-export", MenuButton.class).getItems().stream()
                .filter(item -> "history-export-text".equals(item.getId()))
                .forEach(item -> item.fire()));

    assertThat(out.resolve("Lecture.txt")).hasContent("two");
    assertThat(out.resolve("lecture (2).txt")).hasContent("one");
    assertThat(words(shown, "#history-notice-text")).isEqualTo("Exported 2 transcripts to " + out);
    click(shown, "#history-notice-action");
    assertThat(shownFolders).containsExactly(out);
  }

  @Test
  void a_few_with_long_names_and_other_scripts() {
    HistoryStore store = store();
    Fx.run(store::load);
    HistoryEntry first =
        kept(store, "gutenberg-lecture.wav", "Printing, in the only sense with which", "en");
    kept(store, "町の音.wav", "在这里，我们要谈的是活字印刷的历史。", "zh");
    kept(
        store, "a-very-long-name-".repeat(8) + ".wav", "for although the Chinese ".repeat(9), "en");
    Fx.run(() -> store.setErrorRate(first.id(), OptionalDouble.of(0.124)));
    Shown shown = shown(store);
    snapshot(shown, "history-few");
    assertThat(table(shown).getItems()).hasSize(3);
  }

  @Test
  void ten_thousand_rows_are_listed_and_only_those_that_are_seen_are_drawn() throws Exception {
    HistoryEntry one =
        HistoryEntry.of(
            new java.util.UUID(0x0192_0000_0000_7000L, 0x8000_0000_0000_0000L),
            Path.of("/recordings/meeting.wav"),
            EnvironmentName.DEFAULT,
            Answers.of("so this is what was said in the meeting", "en", 3600),
            Duration.ofSeconds(40),
            NOW);
    for (int number = 0; number < 10_000; number++) {
      Path entry =
          folder.resolve(
              "history/"
                  + new java.util.UUID(
                      one.id().getMostSignificantBits() + ((long) number << 16), number));
      Files.createDirectories(entry);
      HistoryEntry numbered =
          new HistoryEntry(
              one.schema(),
              java.util.UUID.fromString(entry.getFileName().toString()),
              "meeting-" + number + ".wav",
              one.path(),
              one.environment(),
              one.model(),
              one.version(),
              one.languages(),
              one.seconds(),
              one.took(),
              number % 3 == 0 ? OptionalDouble.of(number / 30_000.0) : one.wer(),
              NOW.minusSeconds(60L * number),
              one.preview());
      Files.write(entry.resolve("entry.json"), Documents.write(numbered));
      Files.writeString(entry.resolve("words.txt"), "meeting-" + number + ".wav\nso this is what");
    }
    ui = new FxThread();
    tasks =
        new TaskRunner(
            Executors.newVirtualThreadPerTaskExecutor(), ui, clock, (delay, action) -> {});
    HistoryStore store = store();
    Shown shown = shown(store);
    long began = System.nanoTime();
    Fx.run(store::load);
    waitForRows(shown, 10_000);
    System.out.printf("10,000 entries were listed after %d ms%n", millisecondsSince(began));
    snapshot(shown, "history-many");
    assertThat(Fx.on(() -> shown.frame().lookupAll(".table-row-cell").size())).isLessThan(60);

    search(shown, "777", 19);
    search(shown, "meeting 7777", 1);
    search(shown, "nothing of that kind", 0);
    snapshot(shown, "history-not-found");
    search(shown, "", 10_000);
  }

  private static void search(Shown shown, String query, int expected) {
    long began = System.nanoTime();
    Fx.run(() -> find(shown, "#history-search", TextField.class).setText(query));
    waitForRows(shown, expected);
    System.out.printf(
        "10,000 entries were searched for \"%s\" in %d ms%n", query, millisecondsSince(began));
  }

  private static void waitForRows(Shown shown, int expected) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> Fx.on(() -> table(shown).getItems().size()) == expected);
  }

  private static long millisecondsSince(long began) {
    return (System.nanoTime() - began) / 1_000_000;
  }

  @Test
  void a_history_that_cannot_be_read_says_why_and_can_be_read_again() throws Exception {
    Files.writeString(folder.resolve("history"), "no folder");
    HistoryStore store = store();
    Fx.run(store::load);
    HistoryViewModel model = Fx.on(() -> model(store));
    Shown shown = shown(store);
    snapshot(shown, "history-failed");
    assertThat(model.contentProperty().get()).isInstanceOf(Content.Failed.class);

    Files.delete(folder.resolve("history"));
    click(shown, "#history-again");

    assertThat(model.contentProperty().get()).isEqualTo(new Content.Nothing());
  }
}
