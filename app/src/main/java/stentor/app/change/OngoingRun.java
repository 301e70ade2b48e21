package stentor.app.change;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import stentor.app.environment.Place;
import stentor.control.event.Timeline;
import stentor.speech.problem.Problem;

/**
 * One change, from when it was asked for, also after it has ended. Everything of it changes on the
 * window's thread, at most every 250 ms while it goes on.
 */
public final class OngoingRun {

  private static final int LONGEST_LOG = 5_000;

  private final Wish wish;
  private final Instant since;
  private final ReadOnlyObjectWrapper<Phase> phase =
      new ReadOnlyObjectWrapper<>(new Phase.Running(false));
  private final ReadOnlyObjectWrapper<List<Timeline>> operations =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ObservableList<LogLine> log = FXCollections.observableArrayList();
  private final ObservableList<LogLine> readableLog = FXCollections.unmodifiableObservableList(log);
  private final ObservableList<Problem> problems = FXCollections.observableArrayList();
  private final ObservableList<Problem> readableProblems =
      FXCollections.unmodifiableObservableList(problems);

  private final ReadOnlyObjectWrapper<Map<String, List<ResourceLine>>> resources =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyObjectWrapper<Place> place = new ReadOnlyObjectWrapper<>(Place.HERE);
  private Optional<Clock> clock = Optional.empty();

  OngoingRun(Wish wish, Instant since) {
    this.wish = wish;
    this.since = since;
  }

  /** What it is for. */
  public Wish wish() {
    return wish;
  }

  /** When it was asked for. */
  public Instant since() {
    return since;
  }

  /** How far it is. */
  public ReadOnlyObjectProperty<Phase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  /** How far it is. */
  public Phase phase() {
    return phase.get();
  }

  /**
   * The timelines of its operations, as they were at the last update: the change itself, and what
   * takes it back where it failed. None of them changes any more.
   */
  public ReadOnlyObjectProperty<List<Timeline>> operationsProperty() {
    return operations.getReadOnlyProperty();
  }

  /** The timelines of its operations. */
  public List<Timeline> operations() {
    return operations.get();
  }

  /** Where it happens; this computer until that is known. */
  public ReadOnlyObjectProperty<Place> placeProperty() {
    return place.getReadOnlyProperty();
  }

  /** Where it happens. */
  public Place place() {
    return place.get();
  }

  /**
   * What the time is where it happens, which is that of all its events.
   *
   * @param here what the time is on this computer
   */
  public Instant now(Instant here) {
    return clock.map(Clock::instant).orElse(here);
  }

  /**
   * How long it took until now or its end, 0 or more.
   *
   * @param now what the time is where it happens
   */
  Duration took(Instant now) {
    List<Timeline> all = operations();
    Instant end = all.isEmpty() ? since : all.getLast().ended().map(Timeline.Ended::at).orElse(now);
    Instant begin =
        all.stream()
            .flatMap(operation -> operation.heading().stream())
            .map(Timeline.Heading::begunAt)
            .findFirst()
            .orElse(since);
    return end.isBefore(begin) ? Duration.ZERO : Duration.between(begin, end);
  }

  /**
   * What each step makes or removes, in the order it was told of, by the {@link
   * stentor.app.chart.Gantt.Row#id() row} of the step.
   */
  public Map<String, List<ResourceLine>> resources() {
    return resources.get();
  }

  /** What was said, the newest last; the oldest of very much is forgotten. */
  public ObservableList<LogLine> log() {
    return readableLog;
  }

  /** What is or was wrong and did not end it, each once. */
  public ObservableList<Problem> problems() {
    return readableProblems;
  }

  void take(Recorder.News news) {
    for (LogLine line : news.lines()) {
      if (log.size() >= LONGEST_LOG) {
        log.remove(0, LONGEST_LOG / 2);
      }
      log.add(line);
    }
    news.problems().stream().filter(problem -> !problems.contains(problem)).forEach(problems::add);
    resources.set(news.resources());
    operations.set(news.operations());
  }

  void settle(Place where, Clock there) {
    clock = where.isCloud() ? Optional.of(there) : Optional.empty();
    place.set(where);
  }

  void become(Phase next) {
    if (phase.get().isRunning()) {
      phase.set(next);
    }
  }
}
