package stentor.app.widget;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A card with one number that matters and what it is. */
public final class Figure extends VBox {

  private final Label value = new Label();
  private final Label caption = new Label();

  /** An empty one. */
  public Figure() {
    getStyleClass().addAll("card", "figure");
    value.getStyleClass().add("figure-value");
    caption.getStyleClass().add("figure-caption");
    caption.setWrapText(true);
    caption.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(value, caption);
    value.textProperty().addListener((property, before, now) -> describe());
    caption.textProperty().addListener((property, before, now) -> describe());
  }

  private void describe() {
    setAccessibleText(value.getText() + " " + caption.getText());
  }

  /** The number with its unit. */
  public StringProperty valueProperty() {
    return value.textProperty();
  }

  /** The number with its unit. */
  public String getValue() {
    return value.getText();
  }

  /** Sets the number with its unit. */
  public void setValue(String text) {
    value.setText(text);
  }

  /** What it is. */
  public StringProperty captionProperty() {
    return caption.textProperty();
  }

  /** What it is. */
  public String getCaption() {
    return caption.getText();
  }

  /** Sets what it is. */
  public void setCaption(String text) {
    caption.setText(text);
  }

  /** The label of the number, for its colour. */
  public Label valueLabel() {
    return value;
  }
}
