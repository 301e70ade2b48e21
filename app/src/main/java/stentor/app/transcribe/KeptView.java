package stentor.app.transcribe;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import stentor.app.desktop.Clipboards;
import stentor.app.desktop.FileChoice;
import stentor.app.export.Exports;
import stentor.app.navigation.ScreenView;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.app.widget.Buttons;
import stentor.app.widget.Fxml;

/** A transcript from the history. */
public final class KeptView implements ScreenView {

  private final KeptViewModel model;
  private final Messages messages;
  private final Clock clock;
  private final ZoneId zone;
  private final Parent root;
  private final List<Node> actions;

  @FXML private StackPane body;
  @FXML private VBox missing;
  @FXML private Label why;

  /**
   * Shows what the model has.
   *
   * @param back shows the history
   */
  public KeptView(
      KeptViewModel model,
      Fxml fxml,
      FileChoice files,
      Exports exports,
      Clipboards clipboard,
      Clock clock,
      ZoneId zone,
      Runnable back) {
    this.model = model;
    this.messages = fxml.messages();
    this.clock = clock;
    this.zone = zone;
    this.root = fxml.load(this);
    Parent transcript =
        new TranscriptView(model.transcript(), fxml, files, exports, clipboard).root();
    body.getChildren().addFirst(transcript);
    transcript
        .visibleProperty()
        .bind(model.transcript().shownProperty().map(shown -> shown.isPresent()));
    why.textProperty().bind(model.problemProperty());
    missing.visibleProperty().bind(model.problemProperty().isNotEmpty());
    missing.managedProperty().bind(missing.visibleProperty());
    this.actions = List.of(Buttons.plain("kept-back", messages.text("transcribe.kept.back"), back));
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public ObservableValue<String> title() {
    return model
        .transcript()
        .shownProperty()
        .map(shown -> shown.map(Transcribed::name).orElse(messages.text("transcribe.kept.title")));
  }

  @Override
  public ObservableValue<String> subtitle() {
    return Bindings.createStringBinding(
        () ->
            model
                .transcript()
                .shownProperty()
                .get()
                .map(
                    shown ->
                        messages.text(
                            "transcribe.kept.when",
                            Figures.when(shown.at(), clock.instant(), zone)))
                .orElse(""),
        model.transcript().shownProperty());
  }

  @Override
  public List<Node> actions() {
    return actions;
  }

  @Override
  public void shown() {
    model.open();
  }

  @Override
  public void hidden() {
    model.leave();
  }
}
