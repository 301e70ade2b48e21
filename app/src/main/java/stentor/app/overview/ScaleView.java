package stentor.app.overview;

import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.controlsfx.control.RangeSlider;
import stentor.app.widget.Fxml;

/** A small window over the overview that asks how many workers a model may have. */
final class ScaleView {

  private final ScaleViewModel model;
  private final Runnable close;
  private final Parent root;

  @FXML private Label title;
  @FXML private VBox sliderPlace;
  @FXML private TextField least;
  @FXML private TextField most;
  @FXML private Label hint;
  @FXML private Button apply;

  /**
   * Loads it.
   *
   * @param close closes it
   */
  ScaleView(ScaleViewModel model, Fxml fxml, Runnable close) {
    this.model = model;
    this.close = close;
    this.root = fxml.load(this);
    title.setText(fxml.messages().text("overview.scale.title", model.model()));
    sliderPlace.getChildren().add(slider(fxml));
    least.textProperty().bindBidirectional(model.leastProperty());
    most.textProperty().bindBidirectional(model.mostProperty());
    apply.disableProperty().bind(model.rangeProperty().map(Optional::isEmpty));
    hint.textProperty()
        .bind(
            model
                .rangeProperty()
                .map(
                    range ->
                        range
                            .map(
                                one ->
                                    fxml.messages()
                                        .text(
                                            one.min() == 0
                                                ? "overview.scale.zero"
                                                : "overview.scale.range",
                                            one.min(),
                                            one.max()))
                            .orElse(fxml.messages().text("overview.scale.wrong"))));
  }

  private RangeSlider slider(Fxml fxml) {
    RangeSlider slider =
        new RangeSlider(0, model.scale(), model.lowProperty().get(), model.highProperty().get());
    slider.setId("scale-slider");
    slider.setMajorTickUnit(Math.max(1, Math.ceil(model.scale() / 8.0)));
    slider.setMinorTickCount(0);
    slider.setBlockIncrement(1);
    slider.setSnapToTicks(model.scale() <= 8);
    slider.setShowTickLabels(true);
    slider.setShowTickMarks(true);
    slider.setAccessibleText(fxml.messages().text("overview.scale.slider"));
    slider.lowValueProperty().bindBidirectional(model.lowProperty());
    slider.highValueProperty().bindBidirectional(model.highProperty());
    return slider;
  }

  @FXML
  private void apply() {
    if (model.apply()) {
      close.run();
    }
  }

  @FXML
  private void cancel() {
    close.run();
  }

  /** All of it. */
  Parent root() {
    return root;
  }
}
