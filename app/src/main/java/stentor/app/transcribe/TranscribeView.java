package stentor.app.transcribe;

import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.event.EventHandler;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import stentor.app.async.Ending;
import stentor.app.desktop.Clipboards;
import stentor.app.desktop.FileChoice;
import stentor.app.environment.EnvironmentTitle;
import stentor.app.export.ExportFormat;
import stentor.app.export.Exports;
import stentor.app.look.Icon;
import stentor.app.navigation.Screen;
import stentor.app.navigation.ScreenView;
import stentor.app.sound.LevelMeter;
import stentor.app.sound.Microphone;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.app.widget.Buttons;
import stentor.app.widget.EmptyState;
import stentor.app.widget.Fxml;
import stentor.app.widget.Presence;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

/** The transcribe panel: what is dropped comes out as a transcript. */
public final class TranscribeView implements ScreenView {

  private final TranscribeViewModel model;
  private final RecordingViewModel record;
  private final Messages messages;
  private final StateWords words;
  private final FileChoice files;
  private final Exports exports;
  private final Parent root;
  private final Parent transcript;
  private final MenuButton environment = new MenuButton();
  private final MenuButton language = new MenuButton();
  private final List<Node> actions;
  private final ChangeListener<RecordingState> followed = (property, before, now) -> showBody();
  private final EventHandler<KeyEvent> pasting = this::onSceneKey;
  private Optional<RecordingRow> following = Optional.empty();
  private Screen.Transcribe lastOpened = Screen.Transcribe.asItWas();

  @FXML private StackPane layers;
  @FXML private StackPane empty;
  @FXML private VBox batch;
  @FXML private Label summary;
  @FXML private MenuButton exportAll;
  @FXML private Button retryFailed;
  @FXML private Button cancelAll;
  @FXML private Button clear;
  @FXML private TableView<RecordingRow> table;
  @FXML private TableColumn<RecordingRow, String> nameColumn;
  @FXML private TableColumn<RecordingRow, RecordingState> stateColumn;
  @FXML private TableColumn<RecordingRow, Double> lengthColumn;
  @FXML private TableColumn<RecordingRow, Double> tookColumn;
  @FXML private TableColumn<RecordingRow, Double> speedColumn;
  @FXML private TableColumn<RecordingRow, Double> werColumn;
  @FXML private TableColumn<RecordingRow, RecordingState> actionColumn;
  @FXML private StackPane body;
  @FXML private VBox underWay;
  @FXML private Label underWayName;
  @FXML private Label underWayState;
  @FXML private ProgressBar underWayProgress;
  @FXML private Button underWayCancel;
  @FXML private VBox failure;
  @FXML private Label failureName;
  @FXML private Label failureWhat;
  @FXML private Label failureWhy;
  @FXML private VBox failureFixes;
  @FXML private Label failureCode;
  @FXML private Button retry;
  @FXML private Button removeFailed;
  @FXML private Label told;
  @FXML private HBox strip;
  @FXML private Button stripChoose;
  @FXML private Button stripRecord;
  @FXML private HBox recording;
  @FXML private Label recordingTime;
  @FXML private StackPane recordingLevel;
  @FXML private ComboBox<Microphone> microphones;
  @FXML private Label recordingNote;
  @FXML private Button recordStart;
  @FXML private Button recordStop;
  @FXML private Button recordDiscard;
  @FXML private StackPane dropShade;

  /** The panel of this model. */
  public TranscribeView(
      TranscribeViewModel model,
      RecordingViewModel record,
      Fxml fxml,
      FileChoice files,
      Exports exports,
      Clipboards clipboard) {
    this.model = model;
    this.record = record;
    this.messages = fxml.messages();
    this.words = new StateWords(messages);
    this.files = files;
    this.exports = exports;
    this.root = fxml.load(this);
    this.transcript =
        new TranscriptView(model.transcript(), fxml, files, exports, clipboard).root();
    body.getChildren().addFirst(transcript);
    this.actions = header();
    record.setOnRecorded(file -> model.add(List.of(file)));
    emptyState();
    table();
    selectedBody();
    dropping();
    strip();
    recording();
    Bindings.bindContent(table.getItems(), model.rows());
    model.countsProperty().addListener((property, before, now) -> showParts());
    model.rows().addListener((javafx.beans.Observable changed) -> showParts());
    showParts();
  }

