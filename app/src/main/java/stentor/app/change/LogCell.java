package stentor.app.change;

import java.time.Instant;
import java.util.function.Function;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import stentor.app.navigation.ScreenView.Mood;

/** A line of the log: when, what about, what. */
final class LogCell extends ListCell<LogLine> {

  private final Function<Instant, String> time;
  private final Label at = new Label();
  private final Label step = new Label();
  private final Label text = new Label();
  private final HBox row = new HBox(at, step, text);
  private final Tooltip tooltip = new Tooltip();

  LogCell(Function<Instant, String> time) {
    this.time = time;
    getStyleClass().add("log-row");
    row.getStyleClass().add("log-line");
    at.getStyleClass().addAll("mono", "log-at");
    step.getStyleClass().add("log-step");
    text.getStyleClass().add("log-text");
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    // The list is as wide as it is; long lines are cut and told in full by the tooltip.
    row.setMinWidth(0);
    row.setPrefWidth(0);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
  }

  @Override
  protected void updateItem(LogLine line, boolean empty) {
    super.updateItem(line, empty);
    for (Mood mood : Mood.values()) {
      text.getStyleClass().remove(mood.style());
    }
    if (empty || line == null) {
      setGraphic(null);
      setTooltip(null);
      setAccessibleText("");
      return;
    }
    at.setText(time.apply(line.at()));
    step.setText(line.step());
    text.setText(line.text());
    text.getStyleClass().add(line.mood().style());
    tooltip.setText(line.text());
    setTooltip(tooltip);
    setAccessibleText(at.getText() + " " + line.step() + " " + line.text());
    setGraphic(row);
  }
}
