package stentor.app.launch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.RangeSlider;
import stentor.app.change.GanttRows;
import stentor.app.chart.GanttChart;
import stentor.app.environment.EnvironmentTitle;
import stentor.app.environment.Place;
import stentor.app.launch.LaunchViewModel.Field;
import stentor.app.navigation.ScreenView;
import stentor.app.problem.Fix;
import stentor.app.problem.ProblemCard;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.app.widget.Buttons;
import stentor.app.widget.EmptyState;
import stentor.app.widget.Figure;
import stentor.app.widget.Fxml;
import stentor.app.widget.Pill;
import stentor.app.widget.Presence;
import stentor.control.problem.ToldProblem;
import stentor.protocol.environment.Outlook;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.speech.problem.Problem;

/** What an environment shall be, and the plan of it. */
public final class LaunchView implements ScreenView {

  private static final double MILLISECONDS = 1e3;
  private static final int MOST_CARDS = 3;

  private final LaunchViewModel model;
  private final Messages messages;
  private final GanttRows rows;
  private final Parent root;
  private final ReadOnlyStringWrapper prices = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper subtitle = new ReadOnlyStringWrapper("");
  private final Button back;
  private final Button plan;
  private final Button start;
  private final Button again;
  private final CloudFieldsView cloud;
  private final ReadOnlyObjectWrapper<Optional<Status>> badge =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private boolean sliding;

  @FXML private HBox form;
  @FXML private TextField name;
  @FXML private Label nameWrong;
  @FXML private FlowPane places;
  @FXML private Label placeText;
  @FXML private VBox idleField;
  @FXML private VBox choices;
  @FXML private TextField fewest;
  @FXML private TextField most;
  @FXML private RangeSlider range;
  @FXML private Label workersWrong;
  @FXML private FlowPane expiries;
  @FXML private TextField expiryText;
  @FXML private Label expiryWrong;
  @FXML private FlowPane idles;
  @FXML private TextField idleText;
  @FXML private Label idleWrong;
  @FXML private Label modelsWrong;
  @FXML private ListView<ModelRow> models;
  @FXML private VBox planned;
  @FXML private Figure time;
  @FXML private Figure steps;
  @FXML private Figure cost;
  @FXML private Figure end;
  @FXML private HBox planFigures;
  @FXML private VBox problems;
  @FXML private VBox stepsCard;
  @FXML private Pill ready;
  @FXML private GanttChart gantt;
  @FXML private VBox blind;
  @FXML private VBox busy;
  @FXML private Label busyText;

  /** The view of this model. */
  public LaunchView(LaunchViewModel model, Fxml fxml) {
    this.model = model;
    this.messages = fxml.messages();
    this.rows = new GanttRows(messages);
    this.back = Buttons.plain("launch-back", messages.text("launch.back"), model::back);
    this.plan = Buttons.primary("launch-plan", messages.text("launch.plan"), model::plan);
    this.start = Buttons.primary("launch-start", messages.text("launch.start"), model::start);
    this.again = Buttons.plain("launch-again", messages.text("launch.plan.again"), model::plan);
    this.cloud = new CloudFieldsView(model, fxml);
    this.root = fxml.load(this);
    fields();
    workers();
    choices.getChildren().addFirst(cloud.root());
    cloud.fillPlaces(places, placeText);
    model.cloud().placeProperty().addListener((property, before, now) -> showPlace(now));
    showPlace(model.cloud().place());
    models.setItems(model.models());
    models.setCellFactory(view -> new ModelCell(messages));
    models.setOnKeyPressed(
        event ->
            ModelCell.toggle(
                event.getCode(),
                Optional.ofNullable(models.getSelectionModel().getSelectedItem())));
    models.setPlaceholder(
        new EmptyState(
            messages.text("launch.models.none"),
            messages.text("launch.models.none.text"),
            List.of()));
    model.wrongProperty().addListener((property, before, now) -> showWrong());
    model.phaseProperty().addListener((property, before, now) -> show(now));
    showWrong();
    show(model.phase());
  }

  private void fields() {
    name.textProperty().bindBidirectional(model.nameProperty());
    name.setDisable(model.existing().isPresent());
    String unsaid =
        messages.text(model.existing().isPresent() ? "launch.end.kept" : "launch.end.never");
    EndChoice.fill(
        "expiry",
        expiries,
        expiryText,
        EndChoice.LIVES,
        model.expiryProperty(),
        model.expiryTextProperty(),
        unsaid,
        model
            .cloud()
            .placeProperty()
            .map(place -> !place.isCloud() || model.existing().isPresent()),
        messages);
    EndChoice.fill(
        "idle",
        idles,
        idleText,
        EndChoice.IDLE,
        model.idleProperty(),
        model.idleTextProperty(),
        unsaid,
        ScreenView.fixed(true),
        messages);
  }

