package stentor.app.overview;

import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import stentor.app.chart.Drawing;
import stentor.app.chart.Ink;

/** The part that a phase is of a whole: a bar in its track. Used on the window's thread. */
final class StoryBar extends Drawing {

  private static final double HEIGHT = 6;

  private final double from;
  private final double to;
  private final Ink ink;

  /**
   * Makes one.
   *
   * @param from where it begins, from 0 to 1
   * @param to where it ends, from 0 to 1
   * @param ink its colour
   */
  StoryBar(double from, double to, Ink ink) {
    this.from = from;
    this.to = to;
    this.ink = ink;
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    setAccessibleRole(AccessibleRole.NODE);
  }

  @Override
  protected void draw(GraphicsContext pen, double width, double height) {
    pen.setFill(colour(Ink.GRID));
    pen.fillRoundRect(0, 0, width, height, height, height);
    pen.setFill(colour(ink));
    double begin = from * width;
    pen.fillRoundRect(begin, 0, Math.max(height, (to - from) * width), height, height, height);
  }
}
