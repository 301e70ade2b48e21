package stentor.app.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.navigation.Screen;
import stentor.app.receipt.ReceiptViewModel.Looking;
import stentor.app.receipt.ReceiptViewModel.None;
import stentor.app.receipt.ReceiptViewModel.Shown;
import stentor.app.testing.CloudScene;
import stentor.app.testing.FilesDouble;
import stentor.app.testing.Framed;
import stentor.app.testing.Fx;
import stentor.app.testing.Workbench;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.ReceiptDocument.Checked;
import stentor.protocol.environment.ReceiptDocument.Gone;
import stentor.protocol.environment.ReceiptDocument.Left;
import stentor.protocol.environment.ReceiptDocument.Made;

/** The proof of what is gone. */
@ExtendWith(Fx.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReceiptViewTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final EnvironmentName NAME = new EnvironmentName("asr-lab");
  private static final Instant BEGIN = Instant.parse("2026-11-28T11:56:00Z");
  private static final Instant END = Instant.parse("2026-11-28T16:08:31Z");

  @TempDir private Path folder;
  private final Workbench bench = new Workbench();
  private final FilesDouble files = new FilesDouble();
  private Optional<Framed> framed = Optional.empty();

  private static ReceiptDocument receipt(List<Left> left, int processes) {
    List<Made> made = new ArrayList<>();
    List<Gone> gone = new ArrayList<>();
    made.add(new Made("port", "18345", BEGIN));
    gone.add(new Gone("port", "18345", "it refuses connections"));
    for (String name : List.of("jobs", "open", "store")) {
      made.add(new Made("folder", "/home/somebody/.stentor/environments/asr-lab/" + name, BEGIN));
      gone.add(
          new Gone(
              "folder",
              "/home/somebody/.stentor/environments/asr-lab/" + name,
              "it does not exist"));
    }
    for (int number = 0; number < processes; number++) {
      made.add(new Made("process", "worker " + (4000 + number), BEGIN));
      if (number >= left.size()) {
        gone.add(
            new Gone("process", "worker " + (4000 + number), "the system knows no such process"));
      }
    }
    return new ReceiptDocument(
        1,
        NAME,
        made,
        gone,
        left,
        List.of(
            new Checked(
                "Is a process of this environment running?",
                left.isEmpty() ? "no" : "yes, " + left.size(),
                END),
            new Checked("Does anybody answer on port 18345?", "no", END),
            new Checked("Are its job store, token and documents there?", "no", END)),
        new ReceiptDocument.Spent(0, "USD"));
  }

  private ReceiptViewModel open() {
    ReceiptViewModel model =
        Fx.on(
            () ->
                new ReceiptViewModel(
                    NAME,
                    bench.environments,
                    bench.changes,
                    bench.tasks,
                    files,
                    bench.navigator,
                    bench.messages,
                    bench.zone));
    framed =
        Optional.of(
            Framed.show(new Screen.Receipt(NAME), Fx.on(() -> new ReceiptView(model, bench.fxml))));
    await()
        .atMost(PATIENCE)
        .until(() -> !(Fx.on(() -> model.stateProperty().get()) instanceof Looking));
    return model;
  }

  @AfterEach
  void close() {
    framed.ifPresent(Framed::close);
  }

  private <T> T find(String id, Class<T> type) {
    return type.cast(framed.orElseThrow().scene().lookup("#" + id));
  }

  @Test
  void it_proves_that_nothing_is_left_and_can_be_saved() throws Exception {
    bench.platform.receipt = Optional.of(receipt(List.of(), 4));
    ReceiptViewModel model = open();
    framed.orElseThrow().picture("receipt");

    Shown shown = (Shown) Fx.on(() -> model.stateProperty().get());
    assertThat(shown.title()).isEqualTo("Nothing is left of asr-lab");
    assertThat(shown.text())
        .isEqualTo("8 things made, 8 proved gone, 0 left. It ran 4 h 12 min and cost nothing.");
    assertThat(shown.rows())
        .extracting(ReceiptRow::what)
        .containsExactly("Ports", "Folders", "Processes");

    Path file = folder.resolve("receipt.json");
    files.saved = Optional.of(file);
    Fx.run(() -> find("receipt-save", Button.class).fire());
    await().atMost(PATIENCE).until(() -> !Fx.on(() -> model.savedProperty().get()).isEmpty());
    assertThat(Files.readString(file)).contains("it refuses connections");
  }

  @Test
  void of_a_rehearsal_it_says_so_and_what_it_would_have_cost() {
    bench.platform.receipt = Optional.of(CloudScene.receipt("asr-lab", "rehearsal", BEGIN));
    ReceiptViewModel model = open();

    Shown shown = (Shown) Fx.on(() -> model.stateProperty().get());
    assertThat(shown.text()).contains("cost nothing").contains("$0.20");
    assertThat(shown.rows()).extracting(ReceiptRow::what).contains("Stacks", "AWS::EKS::Cluster");
    assertThat(shown.questions()).hasSize(5);
    assertThat(Fx.on(() -> find("badge", Label.class).getText())).contains("Rehearsal");
  }

  @Test
  void what_is_left_is_told_first_and_can_be_removed() {
    bench.platform.receipt =
        Optional.of(receipt(List.of(new Left("process", "worker 4000", "it does not end")), 4));
    ReceiptViewModel model = open();

    framed.orElseThrow().picture("receipt-left");
    assertThat(Fx.on(() -> find("heading", Label.class).getText())).isEqualTo("1 thing is left");
    Fx.run(() -> find("receipt-again", Button.class).fire());
    assertThat(Fx.on(bench.navigator::current)).isEqualTo(new Screen.Change(NAME));
    assertThat(model.name()).isEqualTo(NAME);
    await().atMost(PATIENCE).until(() -> bench.platform.takenDown.contains(NAME));
  }

  @Test
  void a_receipt_that_cannot_be_saved_can_be_saved_elsewhere() {
    bench.platform.receipt = Optional.of(receipt(List.of(), 1));
    ReceiptViewModel model = open();
    files.saved = Optional.of(folder.resolve("none/receipt.json"));
    Fx.run(() -> find("receipt-save", Button.class).fire());
    await().atMost(PATIENCE).until(() -> Fx.on(() -> model.unsavedProperty().get()).isPresent());

    Path file = folder.resolve("receipt.json");
    files.saved = Optional.of(file);
    Fx.run(() -> find("problem-fix-0", Button.class).fire());
    await().atMost(PATIENCE).until(() -> !Fx.on(() -> model.savedProperty().get()).isEmpty());
    assertThat(file).exists();
    assertThat(Fx.on(() -> model.unsavedProperty().get())).isEmpty();
  }

  @Test
  void without_a_receipt_it_says_so() {
    ReceiptViewModel model = open();

    framed.orElseThrow().picture("receipt-none");
    assertThat(Fx.on(() -> model.stateProperty().get())).isInstanceOf(None.class);
  }

  @Test
  void ten_thousand_things_are_told_by_their_kinds() {
    bench.platform.receipt = Optional.of(receipt(List.of(), 10_000));
    open();

    assertThat(Fx.on(() -> find("made", TableView.class).getItems().size())).isEqualTo(3);
  }
}
