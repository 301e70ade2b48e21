package stentor.app.chart;

import java.util.Optional;
import java.util.function.DoubleConsumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import stentor.app.text.Figures;
import stentor.speech.transcript.TimeSpan;

/**
 * A recording as a wave with a playhead. A click seeks, a drag or the wheel scrolls, the wheel with
 * Ctrl zooms; arrow keys move the playhead, {@code +} and {@code -} zoom, {@code 0} shows all. It
 * is drawn only when something of it changes. Used on the window's thread.
 */
public final class Waveform extends Drawing {

  private static final double BAR = 2;
  private static final double STEP = 3;
  private static final double LEAST_BAR = 2;
  private static final double HEIGHT = 84;
  private static final double WIDTH = 320;
  private static final double ZOOM_STEP = 1.6;
  private static final double WHEEL_PART = 0.15;
  private static final double PAGE_LEAD = 0.08;
  private static final double DRAG_PIXELS = 3;
  private static final double KEY_SECONDS = 1;
  private static final double KEY_FAR_SECONDS = 10;
  private static final double FEWEST_STRETCHES = 200;

  private final ObjectProperty<Optional<WaveformData>> data =
      new SimpleObjectProperty<>(Optional.empty());
  private final DoubleProperty playheadSeconds = new SimpleDoubleProperty();
  private final ObjectProperty<Optional<TimeSpan>> marked =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyDoubleWrapper viewStart = new ReadOnlyDoubleWrapper();
  private final ReadOnlyDoubleWrapper viewSeconds = new ReadOnlyDoubleWrapper();
  private DoubleConsumer onSeek = seconds -> {};
  private double pressedX;
  private double pressedStart;
  private boolean dragged;
  private long spokenSecond = -1;

