package stentor.app.change;

import java.time.Instant;
import java.util.function.Function;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.widget.Presence;

/** A resource: what it is called and when it changed, what it is and its state, and why. */
final class ResourceCell extends ListCell<ResourceLine> {

  private final Function<Instant, String> time;
  private final Label name = new Label();
  private final Label at = new Label();
  private final Label type = new Label();
  private final Label state = new Label();
  private final Label reason = new Label();
  private final VBox content = new VBox(1, line(name, at), line(type, state), reason);
  private final Tooltip tooltip = new Tooltip();

  ResourceCell(Function<Instant, String> time) {
    this.time = time;
    getStyleClass().add("resource-row");
    name.getStyleClass().add("strong");
    at.getStyleClass().addAll("mono", "muted");
    type.getStyleClass().addAll("muted", "small");
    type.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    state.getStyleClass().addAll("mono", "resource-state");
    reason.getStyleClass().addAll("muted", "small");
    reason.setWrapText(true);
    content.setMinWidth(0);
    content.setPrefWidth(0);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(480);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
  }

  private static HBox line(Label left, Label right) {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    left.setMinWidth(0);
    right.setMinWidth(Region.USE_PREF_SIZE);
    return new HBox(8, left, gap, right);
  }

  /** As high as its reason needs in the width that it has. */
  @Override
  protected double computePrefHeight(double width) {
    double words = getWidth() - snappedLeftInset() - snappedRightInset();
    return isEmpty() || words <= 0
        ? super.computePrefHeight(width)
        : snappedTopInset() + content.prefHeight(words) + snappedBottomInset();
  }

  @Override
  protected void updateItem(ResourceLine line, boolean empty) {
    super.updateItem(line, empty);
    for (Mood mood : Mood.values()) {
      state.getStyleClass().remove(mood.style());
    }
    if (empty || line == null) {
      setGraphic(null);
      setTooltip(null);
      setAccessibleText("");
      return;
    }
    name.setText(line.name());
    at.setText(time.apply(line.at()));
    type.setText(line.type());
    state.setText(line.state());
    state.getStyleClass().add(line.mood().style());
    reason.setText(line.reason());
    Presence.show(reason, !line.reason().isEmpty());
    String all = "%s, %s, %s. %s".formatted(line.name(), line.type(), line.state(), line.reason());
    tooltip.setText(all);
    setTooltip(tooltip);
    setAccessibleText(all);
    setGraphic(content);
  }
}