  /**
   * Shows the panel as the screen wants it: in this environment, with these files. A screen to
   * which a person comes back has had its files.
   */
  @SuppressWarnings("ReferenceEquality") // the same files may be brought again, by another screen
  public TranscribeView opened(Screen.Transcribe screen) {
    if (screen != lastOpened) {
      lastOpened = screen;
      screen.environment().ifPresent(model::choose);
      model.add(screen.files());
    }
    return this;
  }

  private List<Node> header() {
    Label on = new Label(messages.text("transcribe.on"));
    on.getStyleClass().add("muted");
    environment.setId("transcribe-environment");
    environment.getStyleClass().add("plain");
    language.setId("transcribe-language");
    language.getStyleClass().add("plain");
    environment.setMinWidth(MenuButton.USE_PREF_SIZE);
    language.setMinWidth(MenuButton.USE_PREF_SIZE);
    model.environmentProperty().addListener((property, before, now) -> showEnvironments());
    model.environments().addListener((javafx.beans.Observable changed) -> showEnvironments());
    model.languages().addListener((javafx.beans.Observable changed) -> showLanguages());
    model.languageProperty().addListener((property, before, now) -> showLanguages());
    showEnvironments();
    showLanguages();
    return List.of(on, environment, language);
  }

  private void showEnvironments() {
    EnvironmentName now = model.environmentProperty().get();
    environment.setText(EnvironmentTitle.of(now, messages));
    environment.setAccessibleText(messages.text("transcribe.environment", now));
    environment
        .getItems()
        .setAll(
            model.environments().stream()
                .map(
                    name ->
                        choice(
                            EnvironmentTitle.of(name, messages),
                            name.equals(now),
                            () -> model.choose(name)))
                .toList());
  }

  private void showLanguages() {
    Optional<String> now = model.languageProperty().get();
    language.setText(
        now.map(tag -> messages.text("transcribe.language", TranscribeViewModel.languageName(tag)))
            .orElseGet(() -> messages.text("transcribe.language.find")));
    List<MenuItem> items = new java.util.ArrayList<>();
    items.add(
        choice(
            messages.text("transcribe.language.any"),
            now.isEmpty(),
            () -> model.languageProperty().set(Optional.empty())));
    for (String tag : model.languages()) {
      items.add(
          choice(
              messages.text("transcribe.language.one", TranscribeViewModel.languageName(tag), tag),
              now.filter(tag::equals).isPresent(),
              () -> model.languageProperty().set(Optional.of(tag))));
    }
    language.getItems().setAll(items);
  }

  private static MenuItem choice(String text, boolean chosen, Runnable action) {
    CheckMenuItem item = new CheckMenuItem(text);
    item.setMnemonicParsing(false);
    item.setSelected(chosen);
    item.setOnAction(event -> action.run());
    return item;
  }

  private void emptyState() {
    EmptyState nothing =
        new EmptyState(
            messages.text("transcribe.empty.title"),
            messages.text("transcribe.empty.text"),
            List.of(
                Buttons.primary(
                    "transcribe-sample", messages.text("transcribe.sample"), model::addSample),
                Buttons.plain(
                    "transcribe-choose",
                    messages.text("transcribe.choose.files"),
                    this::chooseFiles),
                Buttons.plain(
                    "transcribe-folder",
                    messages.text("transcribe.choose.folder"),
                    this::chooseFolder),
                Buttons.plain(
                    "transcribe-record", messages.text("transcribe.record"), record::begin)));
    nothing.getChildren().addFirst(Icon.DROP.node());
    empty.getChildren().add(nothing);
    told.textProperty().bind(model.toldProperty());
    told.visibleProperty().bind(model.toldProperty().isNotEmpty());
    told.managedProperty().bind(told.visibleProperty());
  }

  private void chooseFiles() {
    model.add(
        files.files(
            messages.text("transcribe.choose.title"),
            List.of(
                new FileChoice.Kind(
                    messages.text("transcribe.kind.recordings"), RecordingSearch.ENDINGS),
                new FileChoice.Kind(messages.text("transcribe.kind.all"), List.of()))));
  }

  private void chooseFolder() {
    files
        .folder(messages.text("transcribe.choose.folder.title"))
        .ifPresent(folder -> model.add(List.of(folder)));
  }

