package stentor.app.overview;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import stentor.app.chart.ChartPoint;
import stentor.app.chart.ChartSeries;
import stentor.app.chart.Ink;
import stentor.app.chart.TimeChart;
import stentor.app.environment.EnvironmentHistory;
import stentor.app.navigation.ScreenView;
import stentor.app.overview.ProblemNote.Action;
import stentor.app.overview.Reading.Content;
import stentor.app.overview.ScaleUp.Phase;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.app.widget.Buttons;
import stentor.app.widget.EmptyState;
import stentor.app.widget.Figure;
import stentor.app.widget.Fxml;
import stentor.app.widget.Overlay;

/** One environment, live. */
public final class OverviewView implements ScreenView {

  /** Boxes of more problems than this would be a wall nobody reads. */
  private static final int MOST_PROBLEMS = 20;

  private static final double GAP = 8;

  private final OverviewViewModel model;
  private final Fxml fxml;
  private final Messages messages;
  private final Function<Runnable, Parent> logs;
  private final Overlay overlay = new Overlay();
  private final Button transcribe;
  private final Button follow;
  private final Button showLogs;
  private final MenuButton extend = new MenuButton();
  private final Button tearDown;
  private final Parent root;
  private final CloudView cloud;

  @FXML private StackPane layers;
  @FXML private ScrollPane scroll;
  @FXML private VBox page;
  @FXML private VBox sideColumn;
  @FXML private VBox banner;
  @FXML private Label bannerWhat;
  @FXML private Label bannerWhy;
  @FXML private GridPane figures;
  @FXML private Figure health;
  @FXML private Figure waiting;
  @FXML private Figure realTime;
  @FXML private Figure cost;
  @FXML private GridPane charts;
  @FXML private Label hint;
  @FXML private TimeChart waitingChart;
  @FXML private TimeChart workersChart;
  @FXML private TimeChart jobsChart;
  @FXML private TimeChart latencyChart;
  @FXML private GridPane lower;
  @FXML private TableView<ModelRow> models;
  @FXML private VBox problems;
  @FXML private VBox story;
  @FXML private VBox processCard;
  @FXML private VBox processes;
  @FXML private StackPane absent;

  /**
   * Loads it.
   *
   * @param logs makes the view of the logs, which is handed how it is closed
   */
  public OverviewView(OverviewViewModel model, Fxml fxml, Function<Runnable, Parent> logs) {
    this.model = model;
    this.fxml = fxml;
    this.messages = fxml.messages();
    this.logs = logs;
    this.root = fxml.load(this);
    layers.getChildren().add(overlay);
    cloud = new CloudView(model, fxml);
    page.getChildren().add(cloud.root());
    transcribe =
        Buttons.primary(
            "overview-transcribe", messages.text("overview.transcribe"), model::transcribe);
    follow = Buttons.plain("overview-follow", messages.text("overview.follow"), model::follow);
    showLogs = Buttons.plain("overview-logs", messages.text("overview.logs"), this::showLogs);
    tearDown =
        Buttons.destructive(
            "overview-tear-down", messages.text("overview.tearDown"), model::tearDown);
    makeExtend();
    var _ =
        new ModelTable(
            models,
            model,
            messages,
            model.readingProperty().map(reading -> reading.can().use()),
            this::scale);
    absent
        .getChildren()
        .add(
            new EmptyState(
                messages.text("overview.absent.title", model.title()),
                messages.text("overview.absent.text"),
                List.of(
                    Buttons.primary(
                        "overview-launch", messages.text("overview.launch"), model::launch))));
    writeCharts();
    model.readingProperty().addListener((property, before, now) -> show(now));
    model.chartsProperty().addListener((property, before, now) -> show(now));
    model.scaleUpProperty().addListener((property, before, now) -> show(now));
    model.problems().addListener((ListChangeListener<ProblemNote>) change -> showProblems());
    show(model.reading());
    show(model.chartsProperty().get());
    show(model.scaleUpProperty().get());
    showProblems();
  }

  private void makeExtend() {
    extend.setId("overview-extend");
    extend.setText(messages.text("overview.extend"));
    extend.getStyleClass().add("plain");
    extend.setMinWidth(Region.USE_PREF_SIZE);
  }

  private void writeCharts() {
    waitingChart.write(
        value -> messages.count("overview.value.jobs", Math.round(value)),
        OverviewView::mark,
        true,
        model.zone());
    workersChart.write(OverviewView::mark, OverviewView::mark, true, model.zone());
    workersChart.paint(List.of(Ink.SECOND, Ink.REST));
    jobsChart.write(
        value -> messages.text("overview.value.rate", Figures.decimal(value)),
        OverviewView::mark,
        false,
        model.zone());
    latencyChart.write(
        value -> Figures.duration(Duration.ofMillis(Math.round(value * 1000))),
        value -> messages.text("overview.value.seconds", mark(value)),
        false,
        model.zone());
  }