  /** One without a recording. */
  public Waveform() {
    getStyleClass().add("waveform");
    setAccessibleRole(AccessibleRole.SLIDER);
    setFocusTraversable(true);
    setMinHeight(HEIGHT / 2);
    data.addListener((property, before, now) -> showAll());
    playheadSeconds.addListener((property, before, now) -> moved(before.doubleValue()));
    marked.addListener((property, before, now) -> redraw());
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onDragged);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::onReleased);
    addEventHandler(ScrollEvent.SCROLL, this::onScroll);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /** What is drawn; absent: nothing. */
  public ObjectProperty<Optional<WaveformData>> dataProperty() {
    return data;
  }

  /** Where the playhead is, in seconds. */
  public DoubleProperty playheadSecondsProperty() {
    return playheadSeconds;
  }

  /** A stretch that is pointed out. */
  public ObjectProperty<Optional<TimeSpan>> markedProperty() {
    return marked;
  }

  /** The time at the left edge, in seconds. */
  public ReadOnlyDoubleProperty viewStartProperty() {
    return viewStart.getReadOnlyProperty();
  }

  /** How much of the recording is seen, in seconds. */
  public ReadOnlyDoubleProperty viewSecondsProperty() {
    return viewSeconds.getReadOnlyProperty();
  }

  /** Who is told, in seconds, where a person wants to be. The playhead stays until it is moved. */
  public void setOnSeek(DoubleConsumer consumer) {
    onSeek = consumer;
  }

  /** Shows less of it, more closely, around the playhead where that is seen. */
  public void zoomIn() {
    zoom(1 / ZOOM_STEP, anchor());
  }

  /** Shows more of it. */
  public void zoomOut() {
    zoom(ZOOM_STEP, anchor());
  }

  /** Shows all of it. */
  public void showAll() {
    view(0, seconds());
  }

  private double anchor() {
    double playhead = playheadSeconds.get();
    return isSeen(playhead) ? playhead : viewStart.get() + viewSeconds.get() / 2;
  }

  private void zoom(double factor, double around) {
    double now = viewSeconds.get();
    if (now <= 0) {
      return;
    }
    double resolution = data.get().map(WaveformData::resolution).orElse(1.0);
    double least = Math.min(seconds(), resolution * FEWEST_STRETCHES);
    double next = Math.clamp(now * factor, least, seconds());
    view(around - (around - viewStart.get()) * next / now, next);
  }

  private void view(double start, double length) {
    viewSeconds.set(length);
    viewStart.set(Math.clamp(start, 0, Math.max(0, seconds() - length)));
    redraw();
  }

  private double seconds() {
    return data.get().map(WaveformData::seconds).orElse(0.0);
  }

  private boolean isSeen(double second) {
    return second >= viewStart.get() && second <= viewStart.get() + viewSeconds.get();
  }

  private void moved(double before) {
    double now = playheadSeconds.get();
    // Who has scrolled away wants to be there: the view follows only a playhead that was seen.
    if (!isSeen(now) && isSeen(before)) {
      view(now - viewSeconds.get() * PAGE_LEAD, viewSeconds.get());
    }
    redraw();
    long second = Math.round(now);
    if (second != spokenSecond) {
      spokenSecond = second;
      notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
      notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE_STRING);
    }
  }

  private void seek(double second) {
    if (data.get().isPresent()) {
      onSeek.accept(Math.clamp(second, 0, seconds()));
    }
  }

  private double secondAt(double x) {
    return viewStart.get() + x / Math.max(1, getWidth()) * viewSeconds.get();
  }

  private void onPressed(MouseEvent event) {
    requestFocus();
    pressedX = event.getX();
    pressedStart = viewStart.get();
    dragged = false;
    event.consume();
  }

  private void onDragged(MouseEvent event) {
    double by = event.getX() - pressedX;
    dragged |= Math.abs(by) > DRAG_PIXELS;
    if (dragged) {
      view(pressedStart - by / Math.max(1, getWidth()) * viewSeconds.get(), viewSeconds.get());
    }
    event.consume();
  }

  private void onReleased(MouseEvent event) {
    if (!dragged && event.getButton() == MouseButton.PRIMARY) {
      seek(secondAt(event.getX()));
    }
    event.consume();
  }

  private void onScroll(ScrollEvent event) {
    double delta = event.getDeltaY() == 0 ? event.getDeltaX() : event.getDeltaY();
    if (delta == 0) {
      return;
    }
    if (event.isShortcutDown()) {
      zoom(delta > 0 ? 1 / ZOOM_STEP : ZOOM_STEP, secondAt(event.getX()));
      event.consume();
    } else if (viewSeconds.get() < seconds()) {
      double by = -Math.signum(delta) * viewSeconds.get() * WHEEL_PART;
      view(viewStart.get() + by, viewSeconds.get());
      event.consume();
    }
  }

  private void onKey(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    double by = event.isShiftDown() ? KEY_FAR_SECONDS : KEY_SECONDS;
    boolean taken = true;
    switch (event.getCode()) {
      case LEFT -> seek(playheadSeconds.get() - by);
      case RIGHT -> seek(playheadSeconds.get() + by);
      case HOME -> seek(0);
      case END -> seek(seconds());
      case PLUS, ADD, EQUALS -> zoomIn();
      case MINUS, SUBTRACT -> zoomOut();
      case DIGIT0, NUMPAD0 -> showAll();
      default -> taken = false;
    }
    if (taken) {
      event.consume();
    }
  }

  @Override
  protected double computePrefWidth(double height) {
    return WIDTH;
  }

  @Override
  protected double computePrefHeight(double width) {
    return HEIGHT;
  }

  @Override
  protected void draw(GraphicsContext graphics, double width, double height) {
    if (data.get().isEmpty() || viewSeconds.get() <= 0 || width < STEP) {
      return;
    }
    WaveformData shown = data.get().get();
    double start = viewStart.get();
    double scale = viewSeconds.get() / width;
    marked.get().ifPresent(span -> mark(graphics, span, start, scale, width, height));
    double playhead = playheadSeconds.get();
    double middle = height / 2;
    double half = middle - 4;
    // Bars stand still in time, so that they scroll and do not shimmer.
    double barSeconds = STEP * scale;
    long bar = (long) Math.floor(start / barSeconds);
    for (double x = (bar * barSeconds - start) / scale; x < width; x += STEP, bar++) {
      double from = bar * barSeconds;
      WaveformData.Peak peak = shown.peak(from, from + barSeconds);
      double up = peak.high() * half;
      double down = -peak.low() * half;
      double top = middle - Math.max(LEAST_BAR / 2, up);
      double bottom = middle + Math.max(LEAST_BAR / 2, down);
      graphics.setFill(from + barSeconds / 2 <= playhead ? colour(Ink.FIRST) : colour(Ink.REST));
      graphics.fillRoundRect(x, top, BAR, bottom - top, BAR, BAR);
    }
    if (isSeen(playhead)) {
      double x = Math.clamp(Math.rint((playhead - start) / scale), 1, width - 1);
      graphics.setFill(colour(Ink.TEXT));
      graphics.fillRect(x - 1, 0, 2, height);
    }
  }

  private void mark(
      GraphicsContext graphics,
      TimeSpan span,
      double start,
      double scale,
      double width,
      double height) {
    double left = Math.max(0, (span.start() - start) / scale);
    double right = Math.min(width, (span.end() - start) / scale);
    if (right > left) {
      graphics.setFill(colour(Ink.MARK));
      graphics.fillRoundRect(left, 0, Math.max(BAR, right - left), height, 6, 6);
    }
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case VALUE -> playheadSeconds.get();
      case MIN_VALUE -> 0.0;
      case MAX_VALUE -> seconds();
      case VALUE_STRING ->
          Figures.length(playheadSeconds.get()) + " / " + Figures.length(seconds());
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }

  @Override
  public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
    switch (action) {
      case INCREMENT -> seek(playheadSeconds.get() + KEY_SECONDS);
      case DECREMENT -> seek(playheadSeconds.get() - KEY_SECONDS);
      case SET_VALUE -> {
        if (parameters.length == 1 && parameters[0] instanceof Number second) {
          seek(second.doubleValue());
        }
      }
      default -> super.executeAccessibleAction(action, parameters);
    }
  }
}
