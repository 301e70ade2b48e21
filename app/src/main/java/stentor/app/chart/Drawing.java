package stentor.app.chart;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * A region that draws itself on a canvas of its own size, once after each change, in the colours of
 * the theme: when that changes, it is drawn anew. A CSS property for each {@link Ink} sets them;
 * the rule for {@code .drawing} has them all. Used on the window's thread.
 */
public abstract class Drawing extends Region {

  private static final StyleablePropertyFactory<Drawing> FACTORY =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());

  private final Canvas canvas = new Canvas();
  private final Map<Ink, StyleableProperty<Color>> inks = new EnumMap<>(Ink.class);

  /** An empty one. */
  @SuppressWarnings("this-escape") // nothing is called before the first layout
  protected Drawing() {
    getStyleClass().add("drawing");
    canvas.setManaged(false);
    canvas.setMouseTransparent(true);
    getChildren().add(canvas);
    for (Ink ink : Ink.values()) {
      StyleableProperty<Color> colour =
          FACTORY.createStyleableColorProperty(
              this,
              ink.property(),
              ink.property(),
              drawing -> Objects.requireNonNull(drawing.inks.get(ink)),
              Color.GRAY);
      inks.put(ink, colour);
      if (colour instanceof ObservableValue<?> observable) {
        observable.addListener((property, before, now) -> redraw());
      }
    }
  }

  /**
   * Draws all of it.
   *
   * @param pen draws on an empty ground
   * @param width in pixels, above 0
   * @param height in pixels, above 0
   */
  protected abstract void draw(GraphicsContext pen, double width, double height);

  /** Has it drawn anew, once, before the next frame. */
  protected final void redraw() {
    requestLayout();
  }

  /** The colour of the theme. */
  protected final Color colour(Ink ink) {
    return Objects.requireNonNull(inks.get(ink)).getValue();
  }

  @Override
  protected void layoutChildren() {
    double width = snapSizeX(getWidth());
    double height = snapSizeY(getHeight());
    canvas.setWidth(width);
    canvas.setHeight(height);
    GraphicsContext pen = canvas.getGraphicsContext2D();
    pen.clearRect(0, 0, width, height);
    if (width > 0 && height > 0) {
      pen.save();
      draw(pen, width, height);
      pen.restore();
    }
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return FACTORY.getCssMetaData();
  }
}
