package stentor.app.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import stentor.app.change.ChangeViewModel.Shown;
import stentor.app.chart.Gantt;
import stentor.app.chart.GanttChart;
import stentor.app.environment.EnvironmentTitle;
import stentor.app.look.Icon;
import stentor.app.navigation.ScreenView;
import stentor.app.problem.ProblemCard;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.app.widget.Buttons;
import stentor.app.widget.EmptyState;
import stentor.app.widget.Figure;
import stentor.app.widget.Fxml;
import stentor.app.widget.Pill;
import stentor.app.widget.Presence;
import stentor.speech.problem.Problem;

/** The timeline of a change. */
public final class ChangeView implements ScreenView {

  private static final int MOST_CARDS = 2;

  private final ChangeViewModel model;
  private final Messages messages;
  private final Parent root;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<Status>> badge =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper subtitle = new ReadOnlyStringWrapper("");
  private final Button cancel;
  private final Button retry;
  private final Button revise;
  private final Button tearDown;
  private final Button environments;
  private final Button transcribe;
  private final Button open;
  private final Button receipt;
  private List<Problem> carded = List.of();

  @FXML private VBox page;
  @FXML private HBox figures;
  @FXML private Figure first;
  @FXML private Figure second;
  @FXML private Figure third;
  @FXML private Figure fourth;
  @FXML private HBox finish;
  @FXML private StackPane finishSign;
  @FXML private Label finishTitle;
  @FXML private Label finishText;
  @FXML private HBox finishActions;
  @FXML private VBox problems;
  @FXML private HBox ganttCard;
  @FXML private GanttChart gantt;
  @FXML private VBox detail;
  @FXML private Label detailTitle;
  @FXML private Label detailCount;
  @FXML private Label detailNone;
  @FXML private Button detailClose;
  @FXML private ListView<ResourceLine> made;
  @FXML private Label hint;
  @FXML private Pill state;
  @FXML private Label legend;
  @FXML private ListView<LogLine> log;
  @FXML private StackPane nothing;

  /** The view of this model. */
  public ChangeView(ChangeViewModel model, Fxml fxml) {
    this.model = model;
    this.messages = fxml.messages();
    this.cancel =
        Buttons.destructive("change-cancel", messages.text("change.cancel"), model::cancel);
    this.retry = Buttons.primary("change-retry", messages.text("change.retry"), model::retry);
    this.revise = Buttons.plain("change-revise", messages.text("change.revise"), model::revise);
    this.tearDown =
        Buttons.destructive("change-teardown", messages.text("change.teardown"), model::tearDown);
    this.environments =
        Buttons.plain(
            "change-environments", messages.text("change.environments"), model::environments);
    this.transcribe =
        Buttons.primary("change-transcribe", messages.text("change.transcribe"), model::transcribe);
    this.open = Buttons.plain("change-open", messages.text("change.open"), model::open);
    this.receipt =
        Buttons.primary("change-receipt", messages.text("change.receipt"), model::receipt);
    this.root = fxml.load(this);
    finishActions.getChildren().addAll(open, transcribe, receipt);
    nothing
        .getChildren()
        .add(
            new EmptyState(
                messages.text("change.none", EnvironmentTitle.of(model.name(), messages)),
                messages.text("change.none.text"),
                List.of(
                    Buttons.plain(
                        "change-none-environments",
                        messages.text("change.environments"),
                        model::environments))));
    log.setItems(model.log());
    log.setCellFactory(view -> new LogCell(model::time));
    log.setPlaceholder(new Label(messages.text("change.log.empty")));
    made.setCellFactory(view -> new ResourceCell(model::time));
    detailClose.setOnAction(event -> gantt.choose(Optional.empty()));
    gantt.chosenProperty().addListener((property, before, now) -> showDetail());
    model.shownProperty().addListener((property, before, now) -> show(now));
    show(model.shownProperty().get());
  }

