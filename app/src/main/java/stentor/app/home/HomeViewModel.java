package stentor.app.home;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import stentor.app.async.Ending;
import stentor.app.async.TaskRunner;
import stentor.app.chart.ChartSeries;
import stentor.app.chart.TimeAxis;
import stentor.app.desktop.FileChoice;
import stentor.app.environment.EnvironmentHistory;
import stentor.app.environment.EnvironmentSample;
import stentor.app.environment.EnvironmentTitle;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.environment.Extending;
import stentor.app.environment.Seen;
import stentor.app.history.HistoryEntry;
import stentor.app.history.HistoryState;
import stentor.app.history.HistoryStore;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.app.transcribe.SampleRecording;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

/**
 * What the first screen shows: the environments that are there, and how to begin where there is
 * none. Used on the window's thread.
 */
public final class HomeViewModel {

  private static final int MOST_RECENT = 100;
  private static final Duration DRAW_EVERY = Duration.ofSeconds(10);

  private final Extending extending;
  private final EnvironmentWatch watch;
  private final TaskRunner tasks;
  private final Navigator navigator;
  private final FileChoice files;
  private final Messages messages;
  private final Clock clock;
  private final ZoneId zone;
  private final EnvironmentHistory lastHour;
  private final HistoryStore history;
  private final EnvironmentCards words;
  private final SampleRecording sample;

  private final ObservableList<EnvironmentCard> cards = FXCollections.observableArrayList();
  private final ObservableList<HistoryEntry> recent = FXCollections.observableArrayList();
  private final ObservableList<HistoryEntry> readableRecent =
      FXCollections.unmodifiableObservableList(recent);
  private final ReadOnlyObjectWrapper<Instant> drawn = new ReadOnlyObjectWrapper<>(Instant.EPOCH);
  private boolean looked;
  // Kept: a wrapper that nobody keeps is forgotten with those who listen to it.
  private final ObservableList<EnvironmentCard> readable =
      FXCollections.unmodifiableObservableList(cards);
  private final ReadOnlyObjectWrapper<Content> content =
      new ReadOnlyObjectWrapper<>(Content.NOT_KNOWN_YET);
  private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper freshness = new ReadOnlyStringWrapper("");
  private Optional<EnvironmentWatch.Subscription> following = Optional.empty();

  /** What there is to be shown. */
  enum Content {
    /** Nobody has looked yet. */
    NOT_KNOWN_YET,
    /** Nothing was ever done here. */
    FIRST_RUN,
    /** There are environments or transcripts. */
    SOMETHING
  }

  /**
   * Makes it; it looks at nothing before it is shown.
   *
   * @param samples folder for the recording that comes with the app
   * @param cores processors of this computer
   */
  public HomeViewModel(
      Extending extending,
      EnvironmentWatch watch,
      EnvironmentHistory lastHour,
      HistoryStore history,
      TaskRunner tasks,
      Navigator navigator,
      FileChoice files,
      Messages messages,
      Clock clock,
      ZoneId zone,
      Path samples,
      int cores) {
    this.extending = extending;
    this.watch = watch;
    this.lastHour = lastHour;
    this.history = history;
    this.tasks = tasks;
    this.navigator = navigator;
    this.files = files;
    this.messages = messages;
    this.clock = clock;
    this.zone = zone;
    this.words = new EnvironmentCards(messages, zone, cores);
    this.sample = new SampleRecording(samples);
    history.newest().addListener((ListChangeListener<HistoryEntry>) change -> remember());
    history.stateProperty().addListener((property, before, now) -> remember());
    remember();
    watch.troubleProperty().addListener((property, before, now) -> problem.set(now));
    problem.set(watch.troubleProperty().get());
  }

  /** Whether there is anything of an environment to be seen: what was taken down is not. */
  public static boolean isThere(Seen seen) {
    return EnvironmentCards.isThere(seen);
  }

  /** The cards, one for each environment that is there, in alphabetical order. */
  ObservableList<EnvironmentCard> cards() {
    return readable;
  }

  /** What was transcribed last, the newest first. */
  ObservableList<HistoryEntry> recent() {
    return readableRecent;
  }

  /** Changes when the queues of the last hour shall be drawn again. */
  ReadOnlyObjectProperty<Instant> drawnProperty() {
    return drawn.getReadOnlyProperty();
  }

  /** How many parts waited in an environment over the last hour. */
  Queue queue(EnvironmentName name) {
    Instant now = clock.instant();
    ChartSeries series = lastHour.series(name, "", EnvironmentSample::waiting);
    Instant from = now.minus(EnvironmentHistory.KEPT);
    long most = Math.round(series.largest(from, now).orElse(0));
    return new Queue(
        series,
        new TimeAxis(from, now),
        messages.text("home.card.queue.spoken", Figures.whole(most)));
  }

