package stentor.app.change;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument;
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
      String legend,
      List<Problem> problems,
      Optional<Finish> finish,
      Actions actions,
      boolean running,
      boolean present) {

    /** Copies the lists. */
    public Shown {
      figures = List.copyOf(figures);
      problems = List.copyOf(problems);
    }
  }

  /**
   * A number with what it is.
   *
   * @param value with its unit
   * @param caption what it is
   */
  public record FigureText(String value, String caption) {}

  /**
   * What came of a change.
   *
   * @param title in a few words
   * @param text what that means
   * @param good whether it is what was wanted
   */
  public record Finish(String title, String text, boolean good) {}

  /**
   * What can be done.
   *
   * @param cancel what cancelling is called; absent where it cannot be
   * @param retry whether it can be tried again
   * @param revise whether another request can be made instead
   * @param open whether the environment can be opened
   * @param transcribe whether it takes recordings
   * @param receipt whether there is a receipt
   * @param tearDown whether what stays can be torn down
   */
  public record Actions(
      Optional<String> cancel,
      boolean retry,
      boolean revise,
      boolean open,
      boolean transcribe,
      boolean receipt,
      boolean tearDown) {
    private static final Actions NONE =
        new Actions(Optional.empty(), false, false, false, false, false, false);
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
        figures(current, operations, schedules, now),
        ganttRows.of(operations, schedules, running),
        legend(current),
        problems(current),
        finish(current, now),
        actions(current),
        running,
        true);
  }

  private static boolean isUp(Timeline operation) {
    return operation.heading().map(heading -> heading.operation().equals("up")).orElse(false);
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

  private List<FigureText> figures(
      OngoingRun current, List<Timeline> operations, List<Schedule> schedules, Instant now) {
    List<FigureText> figures = new ArrayList<>();
    if (current.phase().isRunning() || !operations.isEmpty()) {
      figures.add(time(current, operations, schedules, now));
      figures.add(steps(current, operations));
    }
    if (isComing(current)) {
      figures.add(cost(current));
      figures.add(expiry(current, now));
    }
    return figures;
  }

  /** Whether there is or will be something that costs and ends. */
  private static boolean isComing(OngoingRun current) {
    return switch (current.phase()) {
      case Phase.Running _ -> !(current.wish() instanceof Wish.Down);
      case Phase.CameUp _ -> true;
      case Phase.Watched(boolean wanted) -> wanted;
      case Phase.Cancelled(Optional<Boolean> stays) -> stays.orElse(false);
      case Phase.TornDown _, Phase.Failed _ -> false;
    };
  }

  private FigureText time(
      OngoingRun current, List<Timeline> operations, List<Schedule> schedules, Instant now) {
    if (current.phase().isRunning()) {
      Duration left = schedules.isEmpty() ? Duration.ZERO : schedules.getLast().left();
      return new FigureText(
          left.isPositive() ? Figures.duration(left) : messages.text("change.left.soon"),
          messages.text("change.left"));
    }
    boolean well =
        switch (current.phase()) {
          case Phase.Running _, Phase.CameUp _, Phase.TornDown _, Phase.Watched _ -> true;
          case Phase.Failed _, Phase.Cancelled _ -> false;
        };
    return new FigureText(
        Figures.duration(took(current, operations, now)),
        messages.text(well ? "change.took" : "change.until.failed"));
  }

  private static Duration took(OngoingRun current, List<Timeline> operations, Instant now) {
    Instant end =
        operations.isEmpty()
            ? current.since()
            : operations.getLast().ended().map(Timeline.Ended::at).orElse(now);
    Instant begin =
        operations.stream()
            .flatMap(operation -> operation.heading().stream())
            .map(Timeline.Heading::begunAt)
            .findFirst()
            .orElse(current.since());
    return end.isBefore(begin) ? Duration.ZERO : Duration.between(begin, end);
  }

  private FigureText steps(OngoingRun current, List<Timeline> operations) {
    List<Timeline.Row> rows =
        operations.stream().flatMap(operation -> operation.rows().stream()).toList();
    long done = rows.stream().filter(row -> row.state().isWell()).count();
    long running =
        rows.stream().filter(row -> row.state() instanceof Timeline.State.Running).count();
    return new FigureText(
        messages.text("change.steps", Figures.whole(done), Figures.whole(rows.size())),
        current.phase().isRunning()
            ? messages.text("change.steps.running", Figures.whole(running))
            : messages.text("change.steps.done"));
  }

  private FigureText cost(OngoingRun current) {
    StatusDocument.Cost cost =
        seen.map(Seen::status).map(StatusDocument::cost).orElse(StatusDocument.Cost.FREE);
    if (current.place() == Place.REHEARSAL) {
      return new FigureText(
          messages.text("change.free"),
          messages.text("change.cost.simulated", Figures.money(cost.perHour(), cost.currency())));
    }
    if (cost.perHour() == 0 && cost.soFar() == 0 && !current.place().isCloud()) {
      return new FigureText(messages.text("change.free"), messages.text("change.free.caption"));
    }
    return new FigureText(
        Figures.money(cost.soFar(), cost.currency()),
        messages.text("change.cost", Figures.money(cost.perHour(), cost.currency())));
  }

  private FigureText expiry(OngoingRun current, Instant now) {
    Optional<EnvironmentDocument> wanted = seen.flatMap(Seen::wanted);
    Optional<Duration> asked =
        current.wish() instanceof Wish.Up(var request, _) ? request.expire() : Optional.empty();
    Optional<Duration> left =
        wanted
            .flatMap(EnvironmentDocument::expiresAt)
            .map(end -> Duration.between(now, end))
            .filter(Duration::isPositive)
            .or(() -> asked);
    if (left.isPresent()) {
      return new FigureText(
          Figures.duration(left.get().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)),
          messages.text("change.expiry"));
    }
    Optional<Duration> idle =
        current.wish() instanceof Wish.Up(var request, _) ? request.idle() : Optional.empty();
    OptionalLong kept = wanted.map(EnvironmentDocument::idleSeconds).orElseGet(OptionalLong::empty);
    Optional<Duration> quiet =
        kept.isPresent() ? Optional.of(Duration.ofSeconds(kept.getAsLong())) : idle;
    return quiet
        .map(time -> new FigureText(Figures.duration(time), messages.text("change.expiry.idle")))
        .orElseGet(
            () ->
                new FigureText(
                    messages.text("change.expiry.never"),
                    messages.text("change.expiry.never.caption")));
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

  private Optional<Finish> finish(OngoingRun current, Instant now) {
    String took = Figures.duration(took(current, current.operations(), now));
    return switch (current.phase()) {
      case Phase.Running _, Phase.Failed _ -> Optional.empty();
      case Phase.CameUp(StatusDocument status) ->
          Optional.of(
              new Finish(
                  messages.text("change.finish.up", name),
                  upText(current, took, status.models().size()),
                  true));
      case Phase.TornDown _ -> Optional.of(tornDown(took));
      case Phase.Watched(boolean wanted) ->
          wanted ? watchedUp(current, took) : Optional.of(tornDown(took));
      case Phase.Cancelled(Optional<Boolean> stays) -> Optional.of(cancelled(stays));
    };
  }

  private String upText(OngoingRun current, String took, int models) {
    String ready =
        current.place().isCloud() && !serves()
            ? messages.text("change.finish.stacks")
            : messages.count("change.finish.models", models);
    return current.operations().isEmpty()
        ? messages.text("change.finish.same", ready)
        : messages.text("change.finish.up.text", took, ready);
  }

  /** Whether a service is on it; unless it is seen to be otherwise, one on a cloud has none. */
  private boolean serves() {
    return seen.map(Seen::serves).orElse(false);
  }

  private Finish tornDown(String took) {
    return new Finish(
        messages.text("change.finish.down", name),
        messages.text("change.finish.down.text", took),
        true);
  }

  private Optional<Finish> watchedUp(OngoingRun current, String took) {
    int models = seen.map(one -> one.status().models().size()).orElse(0);
    return current.operations().stream().anyMatch(ChangeViewModel::isUp)
        ? Optional.of(
            new Finish(
                messages.text("change.finish.up", name), upText(current, took, models), true))
        : Optional.empty();
  }

  private Finish cancelled(Optional<Boolean> stays) {
    if (stays.isEmpty()) {
      return new Finish(
          messages.text("change.finish.cancelled.unknown"),
          messages.text("change.finish.cancelled.unknown.text", name),
          false);
    }
    return stays.get()
        ? new Finish(
            messages.text("change.finish.cancelled.stays", name),
            messages.text("change.finish.cancelled.stays.text"),
            false)
        : new Finish(
            messages.text("change.finish.cancelled", name),
            messages.text("change.finish.cancelled.text"),
            true);
  }

  private Actions actions(OngoingRun current) {
    boolean up = current.wish() instanceof Wish.Up;
    boolean down = current.wish() instanceof Wish.Down;
    boolean lost = seen.flatMap(Seen::lost).isPresent() && !current.place().isCloud();
    boolean takes = !current.place().isCloud() || serves();
    return switch (current.phase()) {
      case Phase.Running(boolean stopping) ->
          current.wish() instanceof Wish.Up(_, boolean fresh) && !stopping
              ? new Actions(
                  Optional.of(messages.text(fresh ? "change.cancel" : "change.cancel.change")),
                  false,
                  false,
                  false,
                  false,
                  false,
                  false)
              : Actions.NONE;
      case Phase.CameUp _ -> open(!lost, takes, false);
      case Phase.TornDown _ -> open(false, false, true);
      case Phase.Watched(boolean wanted) -> open(wanted && !lost, takes, !wanted);
      case Phase.Failed _ ->
          new Actions(
              Optional.empty(), up || down, up, false, false, false, up && staysOnCloud(current));
      case Phase.Cancelled(Optional<Boolean> stays) ->
          new Actions(
              Optional.empty(),
              true,
              up,
              stays.orElse(false) && !lost,
              stays.orElse(false) && takes,
              false,
              stays.orElse(false) && !lost);
    };
  }

  private static Actions open(boolean open, boolean takes, boolean receipt) {
    return new Actions(Optional.empty(), false, false, open, open && takes, receipt, false);
  }

  /** What a failure leaves on a cloud costs until it is torn down. */
  private boolean staysOnCloud(OngoingRun current) {
    return current.place().isCloud() && seen.flatMap(Seen::wanted).isPresent();
  }

  /** What the step of a row makes or removes; empty where nothing was told of it. */
  public List<ResourceLine> resources(String row) {
    return run.map(current -> current.resources().getOrDefault(row, List.of())).orElse(List.of());
  }

  /** Whether any step has told what it makes or removes. */
  public boolean hasResources() {
    return run.map(current -> !current.resources().isEmpty()).orElse(false);
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
