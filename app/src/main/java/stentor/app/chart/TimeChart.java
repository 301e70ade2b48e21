package stentor.app.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import stentor.app.chart.Strokes.Place;
import stentor.app.text.Figures;

/**
 * One quantity over time, at most two series of it, on an axis of its own that begins at 0. The
 * values at a moment are shown under the pointer, and where the arrow keys lead while it has the
 * focus. Used on the window's thread.
 */
public final class TimeChart extends Drawing {

  private static final Ink[] INKS = {Ink.FIRST, Ink.SECOND};
  private static final double FONT_SIZE = 11;
  private static final double ABOVE = 8;
  private static final double BELOW = 20;
  private static final double RIGHT = 20;
  private static final double GAP = 10;

  /** So that charts one above the other begin at the same place. */
  private static final double LEAST_LEFT = 36;

  private static final double LEAST_STEP = 24;
  private static final double ROOM_OF_TIME = 60;
  private static final double LINE = 2;
  private static final double DOT = 3.5;
  private static final double PADDING = 7;
  private static final double ROW = 16;
  private static final double KEY_STEPS = 60;
  private static final double LEAST_HEIGHT = 96;

  private List<ChartSeries> series = List.of();
  private TimeAxis time = new TimeAxis(Instant.EPOCH, Instant.EPOCH.plusMillis(1));
  private ZoneId zone = ZoneOffset.UTC;
  private DoubleFunction<String> unit = Figures::decimal;
  private DoubleFunction<String> mark = Figures::decimal;
  private boolean whole;
  private String summary = "";
  private Optional<Instant> pointed = Optional.empty();
  private List<Ink> inks = List.of(INKS);

