package stentor.app.history;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import stentor.app.environment.EnvironmentTitle;
import stentor.app.export.ExportFormat;
import stentor.app.history.HistoryViewModel.Content;
import stentor.app.history.HistoryViewModel.Notice;
import stentor.app.look.Icon;
import stentor.app.navigation.ScreenView;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.app.widget.Buttons;
import stentor.app.widget.EmptyState;
import stentor.app.widget.Fxml;
import stentor.app.widget.Sorted;
import stentor.app.widget.TextCell;
import stentor.speech.problem.Problem;

/** All transcripts that were kept. */
public final class HistoryView implements ScreenView {

  private static final double WIDE_ENOUGH_FOR_WORDS = 860;
  private static final KeyCombination SEARCH =
      new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

  private final HistoryViewModel model;
  private final Messages messages;
  private final ObservableValue<String> title;
  private final Parent root;
  private final MenuButton export = new MenuButton();
  private final Button remove;

  @FXML private VBox page;
  @FXML private StackPane instead;
  @FXML private Label figure;
  @FXML private Label caption;
  @FXML private HBox searchBox;
  @FXML private TextField search;
  @FXML private Button clear;
  @FXML private TableView<HistoryEntry> table;
  @FXML private HBox noticeBar;
  @FXML private Label noticeText;
  @FXML private Label noticeWhy;
  @FXML private Button noticeAction;
  @FXML private Button noticeClose;

