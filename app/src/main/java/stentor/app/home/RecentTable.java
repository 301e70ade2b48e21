package stentor.app.home;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import stentor.app.history.HistoryEntry;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.app.widget.Sorted;
import stentor.app.widget.TextCell;

/** The table of what was transcribed last. Used on the window's thread. */
final class RecentTable {

  private final HomeViewModel model;
  private final Messages messages;

  RecentTable(HomeViewModel model, Messages messages, TableView<HistoryEntry> table) {
    this.model = model;
    this.messages = messages;
    SortedList<HistoryEntry> sorted = new SortedList<>(model.recent());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
    table.getColumns().setAll(columns());
    table.setRowFactory(view -> row());
    table.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            Optional.ofNullable(table.getSelectionModel().getSelectedItem()).ifPresent(model::read);
            event.consume();
          }
        });
  }

  private List<TableColumn<HistoryEntry, ?>> columns() {
    return List.of(
        text(messages.text("home.recent.file"), 239, HistoryEntry::name),
        text(
            messages.text("home.recent.environment"),
            139,
            entry -> model.title(entry.environment())),
        text(messages.text("home.recent.model"), 176, HistoryEntry::model),
        text(
            messages.text("home.recent.language"),
            84,
            entry -> String.join(", ", entry.languages())),
        number(
            messages.text("home.recent.length"),
            84,
            HistoryEntry::seconds,
            entry -> Figures.length(entry.seconds())),
        number(messages.text("home.recent.took"), 108, HistoryEntry::took, model::took),
        number(
            messages.text("home.recent.wer"),
            78,
            entry -> entry.wer().orElse(Double.POSITIVE_INFINITY),
            entry ->
                entry.wer().isPresent()
                    ? Figures.percent(entry.wer().getAsDouble())
                    : Figures.NONE),
        number(
            messages.text("home.recent.when"),
            96,
            entry -> entry.at().toEpochMilli(),
            entry -> model.when(entry.at())));
  }

  private static TableColumn<HistoryEntry, Sorted<String>> text(
      String name, double width, Function<HistoryEntry, String> value) {
    return column(name, width, entry -> new Sorted<>(value.apply(entry), value.apply(entry)), true);
  }

  private static <V extends Comparable<V>> TableColumn<HistoryEntry, Sorted<V>> number(
      String name,
      double width,
      Function<HistoryEntry, V> value,
      Function<HistoryEntry, String> said) {
    TableColumn<HistoryEntry, Sorted<V>> column =
        column(name, width, entry -> new Sorted<>(value.apply(entry), said.apply(entry)), false);
    column.getStyleClass().add("number");
    return column;
  }

  private static <V extends Comparable<V>> TableColumn<HistoryEntry, Sorted<V>> column(
      String name, double width, Function<HistoryEntry, Sorted<V>> cell, boolean explained) {
    TableColumn<HistoryEntry, Sorted<V>> column = new TableColumn<>(name);
    column.setPrefWidth(width);
    column.setMinWidth(60);
    column.setCellValueFactory(
        features -> new ReadOnlyObjectWrapper<>(cell.apply(features.getValue())));
    column.setCellFactory(_ -> new TextCell<>(Sorted::said, explained));
    return column;
  }

  private TableRow<HistoryEntry> row() {
    TableRow<HistoryEntry> row = new TableRow<>();
    row.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY && !row.isEmpty()) {
            model.read(row.getItem());
          }
        });
    return row;
  }
}
