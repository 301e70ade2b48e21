package stentor.app.environment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import stentor.app.async.Ending;
import stentor.app.async.Later;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.app.chart.ChartPoint;
import stentor.app.chart.ChartSeries;
import stentor.app.environment.Performance.Recent;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

/**
 * Asks the master of an environment for its metrics again and again as long as somebody follows,
 * and keeps what came of it for an hour. Rates and quantiles are of the last minute, so that a
 * single job is no peak. Used on the window's thread.
 */
public final class PerformanceWatch {

  /** Time between two questions. */
  public static final Duration PACE = Duration.ofSeconds(5);

  private static final Duration WINDOW = Duration.ofSeconds(60);
  private static final Duration LEAST_WINDOW = Duration.ofSeconds(14);
  private static final Duration GAP = Duration.ofSeconds(20);
  private static final int MOST = 1_000;

  private final MetricsSource source;
  private final TaskRunner tasks;
  private final UiThread ui;
  private final Later later;
  private final Clock clock;
  private final Map<EnvironmentName, Kept> kept = new HashMap<>();

  /** What is known of one environment. */
  private static final class Kept {
    private final Deque<Scrape> window = new ArrayDeque<>();
    private final Deque<Performance> hour = new ArrayDeque<>();
  }

  /** Makes one, which does not ask yet. */
  public PerformanceWatch(
      MetricsSource source, TaskRunner tasks, UiThread ui, Later later, Clock clock) {
    this.source = source;
    this.tasks = tasks;
    this.ui = ui;
    this.later = later;
    this.clock = clock;
  }

  /**
   * Asks now and every {@link #PACE}, until the subscription is closed.
   *
   * @param follower is told after each answer; not where there was none
   */
  public EnvironmentWatch.Subscription follow(
      EnvironmentName name, Consumer<Performance> follower) {
    Followed followed = new Followed(name, follower);
    followed.ask();
    return followed;
  }

  private final class Followed implements EnvironmentWatch.Subscription {
    private final EnvironmentName name;
    private final Consumer<Performance> follower;
    private boolean open = true;

    Followed(EnvironmentName name, Consumer<Performance> follower) {
      this.name = name;
      this.follower = follower;
    }

    @Override
    public void close() {
      open = false;
    }

    void ask() {
      if (!open) {
        return;
      }
      var _ =
          tasks.quietly(
              "Ask for metrics",
              report -> Scrape.of(source.metrics(name), clock.instant()),
              new Ending<Scrape>() {
                @Override
                public void succeeded(Scrape scrape) {
                  tell(scrape);
                  again();
                }

                @Override
                public void failed(Problem problem) {
                  // The status tells what is wrong; the charts have a gap.
                  again();
                }
              });
    }

    private void tell(Scrape scrape) {
      Performance now = keep(kept.computeIfAbsent(name, fresh -> new Kept()), scrape);
      if (open) {
        follower.accept(now);
      }
    }

    private void again() {
      later.run(PACE, () -> ui.run(this::ask));
    }
  }

  private static Performance keep(Kept of, Scrape scrape) {
    Scrape last = of.window.peekLast();
    if (last != null
        && (scrape.beganAnewSince(last)
            || scrape.at().isBefore(last.at())
            || last.at().isBefore(scrape.at().minus(GAP)))) {
      of.window.clear();
    }
    of.window.addLast(scrape);
    while (of.window.getFirst().at().isBefore(scrape.at().minus(WINDOW))) {
      of.window.removeFirst();
    }
    Optional<Scrape> oldest =
        Optional.of(of.window.getFirst())
            .filter(first -> !first.at().isAfter(scrape.at().minus(LEAST_WINDOW)));
    Performance now = scrape.comparedWith(oldest);
    of.hour.addLast(now);
    Instant begin = scrape.at().minus(EnvironmentHistory.KEPT);
    while (of.hour.size() > MOST || of.hour.getFirst().at().isBefore(begin)) {
      of.hour.removeFirst();
    }
    return now;
  }

  /** What was learned last of an environment; absent where nothing was. */
  public Optional<Performance> latest(EnvironmentName name) {
    return Optional.ofNullable(kept.get(name)).map(of -> of.hour.peekLast());
  }

  /**
   * One quantity of an environment, to be drawn; a gap where it was not asked, or where there was
   * none.
   *
   * @param label what it is called beside its value; empty where the chart has no other
   */
  public ChartSeries series(
      EnvironmentName name, String label, Function<Recent, OptionalDouble> value) {
    List<ChartPoint> points = new ArrayList<>();
    Instant before = Instant.MAX;
    for (Performance one :
        Optional.ofNullable(kept.get(name)).map(of -> of.hour).orElse(new ArrayDeque<>())) {
      if (before.isBefore(one.at().minus(GAP))) {
        points.add(ChartPoint.gap(before.plusMillis(1)));
      }
      OptionalDouble measured = one.recent().map(value).orElse(OptionalDouble.empty());
      if (measured.isPresent()) {
        points.add(new ChartPoint(one.at(), measured.getAsDouble()));
      } else if (!points.isEmpty() && !points.getLast().isGap()) {
        points.add(ChartPoint.gap(one.at()));
      }
      before = one.at();
    }
    return new ChartSeries(label, points);
  }
}
