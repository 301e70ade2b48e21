package stentor.app.receipt;

import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import stentor.app.receipt.ReceiptViewModel.Question;

/** A question with its answer below it and the time beside that. */
final class QuestionCell extends ListCell<Question> {

  private final Label question = new Label();
  private final Label answer = new Label();
  private final Label at = new Label();
  private final VBox content;

  QuestionCell() {
    getStyleClass().add("question-row");
    question.setWrapText(true);
    answer.getStyleClass().add("strong");
    answer.setWrapText(true);
    at.getStyleClass().addAll("mono", "muted");
    at.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(answer, Priority.ALWAYS);
    answer.setMaxWidth(Double.MAX_VALUE);
    content = new VBox(2, question, new HBox(8, answer, at));
    setPrefWidth(0);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
  }

  /** As high as its words need in the width that it has. */
  @Override
  protected double computePrefHeight(double width) {
    double words = getWidth() - snappedLeftInset() - snappedRightInset();
    // Without a width yet, each letter would have a line of its own.
    return isEmpty() || words <= 0
        ? super.computePrefHeight(width)
        : snappedTopInset() + content.prefHeight(words) + snappedBottomInset();
  }

  @Override
  protected void updateItem(Question item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      setAccessibleText("");
      return;
    }
    question.setText(item.text());
    answer.setText(item.answer());
    at.setText(item.at());
    setAccessibleText(item.text() + " " + item.answer());
    setGraphic(content);
  }
}
