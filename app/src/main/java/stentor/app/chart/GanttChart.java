package stentor.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;

/**
 * The steps of an operation below one another, each with a bar where it was, is or will be, on one
 * axis of time. Only the rows that are seen have nodes, so that there may be very many; each row is
 * a list item that can be reached by keys and read aloud. Used on the window's thread.
 */
public final class GanttChart extends Region {

  private static final double ROW = 31;
  private static final double AXIS = 21;
  private static final double FOOT = 10;
  private static final double RIGHT = 18;
  private static final double LEAST_LEFT = 298;
  private static final double MOST_LEFT = 520;
  private static final double LEFT_PART = 0.43;
  private static final double TICK_ROOM = 70;
  private static final double DOT = 10;
  private static final double TITLE_AT = 20;

  /** Width of a letter, about: enough to tell how much room words need. */
  private static final double LETTER = 6.9;

  /** Room for words grows in such steps, so that the chart does not tremble with each digit. */
  private static final double STEP = 24;

  private static final double TIME_GAP = 18;
  private static final double BAR = 16;
  private static final double LEAST_BAR = 4;
  private static final int MOST_PREFERRED_ROWS = 14;
  private static final PseudoClass CRITICAL = PseudoClass.getPseudoClass("critical");

  private final ObservableList<Gantt.Row> items = FXCollections.observableArrayList();
  private final ListView<Gantt.Row> list = new ListView<>(items);
  private final Pane axis = new Pane();
  private final Pane grid = new Pane();
  private final Pane over = new Pane();
  private final Line nowLine = new Line();
  private final Label nowLabel = new Label();
  private final StringProperty nowText = new SimpleStringProperty("");
  private final List<Cell> cells = new ArrayList<>();
  private final ReadOnlyObjectWrapper<Optional<String>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private boolean filling;
  private Gantt shown = Gantt.EMPTY;
  private TimeScale scale = TimeScale.of(1, 1);
  private double left = LEAST_LEFT;
  private double barsWidth;
  private Drawn drawn = new Drawn(scale, 0, 0, 0);

  /** What the axis depends on. */
  private record Drawn(TimeScale scale, double left, double width, double bottom) {}

  /** An empty one. */
  public GanttChart() {
    getStyleClass().add("gantt");
    list.setFixedCellSize(ROW);
    list.setCellFactory(view -> new Cell());
    list.setAccessibleRole(AccessibleRole.LIST_VIEW);
    list.setId("ganttRows");
    list.getSelectionModel()
        .selectedIndexProperty()
        .addListener((property, before, now) -> choose(now.intValue()));
    nowLine.getStyleClass().add("gantt-now");
    nowLabel.getStyleClass().add("gantt-now-label");
    nowLabel.textProperty().bind(nowText);
    over.getChildren().addAll(nowLine, nowLabel);
    over.setMouseTransparent(true);
    grid.setMouseTransparent(true);
    axis.setMouseTransparent(true);
    for (Pane pane : List.of(axis, grid, over)) {
      pane.setManaged(false);
    }
    getChildren().addAll(grid, axis, list, over);
  }

  /** What the line of now is called. */
  public String getNowText() {
    return nowText.get();
  }

  /** Sets what the line of now is called. */
  public void setNowText(String text) {
    nowText.set(text);
  }

  /** What the list of rows is, for who does not see it. */
  public String getRowsText() {
    return list.getAccessibleText();
  }

  /** Sets what the list of rows is. */
  public void setRowsText(String text) {
    list.setAccessibleText(text);
  }

  private void choose(int index) {
    if (!filling) {
      chosen.set(
          index >= 0 && index < items.size()
              ? Optional.of(items.get(index).id())
              : Optional.empty());
    }
  }

  /** The id of the row that somebody chose; absent where none is. */
  public ReadOnlyObjectProperty<Optional<String>> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  /** Chooses this row where it is shown; absent: none. */
  public void choose(Optional<String> id) {
    int index = id.map(this::indexOf).orElse(-1);
    if (index < 0) {
      list.getSelectionModel().clearSelection();
    } else {
      list.getSelectionModel().clearAndSelect(index);
    }
    choose(index);
  }

