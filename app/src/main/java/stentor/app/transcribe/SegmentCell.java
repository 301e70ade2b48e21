package stentor.app.transcribe;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.navigation.ScreenView.Status;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.app.widget.Pill;

/** A segment: when, what was said, in which language. A click on a word or the time plays it. */
final class SegmentCell extends ListCell<SegmentLine> {

  private static final PseudoClass HEARD = PseudoClass.getPseudoClass("heard");
  private static final double GUTTER = 24;

  private final TranscriptViewModel model;
  private final Messages messages;
  private final Hyperlink time = new Hyperlink();
  private final TextFlow words = new TextFlow();
  private final Pill language = new Pill();
  private final HBox row = new HBox(time, words, language);
  private final List<Spoken> spoken = new ArrayList<>();

  private record Spoken(Node node, int word) {}

  SegmentCell(TranscriptViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    getStyleClass().add("segment-cell");
    row.getStyleClass().add("segment");
    row.setAlignment(Pos.TOP_LEFT);
    time.getStyleClass().add("segment-time");
    words.getStyleClass().add("segment-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMaxWidth(Double.MAX_VALUE);
    setPrefWidth(0);
    ChangeListener<Object> heard = (property, before, now) -> mark();
    model.heardProperty().addListener(new javafx.beans.value.WeakChangeListener<>(heard));
    // The cell keeps what listens for it; the model does not keep the cell.
    setUserData(heard);
  }

  @Override
  protected void updateItem(SegmentLine line, boolean empty) {
    super.updateItem(line, empty);
    setText(null);
    spoken.clear();
    words.getChildren().clear();
    if (empty || line == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    time.setText(Figures.place(line.start()));
    time.setAccessibleText(messages.text("transcribe.hear", Figures.place(line.start())));
    time.setOnAction(event -> model.hear(line.start()));
    language.show(java.util.Optional.of(new Status(line.language(), Mood.NEUTRAL)));
    if (line.gap()) {
      Label gap = new Label(messages.text("transcribe.gap"));
      gap.getStyleClass().add("gap");
      words.getChildren().add(gap);
      setAccessibleText(time.getText() + " " + gap.getText());
    } else {
      for (int index = 0; index < line.words().size(); index++) {
        add(line.words().get(index), index);
      }
      setAccessibleText(time.getText() + " " + line.text());
    }
    setGraphic(row);
    mark();
  }

  private void add(SegmentLine.Piece piece, int index) {
    if (index > 0) {
      words.getChildren().add(new Text(" "));
    }
    if (piece.text().codePoints().anyMatch(Character::isIdeographic)) {
      // Written without spaces: it may be broken between any two signs.
      piece.text().codePoints().forEach(sign -> add(Character.toString(sign), piece, index));
    } else {
      add(piece.text(), piece, index);
    }
  }

  private void add(String text, SegmentLine.Piece piece, int index) {
    Label label = new Label(text);
    label.getStyleClass().add("spoken");
    label.setMinWidth(USE_PREF_SIZE);
    label.setAccessibleRole(AccessibleRole.TEXT);
    if (piece.sureness() == Sureness.UNSURE) {
      label.getStyleClass().add("unsure");
      label.setAccessibleText(messages.text("transcribe.unsure", text));
    }
    label.setOnMouseClicked(event -> model.hear(piece.start()));
    words.getChildren().add(label);
    spoken.add(new Spoken(label, index));
  }

  private void mark() {
    SegmentLine line = getItem();
    TranscriptViewModel.Heard heard = model.heardProperty().get();
    for (Spoken one : spoken) {
      boolean now = line != null && heard.segment() == line.index() && heard.word() == one.word();
      one.node().pseudoClassStateChanged(HEARD, now);
    }
  }

  /** Text is as high as its lines, which depend on the width. */
  @Override
  protected double computePrefHeight(double width) {
    if (getItem() == null || getGraphic() == null || getListView() == null) {
      return super.computePrefHeight(width);
    }
    double inside =
        (width > 0 ? width : getListView().getWidth() - GUTTER)
            - snappedLeftInset()
            - snappedRightInset();
    return snapSizeY(
        row.prefHeight(Math.max(1, inside)) + snappedTopInset() + snappedBottomInset());
  }
}