  private void show(Shown now) {
    title.set(model.title());
    subtitle.set(now.subtitle());
    badge.set(now.badge());
    Presence.show(page, now.present());
    Presence.show(nothing, !now.present());
    figure(first, now.figures(), 0);
    figure(second, now.figures(), 1);
    figure(third, now.figures(), 2);
    figure(fourth, now.figures(), 3);
    Presence.show(figures, !now.figures().isEmpty());
    gantt.show(now.gantt());
    Presence.show(ganttCard, now.running() || !now.gantt().rows().isEmpty());
    showDetail();
    state.show(now.status());
    legend.setText(now.legend());
    finish(now.finish());
    problems(now.problems());
    actions(now.actions(), now.running());
  }

  private static void figure(Figure figure, List<FigureText> texts, int index) {
    boolean there = index < texts.size();
    Presence.show(figure, there);
    if (there) {
      figure.setValue(texts.get(index).value());
      figure.setCaption(texts.get(index).caption());
    }
  }

  /** What the step that somebody chose makes: only rows that differ are set anew. */
  private void showDetail() {
    Map<String, List<ResourceLine>> resources = model.shownProperty().get().resources();
    boolean told = !resources.isEmpty();
    Optional<Gantt.Row> row =
        gantt.chosenProperty().get().filter(id -> told).flatMap(this::shownRow);
    Presence.show(hint, told && row.isEmpty());
    Presence.show(detail, row.isPresent());
    if (row.isEmpty()) {
      return;
    }
    List<ResourceLine> lines = resources.getOrDefault(row.get().id(), List.of());
    detailTitle.setText(row.get().title());
    long done = lines.stream().filter(ResourceLine::isDone).count();
    detailCount.setText(
        messages.text("change.resources.count", Figures.whole(done), Figures.whole(lines.size())));
    Presence.show(detailCount, !lines.isEmpty());
    Presence.show(detailNone, lines.isEmpty());
    Presence.show(made, !lines.isEmpty());
    if (!made.getItems().equals(lines)) {
      made.getItems().setAll(lines);
    }
  }

  private Optional<Gantt.Row> shownRow(String id) {
    return gantt.shown().rows().stream().filter(row -> row.id().equals(id)).findFirst();
  }

  private void finish(Optional<Finish> shown) {
    Presence.show(finish, shown.isPresent());
    shown.ifPresent(
        came -> {
          finishTitle.setText(came.title());
          finishText.setText(came.text());
          finishSign.getStyleClass().setAll("finish-sign", came.good() ? "good" : "attention");
          finishSign.getChildren().setAll((came.good() ? Icon.DONE : Icon.PROBLEM).node());
        });
  }

  private void problems(List<Problem> shown) {
    if (!shown.equals(carded)) {
      carded = shown;
      List<ProblemCard> cards = new ArrayList<>();
      shown.stream()
          .limit(MOST_CARDS)
          .forEach(problem -> cards.add(new ProblemCard(problem, List.of(), messages)));
      problems.getChildren().setAll(cards);
    }
    Presence.show(problems, !shown.isEmpty());
  }

  private void actions(Actions can, boolean running) {
    Presence.show(cancel, can.cancel().isPresent());
    can.cancel().ifPresent(cancel::setText);
    Presence.show(retry, can.retry());
    Presence.show(revise, can.revise());
    Presence.show(tearDown, can.tearDown());
    Presence.show(environments, !running);
    Presence.show(open, can.open());
    Presence.show(transcribe, can.transcribe());
    Presence.show(receipt, can.receipt());
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public ObservableValue<String> title() {
    return title.getReadOnlyProperty();
  }

  @Override
  public ObservableValue<Optional<Status>> badge() {
    return badge.getReadOnlyProperty();
  }

  @Override
  public ObservableValue<String> subtitle() {
    return subtitle.getReadOnlyProperty();
  }

  @Override
  public List<Node> actions() {
    return List.of(environments, revise, retry, tearDown, cancel);
  }

  @Override
  public ObservableValue<String> freshness() {
    return ScreenView.fixed(messages.text("change.safe"));
  }

  @Override
  public boolean escape() {
    boolean open = detail.isVisible();
    gantt.choose(Optional.empty());
    return open;
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