  private void table() {
    table.setPlaceholder(new Label(""));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    nameColumn.setCellValueFactory(row -> new SimpleStringProperty(row.getValue().name()));
    nameColumn.setCellFactory(column -> new NameCell());
    stateColumn.setCellValueFactory(row -> row.getValue().stateProperty());
    stateColumn.setComparator(java.util.Comparator.comparing(words::of));
    stateColumn.setCellFactory(column -> new StateCell());
    number(lengthColumn, Figures::length, result -> result.transcription().duration());
    number(
        tookColumn,
        seconds -> Figures.duration(java.time.Duration.ofMillis((long) (seconds * 1000))),
        result -> result.took().toMillis() / 1000.0);
    number(speedColumn, Figures::times, Transcribed::timesRealTime);
    werColumn.setCellValueFactory(
        row ->
            row.getValue()
                .scoreProperty()
                .map(score -> score.map(known -> known.words().rate()).orElse(Double.NaN)));
    werColumn.setCellFactory(column -> new NumberCell(Figures::percent));
    actionColumn.setCellValueFactory(row -> row.getValue().stateProperty());
    actionColumn.setCellFactory(column -> new ActionCell());
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (property, before, now) -> {
              if (now != null) {
                model.selectedProperty().set(Optional.of(now));
              }
            });
    model
        .selectedProperty()
        .addListener(
            (property, before, now) ->
                now.ifPresentOrElse(this::point, () -> table.getSelectionModel().clearSelection()));
    table.addEventHandler(KeyEvent.KEY_PRESSED, this::onTableKey);
    summary.textProperty().bind(model.summaryProperty());
    for (ExportFormat format : ExportFormat.values()) {
      MenuItem item = new MenuItem(exports.name(format));
      item.setId("export-all-" + format.format());
      item.setOnAction(
          event ->
              exports.many(
                  model.exportable(),
                  format,
                  Ending.of(
                      done -> model.tell(exports.said(done)),
                      problem -> model.tell(problem.sentence()))));
      exportAll.getItems().add(item);
    }
    retryFailed.setOnAction(event -> model.retryFailed());
    cancelAll.setOnAction(event -> model.cancelAll());
    clear.setOnAction(event -> model.clear());
  }

  private void point(RecordingRow row) {
    if (table.getSelectionModel().getSelectedItem() != row) {
      table.getSelectionModel().select(row);
      table.scrollTo(row);
    }
  }

  private void onTableKey(KeyEvent event) {
    if (event.getCode() == KeyCode.DELETE) {
      model.selectedProperty().get().ifPresent(model::remove);
      event.consume();
    }
  }

  private static void number(
      TableColumn<RecordingRow, Double> column,
      Function<Double, String> text,
      Function<Transcribed, Double> value) {
    column.setCellValueFactory(
        row ->
            row.getValue()
                .stateProperty()
                .map(state -> row.getValue().result().map(value).orElse(Double.NaN)));
    column.setCellFactory(cell -> new NumberCell(text));
  }

  private void selectedBody() {
    model.selectedProperty().addListener((property, before, now) -> follow(now));
    model.transcript().shownProperty().addListener((property, before, now) -> showBody());
    underWayCancel.setOnAction(event -> model.selectedProperty().get().ifPresent(model::cancel));
    retry.setOnAction(event -> model.selectedProperty().get().ifPresent(model::retry));
    removeFailed.setOnAction(event -> model.selectedProperty().get().ifPresent(model::remove));
    follow(model.selectedProperty().get());
  }

  private void follow(Optional<RecordingRow> row) {
    following.ifPresent(before -> before.stateProperty().removeListener(followed));
    following = row;
    following.ifPresent(now -> now.stateProperty().addListener(followed));
    showBody();
  }

  private void showBody() {
    Optional<RecordingState> state = following.map(RecordingRow::state);
    boolean done = model.transcript().shownProperty().get().isPresent();
    boolean ended = state.map(RecordingState::hasEnded).orElse(true);
    Presence.show(transcript, done);
    Presence.show(underWay, state.isPresent() && !ended);
    Presence.show(failure, state.isPresent() && ended && !done);
    following.ifPresent(this::showState);
  }

  private void showState(RecordingRow row) {
    underWayName.setText(row.name());
    underWayState.setText(words.of(row.state()));
    double fraction = row.state().fraction();
    underWayProgress.setProgress(fraction);
    underWayProgress.setAccessibleText(words.of(row.state()));
    failureName.setText(row.name());
    Optional<Problem> problem = row.problem();
    failureWhat.setText(problem.map(Problem::what).orElseGet(() -> words.of(row.state())));
    failureWhy.setText(problem.map(Problem::why).orElse(""));
    Presence.show(failureWhy, !failureWhy.getText().isEmpty());
    failureFixes
        .getChildren()
        .setAll(
            problem.map(Problem::fixes).orElse(List.of()).stream()
                .map(
                    fix -> {
                      Label label = new Label(fix);
                      label.setWrapText(true);
                      return label;
                    })
                .toList());
    failureCode.setText(problem.map(Problem::code).orElse(""));
    Presence.show(failureCode, problem.isPresent());
  }

  private void showParts() {
    boolean any = !model.rows().isEmpty();
    boolean many = model.rows().size() > 1;
    Presence.show(empty, !any);
    Presence.show(batch, many);
    Presence.show(body, any);
    Presence.show(strip, any && !record.openProperty().get());
    TranscribeViewModel.Counts counts = model.countsProperty().get();
    Presence.show(exportAll, counts.done() > 0);
    Presence.show(retryFailed, counts.failed() > 0);
    Presence.show(cancelAll, counts.under() > 0);
    Presence.show(clear, counts.under() < counts.all());
  }

  private void dropping() {
    layers.addEventHandler(
        DragEvent.DRAG_OVER,
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            dropShade.setVisible(true);
          }
          event.consume();
        });
    layers.addEventHandler(DragEvent.DRAG_EXITED, event -> dropShade.setVisible(false));
    layers.addEventHandler(
        DragEvent.DRAG_DROPPED,
        event -> {
          dropShade.setVisible(false);
          boolean taken = event.getDragboard().hasFiles();
          if (taken) {
            model.add(event.getDragboard().getFiles().stream().map(File::toPath).toList());
          }
          event.setDropCompleted(taken);
          event.consume();
        });
  }

  private void onSceneKey(KeyEvent event) {
    if (event.getCode() == KeyCode.V && event.isShortcutDown()) {
      paste();
      event.consume();
    }
  }

  /** Takes what was copied elsewhere: files, or their paths. */
  public void paste() {
    Clipboard clipboard = Clipboard.getSystemClipboard();
    if (clipboard.hasFiles()) {
      model.add(clipboard.getFiles().stream().map(File::toPath).toList());
    } else if (clipboard.hasString()) {
      model.addPasted(clipboard.getString());
    }
  }

  private void strip() {
    stripChoose.setOnAction(event -> chooseFiles());
    stripRecord.setOnAction(event -> record.begin());
  }

  private void recording() {
    record.openProperty().addListener((property, before, now) -> showRecording());
    record.recorder().stateProperty().addListener((property, before, now) -> showRecording());
    record.chosenProperty().addListener((property, before, now) -> showRecording());
    recordingTime
        .textProperty()
        .bind(
            record
                .recorder()
                .secondsProperty()
                .map(seconds -> Figures.place(seconds.doubleValue())));
    LevelMeter meter = new LevelMeter(messages);
    meter.follow(record.recorder().levelProperty());
    recordingLevel.getChildren().add(meter);
    recordingNote.textProperty().bind(record.noteProperty());
    Bindings.bindContent(microphones.getItems(), record.microphones());
    record
        .chosenProperty()
        .addListener((property, before, now) -> microphones.setValue(now.orElse(null)));
    microphones
        .valueProperty()
        .addListener(
            (property, before, now) -> record.chosenProperty().set(Optional.ofNullable(now)));
    recordStart.setOnAction(event -> record.start());
    recordStop.setOnAction(event -> record.stop());
    recordDiscard.setOnAction(event -> record.discard());
    showRecording();
  }

  private void showRecording() {
    boolean running = record.isRecording();
    Presence.show(recording, record.openProperty().get());
    Presence.show(recordStart, !running);
    Presence.show(recordStop, running);
    Presence.show(recordingLevel, running);
    Presence.show(microphones, !running);
    recordStart.setDisable(record.chosenProperty().get().isEmpty());
    microphones.setDisable(running || record.microphones().isEmpty());
    if (model.rows().isEmpty()) {
      Presence.show(strip, false);
    } else {
      Presence.show(strip, !record.openProperty().get());
    }
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public ObservableValue<String> title() {
    return ScreenView.fixed(messages.text("transcribe.title"));
  }

  @Override
  public List<Node> actions() {
    return actions;
  }

  @Override
  public ObservableValue<String> freshness() {
    return model.freshnessProperty();
  }

  @Override
  public void shown() {
    model.shown();
    // Wherever the focus is: a field for text takes the key before.
    Optional.ofNullable(root.getScene())
        .ifPresent(scene -> scene.addEventHandler(KeyEvent.KEY_PRESSED, pasting));
  }

  @Override
  public void hidden() {
    model.hidden();
    Optional.ofNullable(layers.getScene())
        .ifPresent(scene -> scene.removeEventHandler(KeyEvent.KEY_PRESSED, pasting));
  }

  @Override
  public boolean escape() {
    if (record.openProperty().get() && !record.isRecording()) {
      record.discard();
      return true;
    }
    return false;
  }

  /** A name, cut in its middle where it is long, whole in its tooltip. */
  private static final class NameCell extends TableCell<RecordingRow, String> {
    private final Tooltip whole = new Tooltip();

    NameCell() {
      setTextOverrun(javafx.scene.control.OverrunStyle.CENTER_ELLIPSIS);
    }

    @Override
    protected void updateItem(String name, boolean empty) {
      super.updateItem(name, empty);
      setText(empty ? null : name);
      whole.setText(empty ? "" : name);
      setTooltip(empty ? null : whole);
    }
  }

  /** A number on the right; a dash where there is none. */
  private static final class NumberCell extends TableCell<RecordingRow, Double> {
    private final Function<Double, String> text;

    NumberCell(Function<Double, String> text) {
      this.text = text;
      getStyleClass().add("number");
    }

    @Override
    protected void updateItem(Double value, boolean empty) {
      super.updateItem(value, empty);
      setText(empty || value == null ? null : value.isNaN() ? Figures.NONE : text.apply(value));
    }
  }

  /** Where it is, in words; how far as a small bar. */
  private final class StateCell extends TableCell<RecordingRow, RecordingState> {
    private final ProgressBar bar = new ProgressBar();
    private final Tooltip whole = new Tooltip();

    StateCell() {
      bar.setPrefWidth(64);
      getStyleClass().add("state-cell");
    }

    @Override
    protected void updateItem(RecordingState state, boolean empty) {
      super.updateItem(state, empty);
      getStyleClass().removeAll("good", "bad", "muted");
      if (empty || state == null) {
        setText(null);
        setGraphic(null);
        setTooltip(null);
        return;
      }
      setText(words.of(state));
      whole.setText(getText());
      setTooltip(whole);
      boolean runs = !state.hasEnded() && !(state instanceof RecordingState.Waiting);
      bar.setProgress(Math.max(0, state.fraction()));
      setGraphic(runs && state.fraction() >= 0 ? bar : null);
      switch (state) {
        case RecordingState.Done _ -> getStyleClass().add("good");
        case RecordingState.Failed _ -> getStyleClass().add("bad");
        case RecordingState.Waiting _, RecordingState.Cancelled _ -> getStyleClass().add("muted");
        case RecordingState.Starting _,
            RecordingState.Uploading _,
            RecordingState.SendingAgain _,
            RecordingState.Queued _,
            RecordingState.Recognising _ -> {}
      }
    }
  }

  /** What can be done with it. */
  private final class ActionCell extends TableCell<RecordingRow, RecordingState> {
    private final Button cancel = button(messages.text("transcribe.cancel"), model::cancel);
    private final Button again = button(messages.text("transcribe.retry"), model::retry);
    private final Button remove = button(messages.text("transcribe.remove"), model::remove);
    private final HBox row = new HBox(4);

    ActionCell() {
      row.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
    }

    private Button button(String text, java.util.function.Consumer<RecordingRow> action) {
      Button button = new Button(text);
      button.getStyleClass().add("quiet");
      button.setMinWidth(USE_PREF_SIZE);
      button.setOnAction(event -> Optional.ofNullable(getTableRow().getItem()).ifPresent(action));
      return button;
    }

    @Override
    protected void updateItem(RecordingState state, boolean empty) {
      super.updateItem(state, empty);
      setText(null);
      if (empty || state == null) {
        setGraphic(null);
        return;
      }
      switch (state) {
        case RecordingState.Done _ -> row.getChildren().setAll(remove);
        case RecordingState.Failed _, RecordingState.Cancelled _ ->
            row.getChildren().setAll(again, remove);
        case RecordingState.Waiting _,
            RecordingState.Starting _,
            RecordingState.Uploading _,
            RecordingState.SendingAgain _,
            RecordingState.Queued _,
            RecordingState.Recognising _ ->
            row.getChildren().setAll(cancel);
      }
      setGraphic(row);
    }
  }
}
