package stentor.app.change;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import stentor.app.async.Later;
import stentor.app.async.UiThread;
import stentor.app.chart.Gantt;
import stentor.app.environment.EnvironmentTitle;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.environment.Place;
import stentor.app.environment.Seen;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.navigation.ScreenView.Status;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.control.OngoingChange;
import stentor.control.event.Schedule;
import stentor.control.event.Timeline;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

/**
 * The change of an environment that goes on, or went on last: by this window, or by another process
 * that it looks on at. Used on the window's thread.
 */
public final class ChangeViewModel {

  private static final Duration TICK = Duration.ofMillis(250);

  private final EnvironmentName name;
  private final OngoingChanges changes;
  private final EnvironmentWatch watch;
  private final Navigator navigator;
  private final Messages messages;
  private final GanttRows ganttRows;
  private final ChangeFigures figures;
  private final Finishes finishes;
  private final UiThread ui;
  private final Later later;
  private final Clock clock;
  private final ZoneId zone;
  private final long self;

  private final ReadOnlyObjectWrapper<Shown> shown;
  private final ObservableList<LogLine> log = FXCollections.observableArrayList();
  private final ObservableList<LogLine> readableLog = FXCollections.unmodifiableObservableList(log);
  private final ChangeListener<Object> news = (property, before, now) -> update();
  private final ChangeListener<Phase> end = (property, before, now) -> ended(now);
  private final ListChangeListener<LogLine> lines = this::follow;

  private Optional<OngoingRun> run = Optional.empty();
  private Optional<Seen> seen = Optional.empty();
  private Optional<EnvironmentWatch.Subscription> subscription = Optional.empty();
  private boolean ticking;

