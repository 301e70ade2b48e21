package stentor.app.chart;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import stentor.app.chart.Strokes.Place;

/**
 * One quantity over time at a glance: a line with a soft fill, no axes. Gaps where nothing was
 * measured; nothing at all where there is nothing. Used on the window's thread.
 */
public final class Sparkline extends Drawing {

  private static final double HEIGHT = 32;
  private static final double MARGIN = 2;
  private static final double LINE = 2;
  private static final double FILL = 0.14;

  private ChartSeries series = new ChartSeries("", List.of());
  private TimeAxis time =
      new TimeAxis(java.time.Instant.EPOCH, java.time.Instant.EPOCH.plusMillis(1));

  /** An empty one. */
  public Sparkline() {
    getStyleClass().add("sparkline");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
  }

  /**
   * Shows this.
   *
   * @param shown whole numbers or not, from 0
   * @param over the time that the whole width is
   * @param said the same for whoever cannot see it, in a sentence
   */
  public void show(ChartSeries shown, TimeAxis over, String said) {
    series = shown;
    time = over;
    setAccessibleText(said);
    redraw();
  }

  @Override
  protected void draw(GraphicsContext pen, double width, double height) {
    double plot = height - 2 * MARGIN;
    double top = Math.max(1, series.largest(time.from(), time.to()).orElse(1));
    ValueAxis values = new ValueAxis(top, top);
    Color line = colour(Ink.FIRST);
    pen.translate(0, MARGIN);
    for (List<Place> stroke : Strokes.of(series, time, values, width, plot)) {
      pen.setFill(line.deriveColor(0, 1, 1, FILL));
      Pens.fillBelow(pen, stroke, plot);
      pen.setStroke(line);
      pen.setLineWidth(LINE);
      Pens.line(pen, stroke);
    }
  }
}
