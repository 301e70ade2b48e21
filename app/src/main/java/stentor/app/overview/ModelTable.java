package stentor.app.overview;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.app.widget.Buttons;
import stentor.app.widget.Pill;

/** The columns of the table of models. */
final class ModelTable {

  private static final double NAME = 138;
  private static final double LANGUAGE = 76;
  private static final double SHORT = 66;
  private static final double REAL_TIME = 80;
  private static final double STATE = 86;

  /** Below these widths the least important columns leave their room to the others. */
  private static final double ROOM_FOR_REAL_TIME = 585;

  private static final double ROOM_FOR_LANGUAGE = 460;

  private final Messages messages;
  private final ObservableValue<Boolean> mayScale;
  private final Consumer<ModelRow> scale;
  private final TableView<ModelRow> table;

  /**
   * Gives a table its columns and rows.
   *
   * @param mayScale whether models may be scaled now
   * @param scale is told of whose workers are to be changed
   */
  ModelTable(
      TableView<ModelRow> table,
      OverviewViewModel model,
      Messages messages,
      ObservableValue<Boolean> mayScale,
      Consumer<ModelRow> scale) {
    this.messages = messages;
    this.mayScale = mayScale;
    this.scale = scale;
    this.table = table;
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(new Label(messages.text("overview.models.none")));
    name();
    TableColumn<ModelRow, ModelRow> language =
        column("overview.column.language", LANGUAGE, Comparator.comparing(ModelRow::language));
    language.setCellFactory(of -> new TextCell(ModelRow::language));
    number(
        "overview.column.ready",
        row -> messages.text("overview.ready.of", row.ready(), row.wanted()),
        Comparator.comparing(ModelRow::ready));
    number(
        "overview.column.waiting",
        row -> Figures.whole(row.waiting()),
        Comparator.comparing(ModelRow::waiting));
    TableColumn<ModelRow, ModelRow> realTime =
        number(
            "overview.column.realTime",
            row ->
                row.realTime().isPresent()
                    ? Figures.times(row.realTime().getAsDouble())
                    : Figures.NONE,
            Comparator.comparing(row -> row.realTime().orElse(-1)));
    state();
    workers();
    realTime.setMinWidth(REAL_TIME);
    Runnable fit =
        () -> {
          // How fast each is cannot be told apart where there are several.
          realTime.setVisible(model.models().size() == 1 && table.getWidth() > ROOM_FOR_REAL_TIME);
          language.setVisible(table.getWidth() > ROOM_FOR_LANGUAGE);
        };
    model.readingProperty().addListener((property, before, now) -> fit.run());
    table.widthProperty().addListener((property, before, now) -> fit.run());
    fit.run();
    SortedList<ModelRow> sorted = new SortedList<>(model.models());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
  }

  private TableColumn<ModelRow, ModelRow> column(
      String key, double width, Comparator<ModelRow> order) {
    TableColumn<ModelRow, ModelRow> column = new TableColumn<>(messages.text(key));
    column.setPrefWidth(width);
    column.setMinWidth(width);
    column.setReorderable(false);
    column.setComparator(order);
    column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
    table.getColumns().add(column);
    return column;
  }

  private void name() {
    column(
            "overview.column.model",
            NAME,
            Comparator.comparing(ModelRow::id).thenComparing(ModelRow::version))
        .setCellFactory(column -> new NameCell(messages));
  }

  private TableColumn<ModelRow, ModelRow> number(
      String key, Function<ModelRow, String> text, Comparator<ModelRow> order) {
    TableColumn<ModelRow, ModelRow> column = column(key, SHORT, order);
    column.getStyleClass().add("number");
    column.setCellFactory(
        of -> {
          TextCell cell = new TextCell(text);
          cell.getStyleClass().add("number");
          return cell;
        });
    return column;
  }

  private void state() {
    column(
            "overview.column.state",
            STATE,
            Comparator.comparing((ModelRow row) -> row.state().text()))
        .setCellFactory(column -> new StateCell());
  }

  private void workers() {
    TableColumn<ModelRow, ModelRow> column =
        column("overview.column.workers", STATE, Comparator.comparing(ModelRow::max));
    column.setCellFactory(of -> new WorkersCell());
  }

  /** Its name and version; all of both when they do not fit. */
  private static final class NameCell extends TableCell<ModelRow, ModelRow> {
    private final Messages messages;

    NameCell(Messages messages) {
      this.messages = messages;
    }

    @Override
    protected void updateItem(ModelRow row, boolean empty) {
      super.updateItem(row, empty);
      Optional<String> text =
          empty || row == null
              ? Optional.empty()
              : Optional.of(messages.text("overview.model", row.id(), row.version()));
      setText(empty || row == null ? "" : row.id());
      setTooltip(text.map(Tooltip::new).orElse(null));
    }
  }

  private static final class TextCell extends TableCell<ModelRow, ModelRow> {
    private final Function<ModelRow, String> text;

    TextCell(Function<ModelRow, String> text) {
      this.text = text;
    }

    @Override
    protected void updateItem(ModelRow row, boolean empty) {
      super.updateItem(row, empty);
      setText(empty || row == null ? "" : text.apply(row));
    }
  }

  private static final class StateCell extends TableCell<ModelRow, ModelRow> {
    private final Pill pill = new Pill();

    @Override
    protected void updateItem(ModelRow row, boolean empty) {
      super.updateItem(row, empty);
      pill.show(Optional.ofNullable(row).filter(one -> !empty).map(ModelRow::state));
      setGraphic(empty ? null : pill);
    }
  }

  private final class WorkersCell extends TableCell<ModelRow, ModelRow> {
    private final Button button = Buttons.plain("scale", "", () -> scale.accept(getItem()));

    WorkersCell() {
      button.getStyleClass().add("in-table");
      button.disableProperty().bind(mayScale.map(may -> !may));
    }

    @Override
    protected void updateItem(ModelRow row, boolean empty) {
      super.updateItem(row, empty);
      setGraphic(empty || row == null ? null : button);
      if (row != null) {
        button.setId("scale-" + row.id());
        button.setText(messages.text("overview.range", row.min(), row.max()));
        button.setAccessibleText(
            messages.text("overview.range.spoken", row.id(), row.min(), row.max()));
      }
    }
  }
}
