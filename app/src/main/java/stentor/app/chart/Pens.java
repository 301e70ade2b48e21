package stentor.app.chart;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import stentor.app.chart.Strokes.Place;

/** Draws strokes. Pure functions of what they are handed. */
final class Pens {

  private static final double DOT = 1.5;

  private Pens() {}

  /** A line through the places; a dot where there is but one. */
  static void line(GraphicsContext pen, List<Place> stroke) {
    Place first = stroke.getFirst();
    if (stroke.size() == 1) {
      pen.setFill(pen.getStroke());
      pen.fillOval(first.x() - DOT, first.y() - DOT, 2 * DOT, 2 * DOT);
      return;
    }
    pen.beginPath();
    trace(pen, stroke);
    pen.stroke();
  }

  /** The area between the line and this height. */
  static void fillBelow(GraphicsContext pen, List<Place> stroke, double floor) {
    if (stroke.size() > 1) {
      pen.beginPath();
      trace(pen, stroke);
      pen.lineTo(stroke.getLast().x(), floor);
      pen.lineTo(stroke.getFirst().x(), floor);
      pen.closePath();
      pen.fill();
    }
  }

  private static void trace(GraphicsContext pen, List<Place> stroke) {
    pen.moveTo(stroke.getFirst().x(), stroke.getFirst().y());
    for (Place place : stroke.subList(1, stroke.size())) {
      pen.lineTo(place.x(), place.y());
    }
  }
}
