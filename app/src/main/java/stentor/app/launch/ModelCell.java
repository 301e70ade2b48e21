package stentor.app.launch;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.navigation.ScreenView.Status;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.app.widget.Pill;

/** A model that can be ticked. */
final class ModelCell extends ListCell<ModelRow> {

  private final Messages messages;
  private final CheckBox box = new CheckBox();
  private final Label name = new Label();
  private final Label details = new Label();
  private final Pill state = new Pill();
  private final Pill first = new Pill();
  private final HBox row;
  private final Tooltip tooltip = new Tooltip();
  private Property<Boolean> bound = new SimpleBooleanProperty();

  ModelCell(Messages messages) {
    this.messages = messages;
    getStyleClass().add("model-row");
    name.getStyleClass().add("strong");
    details.getStyleClass().addAll("muted", "small");
    VBox words = new VBox(1, name, details);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMinWidth(0);
    words.setAlignment(Pos.CENTER_LEFT);
    row = new HBox(box, words, first, state);
    row.getStyleClass().add("model-line");
    row.setMinWidth(0);
    row.setPrefWidth(0);
    row.setOnMouseClicked(
        event -> {
          if (!box.isDisabled() && event.getTarget() != box) {
            box.setSelected(!box.isSelected());
          }
        });
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
  }

  /** Ticks or unticks a row by the keyboard; the list has the focus. */
  static void toggle(KeyCode code, Optional<ModelRow> row) {
    if (code == KeyCode.SPACE) {
      row.filter(one -> !one.isServed())
          .map(ModelRow::chosenProperty)
          .ifPresent(chosen -> chosen.set(!chosen.get()));
    }
  }

  @Override
  protected void updateItem(ModelRow item, boolean empty) {
    super.updateItem(item, empty);
    box.selectedProperty().unbindBidirectional(bound);
    if (empty || item == null) {
      setGraphic(null);
      setTooltip(null);
      setAccessibleText("");
      return;
    }
    ModelOffer offer = item.offer();
    BooleanProperty chosen = item.chosenProperty();
    bound = chosen;
    box.setId("model-" + offer.id());
    box.selectedProperty().bindBidirectional(chosen);
    box.setDisable(item.isServed());
    box.setAccessibleText(offer.name());
    name.setText(offer.name());
    String languages = String.join(", ", offer.languages());
    details.setText(messages.text("launch.model.details", offer.id(), languages, offer.licence()));
    Status where = where(item);
    state.show(Optional.of(where));
    first.show(
        offer.isDefault()
            ? Optional.of(new Status(messages.text("launch.model.default"), Mood.NEUTRAL))
            : Optional.empty());
    tooltip.setText(details.getText());
    setTooltip(tooltip);
    setAccessibleText(
        messages.text("launch.model.spoken", offer.name(), details.getText(), where.text()));
    setGraphic(row);
  }

  private Status where(ModelRow item) {
    if (item.isServed()) {
      return new Status(messages.text("launch.model.served"), Mood.GOOD);
    }
    return item.offer().installed()
        ? new Status(messages.text("launch.model.installed"), Mood.GOOD)
        : new Status(
            messages.text("launch.model.fetch", Figures.bytes((double) item.offer().bytes())),
            Mood.NEUTRAL);
  }
}