  /** Slider and numbers say the same; a number beyond the slider leaves it at its end. */
  private void workers() {
    fewest.textProperty().bindBidirectional(model.fewestProperty());
    most.textProperty().bindBidirectional(model.mostProperty());
    model.fewestProperty().addListener((property, before, now) -> slide());
    model.mostProperty().addListener((property, before, now) -> slide());
    slide();
    range
        .lowValueProperty()
        .addListener((property, before, now) -> typed(model.fewestProperty(), now.doubleValue()));
    range
        .highValueProperty()
        .addListener((property, before, now) -> typed(model.mostProperty(), now.doubleValue()));
  }

  private void slide() {
    Optional<Integer> low = number(model.fewestProperty());
    Optional<Integer> high = number(model.mostProperty());
    if (low.isPresent() && high.isPresent() && low.get() <= high.get()) {
      double most = Math.min(high.get(), range.getMax());
      sliding = true;
      range.setHighValue(Math.max(most, range.getLowValue()));
      range.setLowValue(Math.min(low.get(), most));
      range.setHighValue(most);
      sliding = false;
    }
  }

  private void typed(StringProperty text, double slid) {
    if (!sliding) {
      text.set(String.valueOf(Math.round(slid)));
    }
  }

  private static Optional<Integer> number(StringProperty text) {
    String digits = text.get().strip();
    return digits.matches("\\d{1,4}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
  }

  private void showWrong() {
    wrong(nameWrong, Field.NAME, name);
    wrong(modelsWrong, Field.MODELS, models);
    wrong(workersWrong, Field.WORKERS, fewest);
    wrong(workersWrong, Field.WORKERS, most);
    wrong(expiryWrong, Field.EXPIRY, expiryText);
    wrong(idleWrong, Field.IDLE, idleText);
    cloud.showWrong();
  }

  private void showPlace(Place place) {
    badge.set(place.badge(messages));
    Presence.show(idleField, !place.isCloud());
  }

  private void wrong(Label label, Field field, Node input) {
    String text = model.phase() instanceof LaunchPhase.Looking ? "" : model.wrong(field);
    label.setText(text);
    Presence.show(label, !text.isEmpty());
    input.setAccessibleHelp(text);
    input.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("wrong"), !text.isEmpty());
  }

  private void show(LaunchPhase phase) {
    boolean choosing = phase instanceof LaunchPhase.Choosing;
    boolean plans = phase instanceof LaunchPhase.Planned || phase instanceof LaunchPhase.Unplanned;
    Presence.show(form, choosing);
    Presence.show(planned, phase instanceof LaunchPhase.Planned);
    Presence.show(
        blind, phase instanceof LaunchPhase.Blind || phase instanceof LaunchPhase.Unplanned);
    Presence.show(
        busy, phase instanceof LaunchPhase.Looking || phase instanceof LaunchPhase.Planning);
    Presence.show(plan, choosing);
    Presence.show(start, phase instanceof LaunchPhase.Planned);
    Presence.show(again, phase instanceof LaunchPhase.Planned && !model.canStart());
    start.setDisable(!model.canStart());
    prices.set("");
    subtitle.set(
        plans
            ? messages.text("launch.subtitle.plan")
            : model.existing().isPresent() ? messages.text("launch.subtitle.change") : "");
    switch (phase) {
      case LaunchPhase.Looking _ -> busyText.setText(messages.text("launch.looking"));
      case LaunchPhase.Planning _ -> busyText.setText(messages.text("launch.planning"));
      case LaunchPhase.Choosing _ -> {
        showWrong();
        (name.isDisabled() ? models : name).requestFocus();
      }
      case LaunchPhase.Blind(Problem problem) ->
          blind
              .getChildren()
              .setAll(
                  new ProblemCard(
                      problem,
                      List.of(new Fix(messages.text("launch.again"), model::look)),
                      messages));
      case LaunchPhase.Unplanned(Problem problem) ->
          blind
              .getChildren()
              .setAll(
                  new ProblemCard(
                      problem,
                      List.of(new Fix(messages.text("launch.again"), model::plan)),
                      messages));
      case LaunchPhase.Planned(PlanDocument shown) -> showPlan(shown);
    }
  }

