package stentor.app.transcribe;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import stentor.app.text.Messages;
import stentor.app.transcribe.Difference.Kind;

/** One difference: what kind it is, in a word and a tint, and the words around it. */
final class DifferenceCell extends ListCell<Difference> {

  private final Messages messages;
  private final Label what = new Label();
  private final Label around = new Label();
  private final VBox rows = new VBox(what, around);

  DifferenceCell(Messages messages) {
    this.messages = messages;
    getStyleClass().add("difference-cell");
    what.getStyleClass().add("difference");
    around.getStyleClass().addAll("muted", "small");
    rows.getStyleClass().add("difference-rows");
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(Difference difference, boolean empty) {
    super.updateItem(difference, empty);
    setText(null);
    if (empty || difference == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    what.getStyleClass().removeAll("instead", "missing", "inserted");
    what.getStyleClass().add(difference.kind().name().toLowerCase(java.util.Locale.ROOT));
    what.setText(words(difference));
    around.setText(
        messages.text(
            "transcribe.difference.around",
            difference.before(),
            difference.kind() == Kind.MISSING ? "[ ]" : difference.said(),
            difference.after()));
    setAccessibleText(what.getText() + ", " + around.getText());
    setGraphic(rows);
  }

  private String words(Difference difference) {
    return switch (difference.kind()) {
      case INSTEAD ->
          messages.text("transcribe.difference.instead", difference.said(), difference.right());
      case MISSING -> messages.text("transcribe.difference.missing", difference.right());
      case INSERTED -> messages.text("transcribe.difference.inserted", difference.said());
    };
  }
}