  /** Loads it. */
  public HistoryView(HistoryViewModel model, Fxml fxml) {
    this.model = model;
    this.messages = fxml.messages();
    this.title = ScreenView.fixed(messages.text("history.title"));
    this.remove =
        Buttons.destructive("history-remove", messages.text("history.remove"), this::removeChosen);
    this.root = fxml.load(this);
    figure.textProperty().bind(model.figureProperty());
    caption.textProperty().bind(model.captionProperty());
    searchBox.getChildren().addFirst(Icon.SEARCH.node());
    clear.setGraphic(Icon.CLOSE.node());
    clear.visibleProperty().bind(search.textProperty().isNotEmpty());
    noticeClose.setGraphic(Icon.CLOSE.node());
    search.textProperty().bindBidirectional(model.queryProperty());
    search.setOnKeyPressed(this::onSearchKey);
    fillTable();
    fillActions();
    model.contentProperty().addListener((property, before, now) -> show(now));
    show(model.contentProperty().get());
    model.noticeProperty().addListener((property, before, now) -> show(now));
    show(model.noticeProperty().get());
    root.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private void fillTable() {
    SortedList<HistoryEntry> sorted = new SortedList<>(model.rows());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
    TableColumn<HistoryEntry, String> words =
        written("words", messages.text("history.column.words"), 200, HistoryEntry::preview);
    words.setSortable(false);
    words.getStyleClass().add("muted");
    table
        .widthProperty()
        .addListener(
            (property, before, now) -> words.setVisible(now.doubleValue() > WIDE_ENOUGH_FOR_WORDS));
    table
        .getColumns()
        .setAll(
            List.of(
                written("file", messages.text("history.column.file"), 200, HistoryEntry::name),
                words,
                written(
                    "environment",
                    messages.text("history.column.environment"),
                    118,
                    entry -> EnvironmentTitle.of(entry.environment(), messages)),
                written("model", messages.text("history.column.model"), 150, HistoryEntry::model),
                written(
                    "language",
                    messages.text("history.column.language"),
                    76,
                    entry -> String.join(", ", entry.languages())),
                number(
                    "length",
                    messages.text("history.column.length"),
                    76,
                    HistoryEntry::seconds,
                    entry -> Figures.length(entry.seconds())),
                number(
                    "took",
                    messages.text("history.column.took"),
                    76,
                    HistoryEntry::took,
                    entry -> messages.text("history.seconds", Figures.decimal(entry.took()))),
                number(
                    "wer",
                    messages.text("history.column.wer"),
                    70,
                    entry -> entry.wer().orElse(Double.POSITIVE_INFINITY),
                    entry ->
                        entry.wer().isPresent()
                            ? Figures.percent(entry.wer().getAsDouble())
                            : Figures.NONE),
                number(
                    "when",
                    messages.text("history.column.when"),
                    124,
                    entry -> entry.at().toEpochMilli(),
                    entry -> model.when(entry.at()))));
    table.setRowFactory(view -> row());
    table.setOnKeyPressed(this::onTableKey);
    table.setPlaceholder(new Label());
  }

  private TableColumn<HistoryEntry, String> written(
      String id, String name, double width, Function<HistoryEntry, String> value) {
    TableColumn<HistoryEntry, String> column = column(id, name, width, value);
    column.setCellFactory(_ -> new TextCell<>(text -> text, true));
    return column;
  }

  private <V extends Comparable<V>> TableColumn<HistoryEntry, Sorted<V>> number(
      String id,
      String name,
      double width,
      Function<HistoryEntry, V> value,
      Function<HistoryEntry, String> said) {
    TableColumn<HistoryEntry, Sorted<V>> column =
        column(id, name, width, entry -> new Sorted<>(value.apply(entry), said.apply(entry)));
    column.setCellFactory(_ -> new TextCell<>(Sorted::said, false));
    column.getStyleClass().add("number");
    column.setMaxWidth(width * 1.6);
    return column;
  }

  private static <T> TableColumn<HistoryEntry, T> column(
      String id, String name, double width, Function<HistoryEntry, T> value) {
    TableColumn<HistoryEntry, T> column = new TableColumn<>(name);
    column.setId("history-column-" + id);
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, 64));
    column.setCellValueFactory(
        features -> new ReadOnlyObjectWrapper<>(value.apply(features.getValue())));
    return column;
  }

  private TableRow<HistoryEntry> row() {
    TableRow<HistoryEntry> row = new TableRow<>();
    row.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY
              && event.getClickCount() == 2
              && !row.isEmpty()) {
            model.open(row.getItem());
          }
        });
    row.contextMenuProperty()
        .bind(Bindings.when(row.emptyProperty()).then((ContextMenu) null).otherwise(rowMenu()));
    return row;
  }

  private ContextMenu rowMenu() {
    MenuItem open = new MenuItem(messages.text("history.open"));
    open.setOnAction(event -> openChosen());
    Menu formats = new Menu(messages.text("history.export"));
    for (ExportFormat format : ExportFormat.values()) {
      formats.getItems().add(formatItem(format));
    }
    MenuItem gone = new MenuItem(messages.text("history.remove"));
    gone.setOnAction(event -> removeChosen());
    return new ContextMenu(open, formats, gone);
  }

  private MenuItem formatItem(ExportFormat format) {
    MenuItem item = new MenuItem(model.name(format));
    item.setId("history-export-" + format.format());
    item.setOnAction(event -> model.export(chosen(), format));
    return item;
  }

  private void fillActions() {
    export.setId("history-export");
    export.getStyleClass().add("plain");
    export.setMinWidth(MenuButton.USE_PREF_SIZE);
    for (ExportFormat format : ExportFormat.values()) {
      export.getItems().add(formatItem(format));
    }
    remove.disableProperty().bind(Bindings.isEmpty(table.getSelectionModel().getSelectedItems()));
    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<HistoryEntry>) change -> sayExport());
    model.rows().addListener((ListChangeListener<HistoryEntry>) change -> sayExport());
    sayExport();
  }

  private void sayExport() {
    int chosen = table.getSelectionModel().getSelectedItems().size();
    int shown = model.rows().size();
    export.setText(
        chosen > 0
            ? messages.text("history.export.some", Figures.whole(chosen))
            : search.getText().isBlank() || shown == 0
                ? messages.text("history.export.all")
                : messages.text("history.export.found", Figures.whole(shown)));
    export.setDisable(shown == 0);
  }

  private List<HistoryEntry> chosen() {
    return List.copyOf(table.getSelectionModel().getSelectedItems());
  }

  private void openChosen() {
    Optional.ofNullable(table.getSelectionModel().getSelectedItem()).ifPresent(model::open);
  }

  private void removeChosen() {
    List<HistoryEntry> gone = chosen();
    table.getSelectionModel().clearSelection();
    model.remove(gone);
  }

  private void show(Content content) {
    set(page, content instanceof Content.Rows || content instanceof Content.NotFound);
    set(instead, !page.isVisible());
    set(export, page.isVisible());
    set(remove, page.isVisible());
    switch (content) {
      case Content.Rows _ -> {}
      case Content.NotFound(String query) ->
          table.setPlaceholder(
              new EmptyState(
                  messages.text("history.notfound.title", query),
                  messages.text("history.notfound.text"),
                  List.of(
                      Buttons.plain(
                          "history-all", messages.text("history.clear"), this::clearSearch))));
      case Content.Loading _ ->
          instead(
              new EmptyState(
                  messages.text("history.loading.title"),
                  messages.text("history.loading.text"),
                  List.of()));
      case Content.Nothing _ ->
          instead(
              new EmptyState(
                  messages.text("history.nothing.title"),
                  messages.text("history.nothing.text"),
                  List.of(
                      Buttons.primary(
                          "history-transcribe",
                          messages.text("history.transcribe"),
                          model::transcribe))));
      case Content.Failed(Problem problem) ->
          instead(
              new EmptyState(
                  problem.what(),
                  problem.why(),
                  List.of(
                      Buttons.primary(
                          "history-again", messages.text("history.again"), model::readAgain))));
    }
  }

  private void instead(Node node) {
    instead.getChildren().setAll(node);
  }

  private void show(Optional<Notice> notice) {
    set(noticeBar, notice.isPresent());
    notice.ifPresent(
        shown -> {
          noticeBar.getStyleClass().removeAll("bad");
          if (shown.bad()) {
            noticeBar.getStyleClass().add("bad");
          }
          noticeText.setText(shown.text());
          noticeWhy.setText(shown.why());
          set(noticeWhy, !shown.why().isEmpty());
          set(noticeAction, shown.action().isPresent());
          shown
              .action()
              .ifPresent(
                  action -> {
                    noticeAction.setText(action.text());
                    noticeAction.setOnAction(event -> action.run().run());
                  });
        });
  }

  private static void set(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  @FXML
  private void clearSearch() {
    search.clear();
    search.requestFocus();
  }

  @FXML
  private void dismissNotice() {
    model.dismissNotice();
  }

  private void onKey(KeyEvent event) {
    if (SEARCH.match(event)) {
      search.requestFocus();
      search.selectAll();
      event.consume();
    }
  }

  private void onSearchKey(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN && !table.getItems().isEmpty()) {
      table.requestFocus();
      table.getSelectionModel().clearAndSelect(0);
      event.consume();
    }
  }

  private void onTableKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      openChosen();
      event.consume();
    } else if (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) {
      removeChosen();
      event.consume();
    }
  }

  @Override
  public boolean escape() {
    if (search.getText().isEmpty()) {
      return false;
    }
    search.clear();
    return true;
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public ObservableValue<String> title() {
    return title;
  }

  @Override
  public List<Node> actions() {
    return List.of(export, remove);
  }

  @Override
  public ObservableValue<String> freshness() {
    return ScreenView.fixed(messages.text("history.place"));
  }

  @Override
  public void shown() {
    if (page.isVisible()) {
      search.requestFocus();
    }
  }
}