  private int indexOf(String id) {
    for (int index = 0; index < items.size(); index++) {
      if (items.get(index).id().equals(id)) {
        return index;
      }
    }
    return -1;
  }

  /** Shows this, at the place in the list where it was before. */
  public void show(Gantt gantt) {
    shown = gantt;
    List<Gantt.Row> rows = gantt.rows();
    filling = true;
    fill(rows);
    filling = false;
    choose(chosen.get());
    requestLayout();
    cells.forEach(Cell::place);
  }

  private void fill(List<Gantt.Row> rows) {
    if (rows.size() == items.size()) {
      for (int index = 0; index < rows.size(); index++) {
        if (!rows.get(index).equals(items.get(index))) {
          items.set(index, rows.get(index));
        }
      }
    } else {
      items.setAll(rows);
    }
  }

  /** What it shows. */
  public Gantt shown() {
    return shown;
  }

  @Override
  protected double computePrefHeight(double width) {
    return AXIS + FOOT + ROW * Math.clamp(shown.rows().size(), 3, MOST_PREFERRED_ROWS);
  }

  @Override
  protected double computeMinHeight(double width) {
    return AXIS + FOOT + 3 * ROW;
  }

  @Override
  protected double computePrefWidth(double height) {
    return 2 * LEAST_LEFT;
  }

  @Override
  protected double computeMinWidth(double height) {
    return LEAST_LEFT + TICK_ROOM;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    left =
        Math.clamp(wordsWidth(), LEAST_LEFT, Math.clamp(width * LEFT_PART, LEAST_LEFT, MOST_LEFT));
    barsWidth = Math.max(1, width - left - RIGHT);
    scale = TimeScale.of(shown.end(), Math.max(1, (int) (barsWidth / TICK_ROOM)));
    for (Pane pane : List.of(axis, grid, over)) {
      pane.resizeRelocate(0, 0, width, height);
    }
    double listHeight = Math.max(0, height - AXIS - FOOT);
    list.resizeRelocate(0, AXIS, width, listHeight);
    double bottom = AXIS + listHeight + FOOT / 2;
    layoutAxis(bottom);
    layoutNow(bottom);
  }

  /** How much room the longest title needs together with its time. */
  private double wordsWidth() {
    int longest = 0;
    for (Gantt.Row row : shown.rows()) {
      longest = Math.max(longest, row.title().length() + row.time().length());
    }
    double wanted = TITLE_AT + longest * LETTER + 2 * TIME_GAP;
    return Math.ceil(wanted / STEP) * STEP;
  }

  private void layoutAxis(double bottom) {
    Drawn now = new Drawn(scale, left, barsWidth, bottom);
    if (now.equals(drawn)) {
      return;
    }
    drawn = now;
    cells.forEach(Cell::place);
    axis.getChildren().clear();
    grid.getChildren().clear();
    for (TimeScale.Tick tick : scale.ticks()) {
      double x = Math.floor(x(tick.at())) + 0.5;
      Label label = new Label(tick.text());
      label.getStyleClass().add("gantt-tick");
      label.relocate(x + 3, 2);
      axis.getChildren().add(label);
      Line line = new Line(x, AXIS - 4, x, bottom);
      line.getStyleClass().add("gantt-grid");
      grid.getChildren().add(line);
    }
  }

  private void layoutNow(double bottom) {
    boolean now = shown.now().isPresent();
    nowLine.setVisible(now);
    nowLabel.setVisible(now);
    if (now) {
      double x = Math.floor(x(shown.now().getAsDouble())) + 0.5;
      nowLine.setStartX(x);
      nowLine.setEndX(x);
      nowLine.setStartY(AXIS - 4);
      nowLine.setEndY(bottom);
      double labelWidth = nowLabel.prefWidth(-1);
      boolean room = x + 4 + labelWidth <= getWidth();
      nowLabel.resizeRelocate(
          room ? x + 4 : x - 4 - labelWidth,
          bottom - nowLabel.prefHeight(-1) + 2,
          labelWidth,
          nowLabel.prefHeight(-1));
    }
  }

