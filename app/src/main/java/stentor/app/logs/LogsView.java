package stentor.app.logs;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.speech.problem.Problem;

/** The logs of an environment, over its overview. */
public final class LogsView {

  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination FIND =
      new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

  private final LogsViewModel model;
  private final Messages messages;
  private final ZoneId zone;
  private final Runnable close;
  private final Parent root;

  @FXML private Label title;
  @FXML private Label count;
  @FXML private ComboBox<LogRole> role;
  @FXML private ComboBox<Gravity> least;
  @FXML private TextField search;
  @FXML private Label problem;
  @FXML private ListView<LogRow> rows;
  @FXML private TextArea detail;
  @FXML private CheckBox following;

  /**
   * Loads it.
   *
   * @param environment what the environment is called
   * @param zone of the times of day
   * @param close closes it
   */
  public LogsView(LogsViewModel model, String environment, Fxml fxml, ZoneId zone, Runnable close) {
    this.model = model;
    this.messages = fxml.messages();
    this.zone = zone;
    this.close = close;
    this.root = fxml.load(this);
    title.setText(messages.text("logs.title", environment));
    fill();
    rows.setItems(model.rows());
    rows.setCellFactory(list -> new RowCell());
    rows.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    rows.getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> showDetail());
    rows.addEventFilter(
        ScrollEvent.SCROLL,
        event -> {
          if (event.getDeltaY() > 0) {
            model.followingProperty().set(false);
          }
        });
    rows.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    root.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (FIND.match(event)) {
            search.requestFocus();
            event.consume();
          }
        });
    // It is read as long as it is in a window.
    root.sceneProperty()
        .addListener(
            (property, before, now) -> {
              if (now == null) {
                model.close();
              } else {
                model.open();
              }
            });
    model.rows().addListener((ListChangeListener<LogRow>) change -> tellRows());
    // After the list's own listener, which comes with its skin: it cannot scroll to what it does
    // not know of.
    rows.skinProperty()
        .addListener(
            (property, before, now) ->
                model.rows().addListener((ListChangeListener<LogRow>) change -> scroll()));
    model.readProperty().addListener((property, before, now) -> tellRows());
    model.followingProperty().addListener((property, before, now) -> scroll());
    model.problemProperty().addListener((property, before, now) -> show(now));
    show(model.problemProperty().get());
    tellRows();
    showDetail();
  }

  private void fill() {
    role.getItems().setAll(LogRole.values());
    role.setConverter(
        converter(
            one ->
                switch (one) {
                  case ALL -> messages.text("logs.role.all");
                  case SUPERVISOR -> messages.text("logs.role.supervisor");
                  case MASTER -> messages.text("logs.role.master");
                  case WORKER -> messages.text("logs.role.worker");
                }));
    role.valueProperty().bindBidirectional(model.roleProperty());
    least.getItems().setAll(Gravity.values());
    least.setConverter(
        converter(
            one ->
                switch (one) {
                  case DETAIL -> messages.text("logs.least.all");
                  case INFO -> messages.text("logs.least.info");
                  case WARNING -> messages.text("logs.least.warning");
                  case ERROR -> messages.text("logs.least.error");
                }));
    least.valueProperty().bindBidirectional(model.leastProperty());
    search.textProperty().bindBidirectional(model.searchProperty());
    following.selectedProperty().bindBidirectional(model.followingProperty());
  }

  private static <T> StringConverter<T> converter(java.util.function.Function<T, String> text) {
    return new StringConverter<>() {
      @Override
      public String toString(T value) {
        return value == null ? "" : text.apply(value);
      }

      @Override
      public T fromString(String written) {
        throw new UnsupportedOperationException("Nothing is typed here");
      }
    };
  }

  private void onKey(KeyEvent event) {
    if (COPY.match(event)) {
      copy();
      event.consume();
    } else if (event.getCode() == KeyCode.END) {
      model.followingProperty().set(true);
    } else if (event.getCode().isNavigationKey()) {
      model.followingProperty().set(false);
    }
  }

  private void tellRows() {
    int shown = model.rows().size();
    count.setText(
        shown == model.total()
            ? messages.count("logs.count", shown)
            : messages.text("logs.count.some", Figures.whole(shown), Figures.whole(model.total())));
    if (!model.readProperty().get()) {
      rows.setPlaceholder(new Label(messages.text("logs.reading")));
    } else {
      rows.setPlaceholder(
          new Label(messages.text(model.total() == 0 ? "logs.none" : "logs.none.such")));
    }
  }

  private void scroll() {
    if (model.followingProperty().get() && !model.rows().isEmpty()) {
      rows.layout();
      rows.scrollTo(model.rows().size() - 1);
    }
  }

  private void showDetail() {
    Optional<LogRow> row = Optional.ofNullable(rows.getSelectionModel().getSelectedItem());
    detail.setVisible(row.isPresent());
    detail.setManaged(row.isPresent());
    detail.setText(row.map(LogRow::full).orElse(""));
  }

  private void show(Optional<Problem> why) {
    problem.setVisible(why.isPresent());
    problem.setManaged(why.isPresent());
    problem.setText(why.map(Problem::sentence).orElse(""));
  }

  /** Copies what is selected; with nothing selected, all that is shown. */
  @FXML
  private void copy() {
    List<LogRow> selected = new ArrayList<>(rows.getSelectionModel().getSelectedItems());
    model.copy(selected.isEmpty() ? List.copyOf(model.rows()) : selected);
  }

  @FXML
  private void showFolder() {
    model.showFolder();
  }

  @FXML
  private void close() {
    close.run();
  }

  /** All of it. */
  public Parent root() {
    return root;
  }

  /** Time, gravity, program, text; a line in its full length is shown below the list. */
  private final class RowCell extends ListCell<LogRow> {
    private final Label time = label("logs-time", "mono", "muted");
    private final Label gravity = label("logs-gravity", "mono");
    private final Label program = label("logs-program", "mono", "muted");
    private final Label text = label("logs-text", "mono");
    private final HBox row = new HBox(time, gravity, program, text);

    RowCell() {
      getStyleClass().add("logs-row");
      row.getStyleClass().add("logs-cells");
      HBox.setHgrow(text, Priority.ALWAYS);
      // Not wider than the list: what does not fit is cut, and shown below.
      setPrefWidth(0);
    }

    private static Label label(String... styles) {
      Label label = new Label();
      label.getStyleClass().addAll(styles);
      return label;
    }

    @Override
    protected void updateItem(LogRow item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        setAccessibleText("");
        return;
      }
      time.setText(item.at().map(at -> Figures.timeToSecond(at, zone)).orElse(Figures.NONE));
      gravity.setText(
          switch (item.gravity()) {
            case DETAIL -> messages.text("logs.gravity.detail");
            case INFO -> messages.text("logs.gravity.info");
            case WARNING -> messages.text("logs.gravity.warning");
            case ERROR -> messages.text("logs.gravity.error");
          });
      String style = item.gravity().mood().style();
      if (!gravity.getStyleClass().contains(style)) {
        for (Mood mood : Mood.values()) {
          gravity.getStyleClass().remove(mood.style());
        }
        gravity.getStyleClass().add(style);
      }
      program.setText(item.program());
      text.setText(item.text());
      setGraphic(row);
      setAccessibleText(
          time.getText() + " " + gravity.getText() + " " + item.program() + " " + item.text());
    }
  }
}
