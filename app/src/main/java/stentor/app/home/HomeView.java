package stentor.app.home;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import stentor.app.history.HistoryEntry;
import stentor.app.home.HomeViewModel.Content;
import stentor.app.look.Icon;
import stentor.app.navigation.ScreenView;
import stentor.app.widget.Buttons;
import stentor.app.widget.Fxml;
import stentor.speech.problem.Problem;

/** The first screen. */
public final class HomeView implements ScreenView {

  private static final double RECENT = 240;
  private static final double LEAST_RECENT = 190;

  private final HomeViewModel model;
  private final ObservableValue<String> title;
  private final Button newEnvironment;
  private final Parent root;

  @FXML private VBox page;
  @FXML private HBox banner;
  @FXML private Label bannerWhat;
  @FXML private Label bannerWhy;
  @FXML private ListView<EnvironmentGrid.Row> grid;
  @FXML private VBox recentCard;
  @FXML private TableView<HistoryEntry> recent;
  @FXML private Label noRecent;
  @FXML private Hyperlink allTranscripts;
  @FXML private VBox firstRun;
  @FXML private StackPane dropIcon;
  @FXML private Button sample;
  @FXML private StackPane dropHere;

  /** Loads it. */
  public HomeView(HomeViewModel model, Fxml fxml) {
    this.model = model;
    this.title = ScreenView.fixed(fxml.messages().text("home.title"));
    this.newEnvironment =
        Buttons.primary("home-new", fxml.messages().text("home.new"), model::newEnvironment);
    this.root = fxml.load(this);
    dropIcon.getChildren().add(Icon.DROP.node());
    var _ = new EnvironmentGrid(model, fxml, grid);
    var _ = new RecentTable(model, fxml.messages(), recent);
    model.recent().addListener((ListChangeListener<HistoryEntry>) change -> showRecent());
    showRecent();
    model.contentProperty().addListener((property, before, now) -> show(now));
    show(model.contentProperty().get());
    model.problemProperty().addListener((property, before, now) -> show(now));
    show(model.problemProperty().get());
    root.setOnDragOver(this::dragged);
    root.setOnDragExited(event -> dropHere.setVisible(false));
    root.setOnDragDropped(this::dropped);
  }

  private void show(Content content) {
    set(page, content == Content.SOMETHING);
    set(firstRun, content == Content.FIRST_RUN);
    set(newEnvironment, content == Content.SOMETHING);
    if (content == Content.FIRST_RUN) {
      sample.requestFocus();
    }
  }

  private void showRecent() {
    boolean some = !model.recent().isEmpty();
    set(recent, some);
    set(allTranscripts, some);
    set(noRecent, !some);
    VBox.setVgrow(recentCard, some ? Priority.ALWAYS : Priority.NEVER);
    recentCard.setPrefHeight(some ? RECENT : VBox.USE_COMPUTED_SIZE);
    recentCard.setMinHeight(some ? LEAST_RECENT : VBox.USE_PREF_SIZE);
  }

  private void show(Optional<Problem> problem) {
    set(banner, problem.isPresent());
    bannerWhat.setText(problem.map(Problem::what).orElse(""));
    bannerWhy.setText(problem.map(Problem::why).orElse(""));
    set(bannerWhy, !bannerWhy.getText().isEmpty());
  }

  private static void set(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private void dragged(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
      dropHere.setVisible(true);
    }
    event.consume();
  }

  private void dropped(DragEvent event) {
    List<Path> recordings = event.getDragboard().getFiles().stream().map(File::toPath).toList();
    dropHere.setVisible(false);
    event.setDropCompleted(!recordings.isEmpty());
    event.consume();
    model.transcribe(recordings);
  }

  @FXML
  private void transcribeSample() {
    model.transcribeSample();
  }

  @FXML
  private void chooseRecordings() {
    model.chooseRecordings();
  }

  @FXML
  private void readAll() {
    allTranscripts.setVisited(false);
    model.readAll();
  }

  @FXML
  private void newEnvironment() {
    model.newEnvironment();
  }

  @FXML
  private void dismissProblem() {
    model.dismissProblem();
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
    return List.of(newEnvironment);
  }

  @Override
  public ObservableValue<String> freshness() {
    return model.freshnessProperty();
  }

  @Override
  public void shown() {
    model.shown();
  }

  @Override
  public void hidden() {
    model.hidden();
  }
}