  /** An empty one. */
  public TimeChart() {
    getStyleClass().add("time-chart");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setFocusTraversable(true);
    setMinHeight(LEAST_HEIGHT);
    setOnMouseMoved(event -> point(Optional.of(momentAt(event.getX()))));
    setOnMouseExited(event -> point(Optional.empty()));
    focusedProperty()
        .addListener(
            (property, before, focused) -> {
              if (!focused) {
                point(Optional.empty());
              }
              redraw();
            });
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /**
   * How its values are written.
   *
   * @param valueText a value with its unit, for whoever points at it
   * @param markText a value at the axis, as short as it is clear
   * @param wholeNumbers whether the values are whole numbers
   * @param clock the zone of its times of day
   */
  public void write(
      DoubleFunction<String> valueText,
      DoubleFunction<String> markText,
      boolean wholeNumbers,
      ZoneId clock) {
    unit = valueText;
    mark = markText;
    whole = wholeNumbers;
    zone = clock;
    redraw();
  }

  /** Draws its series in these inks, the first in the first. */
  public void paint(List<Ink> colours) {
    inks = List.copyOf(colours);
    redraw();
  }

  /**
   * Shows this.
   *
   * @param shown one or two series
   * @param over the time that its width is
   * @param said the same for whoever cannot see it, in a sentence
   */
  public void show(List<ChartSeries> shown, TimeAxis over, String said) {
    if (shown.size() > INKS.length) {
      throw new IllegalArgumentException("At most two series are told apart in one chart");
    }
    series = List.copyOf(shown);
    time = over;
    summary = said;
    describe();
    redraw();
  }

  private void onKey(KeyEvent event) {
    double millis = time.to().toEpochMilli() - time.from().toEpochMilli();
    long step = Math.round(millis / KEY_STEPS);
    Instant from = pointed.orElse(time.to());
    Optional<Instant> next =
        switch (event.getCode()) {
          case KeyCode.LEFT -> Optional.of(from.minusMillis(step));
          case KeyCode.RIGHT -> Optional.of(from.plusMillis(step));
          case KeyCode.HOME -> Optional.of(time.from());
          case KeyCode.END -> Optional.of(time.to());
          default -> Optional.empty();
        };
    if (next.isPresent()) {
      point(next.map(this::within));
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE && pointed.isPresent()) {
      point(Optional.empty());
      event.consume();
    }
  }

  private Instant within(Instant at) {
    if (at.isBefore(time.from())) {
      return time.from();
    }
    return at.isAfter(time.to()) ? time.to() : at;
  }

  private void point(Optional<Instant> at) {
    if (!at.equals(pointed)) {
      pointed = at;
      describe();
      redraw();
    }
  }

  private void describe() {
    setAccessibleText(
        pointed.map(at -> summary + " " + String.join(", ", valuesAt(at))).orElse(summary));
  }

  /** What is shown for the moment that is pointed at: its time of day, then each series' value. */
  List<String> valuesAt(Instant at) {
    List<String> lines = new ArrayList<>();
    lines.add(Figures.timeToSecond(at, zone));
    for (ChartSeries one : series) {
      String value =
          one.nearest(at, beside()).map(point -> unit.apply(point.value())).orElse(Figures.NONE);
      lines.add(one.name().isEmpty() ? value : one.name() + " " + value);
    }
    return lines;
  }

  /** A pointer is not put onto one pixel: so far beside a line its end still counts. */
  private Duration beside() {
    return Duration.between(time.from(), time.to()).dividedBy((long) KEY_STEPS);
  }

  private ValueAxis values(double height) {
    double largest =
        series.stream()
            .map(one -> one.largest(time.from(), time.to()))
            .flatMapToDouble(OptionalDouble::stream)
            .max()
            .orElse(1);
    int steps = (int) Math.clamp(height / LEAST_STEP, 1, 4);
    return ValueAxis.of(largest, steps, whole);
  }

  /** Looked up when it is needed: fonts of the app are loaded with its theme. */
  private static Font font() {
    return Font.font("Stentor Sans", FONT_SIZE);
  }

  private double left(ValueAxis values) {
    Text text = new Text();
    text.setFont(font());
    double widest = 0;
    for (double value : values.marks()) {
      text.setText(mark.apply(value));
      widest = Math.max(widest, text.getLayoutBounds().getWidth());
    }
    return Math.max(LEAST_LEFT, Math.ceil(widest) + GAP);
  }

  private Instant momentAt(double x) {
    double left = left(values(getHeight() - ABOVE - BELOW));
    return time.at(x - left, Math.max(1, getWidth() - left - RIGHT));
  }

  @Override
  protected void draw(GraphicsContext pen, double width, double height) {
    double plotHeight = height - ABOVE - BELOW;
    ValueAxis values = values(plotHeight);
    double left = left(values);
    double plotWidth = width - left - RIGHT;
    if (plotWidth <= 0 || plotHeight <= 0) {
      return;
    }
    pen.setFont(font());
    pen.translate(left, ABOVE);
    drawAxes(pen, values, plotWidth, plotHeight);
    drawSeries(pen, values, plotWidth, plotHeight);
    pointed.ifPresent(at -> drawPointed(pen, at, values, plotWidth, plotHeight));
    if (isFocused() && pseudoClass("focus-visible")) {
      pen.setStroke(colour(Ink.FIRST));
      pen.setLineWidth(1);
      pen.strokeRoundRect(0.5 - left, 0.5 - ABOVE, width - 1, height - 1, 8, 8);
    }
  }

  /** The first series lies above the second. */
  private void drawSeries(GraphicsContext pen, ValueAxis values, double width, double height) {
    pen.save();
    pen.beginPath();
    pen.rect(0, -LINE, width + LINE, height + 2 * LINE);
    pen.clip();
    pen.setLineWidth(LINE);
    for (int index = series.size() - 1; index >= 0; index--) {
      pen.setStroke(colour(inks.get(index)));
      for (List<Place> stroke : Strokes.of(series.get(index), time, values, width, height)) {
        Pens.line(pen, stroke);
      }
    }
    pen.restore();
  }

  private boolean pseudoClass(String name) {
    return getPseudoClassStates().stream().anyMatch(one -> one.getPseudoClassName().equals(name));
  }

  private void drawAxes(GraphicsContext pen, ValueAxis values, double width, double height) {
    pen.setLineWidth(1);
    pen.setStroke(colour(Ink.GRID));
    pen.setFill(colour(Ink.WORDS));
    pen.setTextBaseline(VPos.CENTER);
    pen.setTextAlign(TextAlignment.RIGHT);
    for (double value : values.marks()) {
      double y = Math.round(values.place(value, height)) + 0.5;
      pen.strokeLine(0, y, width, y);
      pen.fillText(mark.apply(value), -GAP, y);
    }
    pen.setTextAlign(TextAlignment.CENTER);
    for (Instant at : time.marks((int) (width / ROOM_OF_TIME), zone)) {
      pen.fillText(Figures.time(at, zone), time.place(at, width), height + BELOW - FONT_SIZE / 2);
    }
  }

  private void drawPointed(
      GraphicsContext pen, Instant at, ValueAxis values, double width, double height) {
    double x = time.place(at, width);
    pen.setStroke(colour(Ink.WORDS));
    pen.setLineWidth(1);
    pen.strokeLine(Math.round(x) + 0.5, 0, Math.round(x) + 0.5, height);
    for (int index = 0; index < series.size(); index++) {
      Color ink = colour(inks.get(index));
      series
          .get(index)
          .nearest(at, beside())
          .ifPresent(
              point -> {
                double y = values.place(point.value(), height);
                pen.setFill(colour(Ink.GROUND));
                pen.fillOval(x - DOT - 1.5, y - DOT - 1.5, 2 * DOT + 3, 2 * DOT + 3);
                pen.setFill(ink);
                pen.fillOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
              });
    }
    drawLegend(pen, at, x, width);
  }

  private void drawLegend(GraphicsContext pen, Instant at, double x, double width) {
    List<String> lines = valuesAt(at);
    Text text = new Text();
    text.setFont(font());
    double widest = 0;
    for (String line : lines) {
      text.setText(line);
      widest = Math.max(widest, text.getLayoutBounds().getWidth());
    }
    boolean keyed = series.size() > 1;
    double boxWidth = Math.ceil(widest) + 2 * PADDING + (keyed ? 12 : 0);
    double boxHeight = lines.size() * ROW + PADDING;
    double boxX = x + GAP + boxWidth <= width + RIGHT ? x + GAP : x - GAP - boxWidth;
    pen.setFill(colour(Ink.GROUND));
    pen.fillRoundRect(boxX, 0, boxWidth, boxHeight, 12, 12);
    pen.setStroke(colour(Ink.GRID));
    pen.strokeRoundRect(boxX + 0.5, 0.5, boxWidth - 1, boxHeight - 1, 12, 12);
    pen.setTextAlign(TextAlignment.LEFT);
    for (int row = 0; row < lines.size(); row++) {
      double y = PADDING / 2 + ROW * row + ROW / 2;
      double textX = boxX + PADDING;
      if (keyed && row > 0) {
        pen.setFill(colour(inks.get(row - 1)));
        pen.fillRect(textX, y - 1, 8, 2);
        textX += 12;
      }
      pen.setFill(colour(row == 0 ? Ink.WORDS : Ink.TEXT));
      pen.fillText(lines.get(row), textX, y);
    }
  }
}
