package stentor.app.overview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import stentor.app.async.Ending;
import stentor.app.async.Later;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.app.chart.TimeAxis;
import stentor.app.environment.EnvironmentHistory;
import stentor.app.environment.EnvironmentSample;
import stentor.app.environment.EnvironmentTitle;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.environment.Performance;
import stentor.app.environment.PerformanceWatch;
import stentor.app.environment.Seen;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.overview.ProblemNote.Action;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.control.Environments;
import stentor.control.WorkerRange;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.ReceiptDocument.Made;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.speech.problem.Problem;

/**
 * One environment, live. Follows it between {@link #open()} and {@link #close()}. Used on the
 * window's thread.
 */
public final class OverviewViewModel {

  /** How much longer an environment may be let live. */
  static final List<Duration> EXTENSIONS =
      List.of(Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(12));

  private static final List<Duration> SPANS =
      List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(30));

  private static final Duration TICK = Duration.ofSeconds(1);

  private final EnvironmentName name;
  private final Parts parts;
  private final Reader reader;
  private final ReadOnlyObjectWrapper<Reading> reading;
  private final ReadOnlyObjectWrapper<Charts> charts;
  private final ReadOnlyObjectWrapper<Optional<ScaleUp>> scaleUp =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObservableList<ModelRow> models = FXCollections.observableArrayList();
  private final ObservableList<ProblemNote> problems = FXCollections.observableArrayList();

  // Kept: whoever listens to one that nobody keeps is not told any more once it is collected.
  private final ObservableList<ModelRow> modelsSeen =
      FXCollections.unmodifiableObservableList(models);
  private final ObservableList<ProblemNote> problemsSeen =
      FXCollections.unmodifiableObservableList(problems);
  private final BooleanProperty starting = new SimpleBooleanProperty();
  private final List<EnvironmentWatch.Subscription> subscriptions = new ArrayList<>();
  private Optional<EnvironmentWatch.Subscription> measuring = Optional.empty();
  private Optional<Seen> seen = Optional.empty();
  private Optional<Problem> failed = Optional.empty();
  private List<Made> made = List.of();
  private Optional<Stage> madeAt = Optional.empty();
  private Measured drawn = new Measured(Optional.empty(), Optional.empty());
  private boolean known;
  private long opened;
  private boolean open;

  /** How far it is: what it has made is read anew when that has changed only. */
  private record Stage(EnvironmentState state, boolean changing) {}

  /** Up to when something was measured: charts are drawn anew when that has changed only. */
  private record Measured(Optional<Instant> sample, Optional<Instant> performance) {}

  /**
   * What it works with.
   *
   * @param environments what acts on environments
   * @param watch what sees them
   * @param history how they were in the last hour
   * @param performance how fast they work
   * @param tasks runs what takes time
   * @param ui the window's thread
   * @param later when the age of what is seen is told anew
   * @param clock tells now
   * @param zone of the times of day
   * @param messages the texts
   * @param navigator shows other screens
   */
  public record Parts(
      Environments environments,
      EnvironmentWatch watch,
      EnvironmentHistory history,
      PerformanceWatch performance,
      TaskRunner tasks,
      UiThread ui,
      Later later,
      Clock clock,
      ZoneId zone,
      Messages messages,
      Navigator navigator) {}

  /** The overview of this environment, which is not followed yet. */
  public OverviewViewModel(EnvironmentName name, Parts parts) {
    this.name = name;
    this.parts = parts;
    this.reader = new Reader(parts.messages(), parts.zone());
    this.reading = new ReadOnlyObjectWrapper<>(reader.looking());
    this.charts = new ReadOnlyObjectWrapper<>(charts(parts.clock().instant()));
  }

  /** Which environment it is. */
  public EnvironmentName name() {
    return name;
  }

  /** What it is called. */
  public String title() {
    return seen.map(one -> EnvironmentTitle.of(one, parts.messages()))
        .orElseGet(() -> EnvironmentTitle.of(name, parts.messages()));
  }

  /** The zone of the times of day. */
  ZoneId zone() {
    return parts.zone();
  }

  /** All words and numbers. */
  ReadOnlyObjectProperty<Reading> readingProperty() {
    return reading.getReadOnlyProperty();
  }

  /** All words and numbers. */
  Reading reading() {
    return reading.get();
  }

  /** What the charts show. */
  ReadOnlyObjectProperty<Charts> chartsProperty() {
    return charts.getReadOnlyProperty();
  }

  /** How it last came to more workers; absent where that was not seen. */
  ReadOnlyObjectProperty<Optional<ScaleUp>> scaleUpProperty() {
    return scaleUp.getReadOnlyProperty();
  }

  /** What it serves; a row changes only when something of it does. */
  ObservableList<ModelRow> models() {
    return modelsSeen;
  }

  /** What is wrong, an action that failed first. */
  ObservableList<ProblemNote> problems() {
    return problemsSeen;
  }

  /** Whether it is being started again by this screen. */
  ReadOnlyBooleanProperty startingProperty() {
    return starting;
  }

  /** Follows it from now on. */
  public void open() {
    open = true;
    opened++;
    madeAt = Optional.empty();
    subscriptions.add(parts.watch().follow(name, this::see));
    tick(opened);
  }

  /** Follows it no more. */
  public void close() {
    open = false;
    subscriptions.forEach(EnvironmentWatch.Subscription::close);
    subscriptions.clear();
    stopMeasuring();
  }

  private void tick(long of) {
    parts
        .later()
        .run(
            TICK,
            () ->
                parts
                    .ui()
                    .run(
                        () -> {
                          if (open && of == opened) {
                            read();
                            tick(of);
                          }
                        }));
  }

  private void see(Optional<Seen> now) {
    if (!open) {
      return;
    }
    known = true;
    seen = now;
    lookAtMade(now);
    boolean serves = now.filter(Seen::isFresh).map(Seen::serves).orElse(false);
    if (!serves) {
      stopMeasuring();
    } else if (measuring.isEmpty()) {
      measuring = Optional.of(parts.performance().follow(name, performance -> read()));
    }
    read();
  }

  private void lookAtMade(Optional<Seen> now) {
    Optional<Stage> stage =
        now.filter(one -> one.place().isCloud())
            .map(one -> new Stage(one.status().state(), one.change().isPresent()));
    if (stage.equals(madeAt)) {
      return;
    }
    madeAt = stage;
    if (stage.isEmpty()) {
      made = List.of();
      return;
    }
    var _ =
        parts
            .tasks()
            .quietly(
                parts.messages().text("overview.task.made", name),
                report -> parts.environments().made(name),
                Ending.of(
                    found -> {
                      made = found;
                      read();
                    },
                    problem -> made = List.of()));
  }

  private void stopMeasuring() {
    measuring.ifPresent(EnvironmentWatch.Subscription::close);
    measuring = Optional.empty();
  }

  private void read() {
    Instant now = parts.clock().instant();
    Reading next =
        !known
            ? reader.looking()
            : seen.map(one -> reader.read(one, performance(), made, now)).orElseGet(reader::absent);
    update(models, next.models());
    List<ProblemNote> notes = new ArrayList<>();
    failed.map(this::note).ifPresent(notes::add);
    notes.addAll(next.problems());
    update(problems, notes);
    if (!next.equals(reading.get())) {
      reading.set(next);
    }
    Measured newest = measured();
    if (!newest.equals(drawn)) {
      drawn = newest;
      charts.set(charts(now));
      scaleUp.set(ScaleUp.last(parts.history().samples(name)));
    }
  }

  private Measured measured() {
    return new Measured(
        parts.history().latest(name).map(EnvironmentSample::at),
        performance().map(Performance::at));
  }

  private Optional<Performance> performance() {
    return parts.performance().latest(name);
  }

  /** Changes only what differs, so that a selection and the place in a long table stay. */
  private static <T> void update(ObservableList<T> shown, List<T> wanted) {
    if (shown.size() != wanted.size()) {
      shown.setAll(wanted);
      return;
    }
    for (int index = 0; index < wanted.size(); index++) {
      if (!shown.get(index).equals(wanted.get(index))) {
        shown.set(index, wanted.get(index));
      }
    }
  }

  private ProblemNote note(Problem problem) {
    return new ProblemNote(
        problem.code(),
        problem.what(),
        problem.why(),
        problem.fixes(),
        List.of(Action.DISMISS),
        Mood.BAD);
  }

  private Charts charts(Instant now) {
    Messages messages = parts.messages();
    EnvironmentHistory history = parts.history();
    PerformanceWatch performance = parts.performance();
    return new Charts(
        TimeAxis.until(now, span(now)),
        history.series(name, "", sample -> (double) sample.waiting()),
        history.series(name, messages.text("overview.ready"), sample -> sample.ready()),
        history.series(name, messages.text("overview.wanted"), sample -> sample.wanted()),
        performance.series(name, "", recent -> OptionalDouble.of(recent.jobsPerMinute())),
        performance.series(name, messages.text("overview.median"), Performance.Recent::median),
        performance.series(name, messages.text("overview.most"), Performance.Recent::most));
  }

  /** The shortest of some round spans that shows all there is. */
  private Duration span(Instant now) {
    Instant first =
        parts.history().samples(name).stream()
            .findFirst()
            .map(EnvironmentSample::at)
            .orElse(now.minus(EnvironmentHistory.KEPT));
    return SPANS.stream()
        .filter(span -> !first.isBefore(now.minus(span)))
        .findFirst()
        .orElse(EnvironmentHistory.KEPT);
  }

  /** Shows the transcribe panel for it. */
  void transcribe() {
    parts.navigator().show(new Screen.Transcribe(Optional.of(name), List.of()));
  }

  /** Shows what taking it down means. */
  void tearDown() {
    parts.navigator().show(new Screen.TearDown(name));
  }

  /** Shows the timeline of the change that goes on. */
  void follow() {
    parts.navigator().show(new Screen.Change(name));
  }

  /** Shows where an environment is set up. */
  void launch() {
    parts.navigator().show(new Screen.Launch(Optional.empty()));
  }

  /** Lets it live so much longer. */
  void extend(Duration by) {
    run(
        parts.messages().text("overview.task.extend", title(), Figures.duration(by)),
        () -> parts.environments().extend(name, by, event -> {}),
        () -> {});
  }

  /** Lets it live an hour longer, at one click. */
  void extendShortly() {
    extend(EXTENSIONS.getFirst());
  }

  /** Changes how many workers a model may have. */
  void scale(String model, WorkerRange workers) {
    run(
        parts.messages().text("overview.task.scale", model, title(), workers.min(), workers.max()),
        () -> parts.environments().scale(name, model, workers, event -> {}),
        () -> {});
  }

  /** Starts again what should be up and is not. */
  void startAgain() {
    if (!starting.get()) {
      starting.set(true);
      run(
          parts.messages().text("overview.task.start", title()),
          () -> parts.environments().status(name),
          () -> starting.set(false));
    }
  }

  /** Forgets that an action failed. */
  void dismiss() {
    failed = Optional.empty();
    read();
  }

  private interface Blocking {
    Object run() throws InterruptedException;
  }

  private void run(String title, Blocking work, Runnable ended) {
    failed = Optional.empty();
    var _ =
        parts
            .tasks()
            .start(
                title,
                report -> work.run(),
                new Ending<Object>() {
                  @Override
                  public void succeeded(Object result) {
                    ended.run();
                    parts.watch().look();
                  }

                  @Override
                  public void failed(Problem problem) {
                    failed = Optional.of(problem);
                    ended.run();
                    read();
                  }

                  @Override
                  public void cancelled() {
                    ended.run();
                  }
                });
  }
}