  /** A value at an axis, with as many decimals as it has. */
  private static String mark(double value) {
    return value >= 1000
        ? Figures.whole(Math.round(value))
        : BigDecimal.valueOf(value)
            .setScale(6, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
  }

  private void show(Reading reading) {
    set(scroll, reading.content() == Content.THERE);
    set(absent, reading.content() == Content.ABSENT);
    boolean far = reading.cloud().isPresent();
    set(figures, !far);
    set(charts, !far);
    set(lower, !far);
    set(cloud.root(), far);
    reading.cloud().ifPresent(one -> cloud.show(one, reading.can().extend()));
    VBox besides = far ? cloud.side() : sideColumn;
    if (problems.getParent() != besides) {
      besides.getChildren().addFirst(problems);
    }
    set(banner, reading.stale().isPresent());
    bannerWhat.setText(reading.stale().map(Reading.Stale::what).orElse(""));
    bannerWhy.setText(reading.stale().map(Reading.Stale::why).orElse(""));
    for (Node part : List.of(figures, charts, lower, cloud.root())) {
      part.getStyleClass().removeAll("stale");
      if (reading.stale().isPresent()) {
        part.getStyleClass().add("stale");
      }
    }
    fill(health, reading.health());
    fill(waiting, reading.waiting());
    fill(realTime, reading.realTime());
    fill(cost, reading.cost());
    if (processes.getChildren().size() != reading.processes().size()
        || !String.join("\n", reading.processes()).equals(processes.getUserData())) {
      processes.setUserData(String.join("\n", reading.processes()));
      processes.getChildren().setAll(reading.processes().stream().map(this::process).toList());
    }
    set(processCard, !reading.processes().isEmpty());
    transcribe.setDisable(!reading.can().use());
    boolean used = !far || reading.can().use();
    set(transcribe, used && reading.content() == Content.THERE && !reading.can().follow());
    set(follow, reading.can().follow());
    set(showLogs, used && reading.content() == Content.THERE);
    set(tearDown, reading.content() == Content.THERE);
    tearDown.setDisable(!reading.can().tearDown());
    set(extend, reading.content() == Content.THERE);
    extend.setDisable(far ? !reading.can().extend() : !reading.can().use());
    showExtensions(reading);
  }

  private void showExtensions(Reading reading) {
    if (reading.can().extend()) {
      if (extend.getItems().size() != OverviewViewModel.EXTENSIONS.size()) {
        extend.getItems().setAll(OverviewViewModel.EXTENSIONS.stream().map(this::item).toList());
      }
    } else if (extend.getItems().size() != 1 || !extend.getItems().getFirst().isDisable()) {
      MenuItem none = new MenuItem(messages.text("overview.extend.none"));
      none.setDisable(true);
      extend.getItems().setAll(none);
    }
  }

  private MenuItem item(Duration by) {
    MenuItem item = new MenuItem(messages.text("overview.extend.by", Figures.duration(by)));
    item.setId("extend-" + by.toHours());
    item.setOnAction(event -> model.extend(by));
    return item;
  }

  static void fill(Figure figure, FigureText text) {
    figure.setValue(text.value());
    figure.setCaption(text.caption());
    List<String> styles = figure.valueLabel().getStyleClass();
    if (!styles.contains(text.mood().style())) {
      for (Mood mood : Mood.values()) {
        styles.remove(mood.style());
      }
      styles.add(text.mood().style());
    }
  }

  private Node process(String line) {
    Label label = new Label(line);
    label.getStyleClass().addAll("mono", "muted");
    label.setWrapText(true);
    return label;
  }

  private void show(Charts now) {
    Duration span = Duration.between(now.over().from(), now.over().to());
    hint.setText(
        span.compareTo(EnvironmentHistory.KEPT) < 0
            ? messages.text("overview.chart.hint", Figures.duration(span))
            : messages.text("overview.chart.hint.hour"));
    String nothing = messages.text("overview.said.nothing");
    waitingChart.show(
        List.of(now.waiting()),
        now.over(),
        said("overview.said.waiting", now, now.waiting()).orElse(nothing));
    workersChart.show(
        List.of(now.ready(), now.wanted()),
        now.over(),
        said("overview.said.workers", now, now.ready()).orElse(nothing));
    jobsChart.show(
        List.of(now.jobs()),
        now.over(),
        said("overview.said.jobs", now, now.jobs()).orElse(nothing));
    latencyChart.show(
        List.of(now.median(), now.most()),
        now.over(),
        said("overview.said.latency", now, now.median()).orElse(nothing));
  }

  private Optional<String> said(String key, Charts now, ChartSeries series) {
    return series
        .latest()
        .map(ChartPoint::value)
        .map(
            value ->
                messages.text(
                    key,
                    Figures.decimal(value),
                    Figures.decimal(
                        series.largest(now.over().from(), now.over().to()).orElse(value))));
  }

  private void show(Optional<ScaleUp> scaleUp) {
    set(story, scaleUp.isPresent());
    story.getChildren().clear();
    scaleUp.ifPresent(
        one -> {
          Label title =
              new Label(
                  messages.text(
                      "overview.story", one.from(), one.to(), Figures.duration(one.took())));
          title.getStyleClass().add("section-title");
          title.setWrapText(true);
          story.getChildren().add(title);
          one.phases().forEach(phase -> story.getChildren().add(phase(one, phase)));
        });
  }

  private Node phase(ScaleUp of, Phase phase) {
    double whole = Math.max(1, Duration.between(of.begun(), of.ended()).toMillis());
    double from = Duration.between(of.begun(), phase.from()).toMillis() / whole;
    double to = Duration.between(of.begun(), phase.to()).toMillis() / whole;
    Label name =
        new Label(
            switch (phase.kind()) {
              case QUEUE_GREW -> messages.text("overview.story.grew");
              case WORKERS_CAME -> messages.text("overview.story.came");
              case QUEUE_EMPTIED -> messages.text("overview.story.emptied");
            });
    Label took = new Label(Figures.duration(phase.took()));
    took.getStyleClass().add("muted");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Ink ink =
        switch (phase.kind()) {
          case QUEUE_GREW -> Ink.FIRST;
          case WORKERS_CAME -> Ink.CRITICAL;
          case QUEUE_EMPTIED -> Ink.GOOD;
        };
    return new VBox(2, new HBox(GAP, name, gap, took), new StoryBar(from, to, ink));
  }

  private void showProblems() {
    List<ProblemNote> notes = model.problems();
    problems.getChildren().clear();
    for (int index = 0; index < Math.min(MOST_PROBLEMS, notes.size()); index++) {
      Optional<Integer> count = index == 0 ? Optional.of(notes.size()) : Optional.empty();
      problems.getChildren().add(new ProblemBox(notes.get(index), count, messages, this::act));
    }
    if (notes.size() > MOST_PROBLEMS) {
      Label more =
          new Label(
              messages.text("overview.problems.more", Figures.whole(notes.size() - MOST_PROBLEMS)));
      more.getStyleClass().add("muted");
      problems.getChildren().add(more);
    }
    set(problems, !notes.isEmpty());
  }

  private void act(Action action) {
    switch (action) {
      case START_AGAIN -> model.startAgain();
      case EXTEND -> model.extend(OverviewViewModel.EXTENSIONS.getFirst());
      case SHOW_LOGS -> showLogs();
      case DISMISS -> model.dismiss();
    }
  }

  private void showLogs() {
    overlay.open(logs.apply(this::closeLast), Pos.CENTER, () -> {});
  }

  private void scale(ModelRow row) {
    ScaleViewModel scaling = new ScaleViewModel(row, range -> model.scale(row.id(), range));
    overlay.open(new ScaleView(scaling, fxml, this::closeLast).root(), Pos.TOP_CENTER, () -> {});
  }

  private void closeLast() {
    boolean _ = overlay.closeLast();
  }

  private static void set(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public ObservableValue<String> title() {
    return model.readingProperty().map(reading -> model.title());
  }

  @Override
  public ObservableValue<Optional<Status>> badge() {
    return model.readingProperty().map(Reading::badge);
  }

  @Override
  public ObservableValue<Optional<Status>> status() {
    return model.readingProperty().map(Reading::status);
  }

  @Override
  public List<Node> actions() {
    return List.of(transcribe, follow, showLogs, extend, tearDown);
  }

  @Override
  public ObservableValue<String> freshness() {
    return model.readingProperty().map(Reading::freshness);
  }

  @Override
  public ObservableValue<String> money() {
    return model.readingProperty().map(Reading::end);
  }

  @Override
  public void shown() {
    model.open();
  }

  @Override
  public void hidden() {
    while (overlay.closeLast()) {
      // What lies over the overview goes with it.
    }
    model.close();
  }

  @Override
  public boolean escape() {
    return overlay.closeLast();
  }
}
