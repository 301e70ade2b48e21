package stentor.app.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * The points of a series as they are drawn: at most four for each column of pixels, its first,
 * lowest, highest and last, so that no peak is lost and a long series costs no more than a short
 * one. Pure functions.
 */
final class Strokes {

  private Strokes() {}

  /**
   * A place in a plot, in pixels from its upper left corner.
   *
   * @param x from the left
   * @param y from above
   */
  record Place(double x, double y) {}

  /**
   * The lines that a series is, one for each stretch without a gap; a stretch of one point is a
   * line of one place. What lies left of the plot is left out but for the point from which a line
   * leads into it.
   */
  static List<List<Place>> of(
      ChartSeries series, TimeAxis time, ValueAxis values, double width, double height) {
    List<List<Place>> strokes = new ArrayList<>();
    Column column = new Column();
    List<Place> stroke = new ArrayList<>();
    List<ChartPoint> points = series.points();
    for (int index = 0; index < points.size(); index++) {
      ChartPoint point = points.get(index);
      double x = time.place(point.at(), width);
      boolean leadsIn =
          index + 1 < points.size() && time.place(points.get(index + 1).at(), width) >= 0;
      if ((x < 0 && !leadsIn) || x > width + 1) {
        continue;
      }
      if (point.isGap()) {
        column.flush(stroke);
        end(stroke, strokes);
        stroke = new ArrayList<>();
      } else {
        column.add(new Place(x, values.place(point.value(), height)), stroke);
      }
    }
    column.flush(stroke);
    end(stroke, strokes);
    return strokes;
  }

  private static void end(List<Place> stroke, List<List<Place>> strokes) {
    if (!stroke.isEmpty()) {
      strokes.add(List.copyOf(stroke));
    }
  }

  /** The points that fall on one column of pixels. */
  private static final class Column {
    private final List<Place> places = new ArrayList<>();

    void add(Place place, List<Place> stroke) {
      if (!places.isEmpty() && Math.floor(places.getFirst().x()) != Math.floor(place.x())) {
        flush(stroke);
      }
      places.add(place);
    }

    void flush(List<Place> stroke) {
      if (places.isEmpty()) {
        return;
      }
      Place first = places.getFirst();
      Place last = places.getLast();
      Place lowest = first;
      Place highest = first;
      for (Place place : places) {
        lowest = place.y() > lowest.y() ? place : lowest;
        highest = place.y() < highest.y() ? place : highest;
      }
      boolean down = lowest.x() < highest.x();
      for (Place place : List.of(first, down ? lowest : highest, down ? highest : lowest, last)) {
        if (stroke.isEmpty() || !stroke.getLast().equals(place)) {
          stroke.add(place);
        }
      }
      places.clear();
    }
  }
}