  /**
   * How many parts waited.
   *
   * @param series their number
   * @param over the time that is shown
   * @param said the same in words
   */
  record Queue(ChartSeries series, TimeAxis over, String said) {}

  /** What an environment is called. */
  String title(EnvironmentName name) {
    return EnvironmentTitle.of(name, messages);
  }

  /** How long a transcript took. */
  String took(HistoryEntry entry) {
    return Figures.duration(Duration.ofMillis(Math.round(entry.took() * 1000)));
  }

  /** When something was. */
  String when(Instant at) {
    return Figures.when(at, clock.instant(), zone);
  }

  /** Shows a transcript. */
  void read(HistoryEntry entry) {
    navigator.show(new Screen.Kept(entry.id().toString()));
  }

  /** Shows all transcripts. */
  void readAll() {
    navigator.show(new Screen.History());
  }

  /** What there is to be shown. */
  ReadOnlyObjectProperty<Content> contentProperty() {
    return content.getReadOnlyProperty();
  }

  /** What went wrong last; absent for nothing. */
  ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** How fresh the cards are. */
  ReadOnlyStringProperty freshnessProperty() {
    return freshness.getReadOnlyProperty();
  }

  /** Follows the environments from now on. */
  void shown() {
    hidden();
    following = Optional.of(watch.follow(this::see));
  }

  /** Follows nothing any more. */
  void hidden() {
    following.ifPresent(EnvironmentWatch.Subscription::close);
    following = Optional.empty();
  }

  private void see(List<Seen> all) {
    Instant now = clock.instant();
    List<Seen> there = all.stream().filter(EnvironmentCards::isThere).toList();
    update(there.stream().map(seen -> words.card(seen, now)).toList());
    looked = true;
    decide();
    if (now.isAfter(drawn.get().plus(DRAW_EVERY))) {
      drawn.set(now);
    }
    freshness.set(
        there.stream()
            .filter(seen -> !seen.isFresh())
            .map(Seen::at)
            .min(Instant::compareTo)
            .map(at -> messages.text("home.stale", Figures.when(at, now, zone)))
            .orElseGet(() -> isListed() ? messages.text("home.live") : ""));
  }

  private void remember() {
    List<HistoryEntry> next = history.newest().stream().limit(MOST_RECENT).toList();
    if (!next.equals(recent)) {
      recent.setAll(next);
    }
    decide();
  }

  private void decide() {
    if (!looked
        || (cards.isEmpty() && history.stateProperty().get() instanceof HistoryState.Loading)) {
      return;
    }
    content.set(
        cards.isEmpty() && recent.isEmpty() && isListed() ? Content.FIRST_RUN : Content.SOMETHING);
  }

  private boolean isListed() {
    return watch.troubleProperty().get().isEmpty();
  }

  private void update(List<EnvironmentCard> next) {
    if (next.size() != cards.size()) {
      cards.setAll(next);
      return;
    }
    for (int index = 0; index < next.size(); index++) {
      if (!next.get(index).equals(cards.get(index))) {
        cards.set(index, next.get(index));
      }
    }
  }

  /** Does what a button of a card says. */
  void act(EnvironmentName name, EnvironmentCard.Action action) {
    navigator.show(
        switch (action) {
          case TRANSCRIBE -> new Screen.Transcribe(Optional.of(name), List.of());
          case OPEN -> new Screen.Overview(name);
          case FOLLOW -> new Screen.Change(name);
          case START -> new Screen.Launch(Optional.of(name));
          case TEAR_DOWN -> new Screen.TearDown(name);
        });
  }

  /** Puts off the end of an environment by an hour. */
  void extend(EnvironmentName name) {
    extending.extend(name, failed -> problem.set(Optional.of(failed)));
  }

  /** Leads to the choices for a new environment. */
  void newEnvironment() {
    navigator.show(new Screen.Launch(Optional.empty()));
  }

  /** Leads to where these recordings are transcribed. */
  void transcribe(List<Path> recordings) {
    if (!recordings.isEmpty()) {
      navigator.show(new Screen.Transcribe(Optional.empty(), recordings));
    }
  }

  /** Transcribes the recording that comes with the app. */
  void transcribeSample() {
    var _ =
        tasks.quietly(
            messages.text("home.sample.task"),
            report -> sample.file(),
            Ending.of(
                file -> transcribe(List.of(file)), failed -> problem.set(Optional.of(failed))));
  }

  /** Has recordings chosen, and transcribes them. */
  void chooseRecordings() {
    transcribe(
        files.files(
            messages.text("home.choose.title"),
            List.of(new FileChoice.Kind(messages.text("home.choose.kind"), List.of()))));
  }

  /** Takes the problem away, and looks again. */
  void dismissProblem() {
    problem.set(Optional.empty());
    watch.look();
  }
}