  private double x(double seconds) {
    return left + barsWidth * seconds / scale.span();
  }

  /** One row: a sign, a title, a time, a bar. */
  private final class Cell extends ListCell<Gantt.Row> {
    private final Pane content = new Row();
    private final Region dot = new Region();
    private final Label title = new Label();
    private final Label time = new Label();
    private final Region rest = new Region();
    private final Region done = new Region();
    private final Region underline = new Region();
    private final Tooltip tooltip = new Tooltip();

    Cell() {
      cells.add(this);
      getStyleClass().add("gantt-row");
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      dot.getStyleClass().add("gantt-dot");
      title.getStyleClass().add("gantt-title");
      title.setTextOverrun(OverrunStyle.ELLIPSIS);
      time.getStyleClass().add("gantt-time");
      rest.getStyleClass().addAll("gantt-bar", "rest");
      done.getStyleClass().addAll("gantt-bar", "done");
      underline.getStyleClass().add("gantt-critical");
      content.getChildren().addAll(dot, title, time, rest, done, underline);
    }

    @Override
    protected void updateItem(Gantt.Row row, boolean empty) {
      super.updateItem(row, empty);
      for (Gantt.Look look : Gantt.Look.values()) {
        pseudoClassStateChanged(
            PseudoClass.getPseudoClass(look.style()), !empty && row != null && row.look() == look);
      }
      pseudoClassStateChanged(CRITICAL, !empty && row != null && row.critical());
      if (empty || row == null) {
        setGraphic(null);
        setAccessibleText("");
        setTooltip(null);
        return;
      }
      title.setText(row.title());
      time.setText(row.time());
      setAccessibleText(row.spoken());
      tooltip.setText(row.spoken());
      setTooltip(tooltip);
      setGraphic(content);
      content.requestLayout();
    }

    /** Has its parts laid out anew: the scale, or now, is another. */
    void place() {
      content.requestLayout();
    }

    /** Lays the parts out on the chart's scale. */
    private final class Row extends Pane {
      @Override
      protected double computePrefHeight(double width) {
        return ROW;
      }

      @Override
      protected double computePrefWidth(double height) {
        return 0;
      }

      @Override
      protected void layoutChildren() {
        Gantt.Row row = getItem();
        if (row == null) {
          return;
        }
        dot.resizeRelocate(0, (ROW - DOT) / 2, DOT, DOT);
        double timeWidth = time.prefWidth(-1);
        double timeAt = left - TIME_GAP - timeWidth;
        double lineHeight = title.prefHeight(-1);
        time.resizeRelocate(timeAt, (ROW - lineHeight) / 2, timeWidth, lineHeight);
        title.resizeRelocate(
            TITLE_AT,
            (ROW - lineHeight) / 2,
            Math.max(0, Math.min(title.prefWidth(-1), timeAt - TITLE_AT - 8)),
            lineHeight);
        bars(row);
      }

      private void bars(Gantt.Row row) {
        double from = x(row.begin());
        double width = Math.max(LEAST_BAR, x(row.end()) - from);
        double top = (ROW - BAR) / 2 - 1;
        boolean bar = row.end() > row.begin() || row.look() == Gantt.Look.RUNNING;
        boolean running = row.look() == Gantt.Look.RUNNING;
        rest.setVisible(bar);
        rest.resizeRelocate(from, top, width, BAR);
        done.setVisible(running);
        double passed = x(shown.now().orElse(row.end())) - from;
        done.resizeRelocate(from, top, Math.clamp(passed, LEAST_BAR, width), BAR);
        underline.setVisible(bar && row.critical());
        underline.resizeRelocate(from, top + BAR + 2, width, 2.5);
      }
    }
  }
}