  /**
   * All that is shown but for the log. Immutable.
   *
   * @param subtitle what stands behind the environment's name
   * @param badge what marks the place where it happens; absent for this computer
   * @param status its state
   * @param figures the numbers at the top
   * @param gantt its steps
   * @param resources what steps make or remove, in the order it was told of, by the {@link
   *     Gantt.Row#id() row} of the step
   * @param legend one line about the chart
   * @param problems what is wrong, the one that ended it first
   * @param finish what came of it; absent while it goes on, and where it failed
   * @param actions what can be done now
   * @param running whether it goes on
   * @param present whether there is any change to show
   */
  public record Shown(
      String subtitle,
      Optional<Status> badge,
      Optional<Status> status,
      List<FigureText> figures,
      Gantt gantt,
      Map<String, List<ResourceLine>> resources,
      String legend,
      List<Problem> problems,
      Optional<Finish> finish,
      Actions actions,
      boolean running,
      boolean present) {

    /** Copies the lists. */
    public Shown {
      figures = List.copyOf(figures);
      resources = Map.copyOf(resources);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Makes one, which follows nothing until it is {@link #shown()}.
   *
   * @param self process id of this program: its own changes are not looked on at
   */
  public ChangeViewModel(
      EnvironmentName name,
      OngoingChanges changes,
      EnvironmentWatch watch,
      Navigator navigator,
      Messages messages,
      UiThread ui,
      Later later,
      Clock clock,
      ZoneId zone,
      long self) {
    this.name = name;
    this.changes = changes;
    this.watch = watch;
    this.navigator = navigator;
    this.messages = messages;
    this.ganttRows = new GanttRows(messages);
    this.figures = new ChangeFigures(messages);
    this.finishes = new Finishes(name, messages);
    this.ui = ui;
    this.later = later;
    this.clock = clock;
    this.zone = zone;
    this.self = self;
    this.shown = new ReadOnlyObjectWrapper<>(nothing());
  }

  /** The environment. */
  public EnvironmentName name() {
    return name;
  }

  /** All that is shown but for the log; changes at most every 250 ms. */
  public ReadOnlyObjectProperty<Shown> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** What was said, the newest first. */
  public ObservableList<LogLine> log() {
    return readableLog;
  }

  /** A time of day as the log shows it. */
  public String time(Instant at) {
    return Figures.timeToSecond(at, zone);
  }

  /** It is seen from now on. */
  public void shown() {
    attach(changes.of(name));
    subscription = Optional.of(watch.follow(name, this::see));
  }

  /** It is not seen any more; the change goes on. */
  public void hidden() {
    subscription.ifPresent(EnvironmentWatch.Subscription::close);
    subscription = Optional.empty();
    attach(Optional.empty());
  }

  private void see(Optional<Seen> now) {
    seen = now;
    Optional<OngoingChange> other =
        now.filter(Seen::isFresh).flatMap(Seen::change).filter(change -> change.pid() != self);
    boolean idle = run.map(current -> !current.phase().isRunning()).orElse(true);
    if (other.isPresent() && idle && subscription.isPresent()) {
      changes.watch(name);
      attach(changes.of(name));
    } else {
      update();
    }
  }

  private void attach(Optional<OngoingRun> next) {
    run.ifPresent(
        before -> {
          before.phaseProperty().removeListener(news);
          before.phaseProperty().removeListener(end);
          before.operationsProperty().removeListener(news);
          before.placeProperty().removeListener(news);
          before.log().removeListener(lines);
        });
    run = next;
    log.setAll(next.map(OngoingRun::log).map(List::reversed).orElse(List.of()));
    next.ifPresent(
        current -> {
          current.phaseProperty().addListener(news);
          current.phaseProperty().addListener(end);
          current.operationsProperty().addListener(news);
          current.placeProperty().addListener(news);
          current.log().addListener(lines);
        });
    update();
  }

  private void follow(ListChangeListener.Change<? extends LogLine> change) {
    while (change.next()) {
      if (change.wasRemoved()) {
        log.remove(log.size() - change.getRemovedSize(), log.size());
      }
      if (change.wasAdded()) {
        log.addAll(0, List.copyOf(change.getAddedSubList()).reversed());
      }
    }
  }

  /** Who watched it being torn down sees next what is gone. */
  private void ended(Phase phase) {
    boolean looksOn = navigator.current().equals(new Screen.Change(name));
    if (phase instanceof Phase.TornDown && looksOn) {
      navigator.replace(new Screen.Receipt(name));
    }
  }

  private void update() {
    // Another change of the same environment may have begun when this one ended.
    Optional<OngoingRun> latest = subscription.isPresent() ? changes.of(name) : run;
    if (subscription.isPresent() && !latest.equals(run)) {
      attach(latest);
      return;
    }
    shown.set(run.map(this::show).orElseGet(this::nothing));
    if (run.filter(current -> current.phase().isRunning()).isPresent() && !ticking) {
      ticking = true;
      later.run(TICK, () -> ui.run(this::tick));
    }
  }

  private void tick() {
    ticking = false;
    update();
  }

  private Shown nothing() {
    return new Shown(
        messages.text("change.subtitle.none"),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Gantt.EMPTY,
        Map.of(),
        "",
        List.of(),
        Optional.empty(),
        Actions.NONE,
        false,
        false);
  }

  private Shown show(OngoingRun current) {
    Instant now = current.now(clock.instant());
    List<Timeline> operations = current.operations();
    List<Schedule> schedules =
        operations.stream().map(operation -> Schedule.of(operation, now)).toList();
    boolean running = current.phase().isRunning();
    return new Shown(
        subtitle(current),
        current.place().badge(messages),
        status(current),
        figures.of(current, seen, schedules, now),
        ganttRows.of(operations, schedules, running),
        current.resources(),
        legend(current),
        problems(current),
        finishes.of(current, seen, now),
        Actions.of(current, seen, messages),
        running,
        true);
  }

  private String subtitle(OngoingRun current) {
    Wish wish = current.wish();
    return messages.text(
        switch (current.phase()) {
          case Phase.Running(boolean stopping) ->
              stopping
                  ? "change.subtitle.stopping"
                  : switch (wish) {
                    case Wish.Up(_, boolean fresh) ->
                        fresh ? spinningUp(current) : "change.subtitle.change";
                    case Wish.Down _ -> "change.subtitle.down";
                    case Wish.Watched _ -> "change.subtitle.watched";
                  };
          case Phase.CameUp _ -> "change.subtitle.came.up";
          case Phase.TornDown _ -> "change.subtitle.torn.down";
          case Phase.Watched(boolean wanted) ->
              wanted ? "change.subtitle.came.up" : "change.subtitle.torn.down";
          case Phase.Failed _ ->
              switch (wish) {
                case Wish.Up(_, boolean fresh) ->
                    fresh ? "change.subtitle.failed.up" : "change.subtitle.failed";
                case Wish.Down _ -> "change.subtitle.failed.down";
                case Wish.Watched _ -> "change.subtitle.failed";
              };
          case Phase.Cancelled _ -> "change.subtitle.cancelled";
        });
  }

  /** Where it is called after its place, the place is not said twice. */
  private String spinningUp(OngoingRun current) {
    return switch (current.place()) {
      case AWS -> "change.subtitle.up.aws";
      case REHEARSAL -> "change.subtitle.up.rehearsal";
      case HERE -> spinningUpHere();
    };
  }

  private String spinningUpHere() {
    return name.equals(EnvironmentName.DEFAULT) ? "change.subtitle.up.here" : "change.subtitle.up";
  }

  private Optional<Status> status(OngoingRun current) {
    int count = problems(current).size();
    Status none = new Status(messages.text("change.problems.none"), Mood.GOOD);
    Status some =
        new Status(
            messages.count("change.problems", count),
            current.phase() instanceof Phase.Failed ? Mood.BAD : Mood.ATTENTION);
    return Optional.of(count == 0 ? none : some);
  }

  private String legend(OngoingRun current) {
    Optional<OngoingChange> other = seen.flatMap(Seen::change);
    return current.wish() instanceof Wish.Watched
            && current.phase().isRunning()
            && other.isPresent()
        ? messages.text("change.legend.watched", other.get().pid(), time(other.get().since()))
        : messages.text(
            current.place() == Place.REHEARSAL ? "change.legend.rehearsal" : "change.legend");
  }

  private List<Problem> problems(OngoingRun current) {
    List<Problem> problems = new ArrayList<>();
    if (current.phase() instanceof Phase.Failed(Problem problem)) {
      problems.add(problem);
    }
    if (!current.place().isCloud() || !current.phase().isRunning()) {
      // While it goes on, its own steps tell more of a cloud than a look at it.
      seen.flatMap(Seen::lost).ifPresent(problems::add);
    }
    current.problems().stream().filter(one -> !problems.contains(one)).forEach(problems::add);
    return problems;
  }

  /** What it is called where it is. */
  public String title() {
    return run.map(current -> EnvironmentTitle.of(name, current.place(), messages))
        .orElseGet(() -> EnvironmentTitle.of(name, messages));
  }

  /** Cancels it: what was begun is undone. */
  public void cancel() {
    changes.cancel(name);
  }

  /** Does the same again. */
  public void retry() {
    changes.again(name);
    attach(changes.of(name));
  }

  /** Goes to choose something else. */
  public void revise() {
    boolean there = seen.flatMap(Seen::wanted).isPresent();
    navigator.show(new Screen.Launch(there ? Optional.of(name) : Optional.empty()));
  }

  /** Goes to the environment. */
  public void open() {
    navigator.show(new Screen.Overview(name));
  }

  /** Goes to the transcribe panel of the environment. */
  public void transcribe() {
    navigator.show(new Screen.Transcribe(Optional.of(name), List.of()));
  }

  /** Goes to the receipt. */
  public void receipt() {
    navigator.show(new Screen.Receipt(name));
  }

  /** Goes to what tearing it down means. */
  public void tearDown() {
    navigator.show(new Screen.TearDown(name));
  }

  /** Goes to all environments. */
  public void environments() {
    navigator.show(new Screen.Environments());
  }
}