  private void showPlan(PlanDocument shown) {
    long work = shown.steps().stream().filter(step -> step.change() != Change.NONE).count();
    if (work == 0) {
      figure(time, messages.text("launch.time.none"), messages.text("launch.time.none.caption"));
    } else {
      Duration expected = Duration.ofMillis(Math.round(shown.criticalPathSeconds() * MILLISECONDS));
      figure(time, Figures.duration(expected), messages.text("launch.time"));
    }
    figure(
        steps,
        messages.text("launch.steps", Figures.whole(work), Figures.whole(shown.steps().size())),
        messages.text("launch.steps.caption"));
    showCost(shown);
    showEnd(shown.request());
    showProblems(shown);
    gantt.show(rows.of(shown));
  }

  private void showCost(PlanDocument shown) {
    PlanCost costs = PlanCost.of(shown, model.life(), messages);
    figure(cost, costs.value(), costs.caption());
    start.setText(costs.start());
    prices.set(costs.origin());
  }

  private void showEnd(PlanDocument.Request request) {
    Optional<Duration> life = request.expire().or(model::life);
    if (life.isPresent()) {
      figure(end, Figures.duration(life.get()), messages.text("launch.expiry.caption"));
    } else if (request.idle().isPresent()) {
      figure(end, Figures.duration(request.idle().get()), messages.text("launch.idle.caption"));
    } else if (model.existing().isPresent()) {
      figure(end, messages.text("launch.expiry.kept"), messages.text("launch.expiry.kept.caption"));
    } else {
      figure(
          end, messages.text("launch.expiry.never"), messages.text("launch.expiry.never.caption"));
    }
  }

  private void showProblems(PlanDocument shown) {
    int count = shown.problems().size();
    ready.show(
        Optional.of(
            count == 0
                ? new Status(messages.text("launch.ready"), Mood.GOOD)
                : new Status(messages.count("launch.problems", count), Mood.BAD)));
    List<ProblemStatus> warnings = shown.outlook().map(Outlook::warnings).orElse(List.of());
    List<Node> cards = new ArrayList<>();
    shown.problems().stream().limit(MOST_CARDS).map(this::card).forEach(cards::add);
    warnings.stream()
        .limit(Math.max(0, MOST_CARDS - cards.size()))
        .map(this::warning)
        .forEach(cards::add);
    int more = count + warnings.size() - cards.size();
    if (more > 0) {
      Label rest = new Label(messages.count("launch.more", more));
      rest.getStyleClass().add("muted");
      cards.add(rest);
    }
    problems.getChildren().setAll(cards);
    Presence.show(problems, count > 0 || !warnings.isEmpty());
    // Where not even the account could be asked there is nothing to count.
    boolean planned = !shown.steps().isEmpty();
    Presence.show(planFigures, planned || count == 0);
    Presence.show(stepsCard, planned);
  }

  private ProblemCard card(ProblemStatus problem) {
    return new ProblemCard(new ToldProblem(problem), List.of(), messages);
  }

  /** Known beforehand, and no hindrance. */
  private ProblemCard warning(ProblemStatus warning) {
    ProblemCard card = card(warning);
    card.getStyleClass().remove("bad");
    card.getStyleClass().add("attention");
    return card;
  }

  private static void figure(Figure figure, String value, String caption) {
    figure.setValue(value);
    figure.setCaption(caption);
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public ObservableValue<String> title() {
    return model
        .cloud()
        .placeProperty()
        .map(
            place ->
                model
                    .existing()
                    .map(known -> EnvironmentTitle.of(known, place, messages))
                    .orElseGet(() -> messages.text("launch.title")));
  }

  @Override
  public ObservableValue<String> subtitle() {
    return subtitle.getReadOnlyProperty();
  }

  @Override
  public ObservableValue<Optional<Status>> badge() {
    return badge.getReadOnlyProperty();
  }

  @Override
  public List<Node> actions() {
    return List.of(back, again, plan, start);
  }

  @Override
  public ObservableValue<String> freshness() {
    return ScreenView.fixed(messages.text("launch.safe"));
  }

  @Override
  public ObservableValue<String> money() {
    return prices.getReadOnlyProperty();
  }

  @Override
  public void shown() {
    model.look();
  }

  @Override
  public boolean escape() {
    boolean plans =
        model.phase() instanceof LaunchPhase.Planned
            || model.phase() instanceof LaunchPhase.Unplanned;
    if (plans) {
      model.back();
    }
    return plans;
  }
}
