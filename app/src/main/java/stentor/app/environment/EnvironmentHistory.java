package stentor.app.environment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import stentor.app.chart.ChartPoint;
import stentor.app.chart.ChartSeries;
import stentor.protocol.environment.EnvironmentName;

/**
 * How every environment was in the last hour, whatever screen was shown. A value that stays is kept
 * every {@link #STEADY} only; where two samples are farther apart than {@link #GAP}, nobody looked,
 * and nothing is claimed of the time between. Used on the window's thread.
 */
public final class EnvironmentHistory {

  /** How far back it goes. */
  public static final Duration KEPT = Duration.ofHours(1);

  /** How often a value that does not change is kept. */
  static final Duration STEADY = Duration.ofSeconds(5);

  /** Samples that are farther apart have a gap between them. */
  public static final Duration GAP = Duration.ofSeconds(15);

  /** More are never kept of one environment, whatever the clock does. */
  static final int MOST = 4_000;

  private final EnvironmentWatch watch;
  private final Map<EnvironmentName, Deque<EnvironmentSample>> samples = new HashMap<>();

  /** The history of what this watch sees; nothing is kept before {@link #begin()}. */
  public EnvironmentHistory(EnvironmentWatch watch) {
    this.watch = watch;
  }

  /** Keeps what is seen from now on. */
  public EnvironmentWatch.Subscription begin() {
    return watch.follow(this::keep);
  }

  private void keep(List<Seen> all) {
    Set<EnvironmentName> names = all.stream().map(Seen::name).collect(Collectors.toSet());
    samples.keySet().retainAll(names);
    for (Seen seen : all) {
      if (seen.isFresh() && isMeasured(seen)) {
        keep(seen.name(), EnvironmentSample.of(seen.status(), seen.at()));
      }
    }
  }

  private static boolean isMeasured(Seen seen) {
    return switch (seen.status().state()) {
      case STARTING, UP, DEGRADED -> true;
      case ABSENT, STOPPING, FAILED -> false;
    };
  }

  private void keep(EnvironmentName name, EnvironmentSample sample) {
    Deque<EnvironmentSample> kept = samples.computeIfAbsent(name, fresh -> new ArrayDeque<>());
    EnvironmentSample last = kept.peekLast();
    if (last != null
        && (!sample.at().isAfter(last.at())
            || (sample.isLike(last) && sample.at().isBefore(last.at().plus(STEADY))))) {
      return;
    }
    kept.addLast(sample);
    Instant oldest = sample.at().minus(KEPT);
    while (kept.size() > MOST || kept.getFirst().at().isBefore(oldest)) {
      kept.removeFirst();
    }
  }

  /** What was seen of an environment, the oldest first; empty where nothing was. */
  public List<EnvironmentSample> samples(EnvironmentName name) {
    return List.copyOf(samples.getOrDefault(name, new ArrayDeque<>()));
  }

  /** What was seen of an environment last; absent where nothing was. */
  public Optional<EnvironmentSample> latest(EnvironmentName name) {
    return Optional.ofNullable(samples.get(name)).map(Deque::peekLast);
  }

  /**
   * One quantity of an environment, to be drawn.
   *
   * @param label what it is called beside its value; empty where the chart has no other
   */
  public ChartSeries series(
      EnvironmentName name, String label, ToDoubleFunction<EnvironmentSample> value) {
    List<ChartPoint> points = new ArrayList<>();
    Instant before = Instant.MAX;
    for (EnvironmentSample sample : samples.getOrDefault(name, new ArrayDeque<>())) {
      if (before.isBefore(sample.at().minus(GAP))) {
        points.add(ChartPoint.gap(before.plusMillis(1)));
      }
      points.add(new ChartPoint(sample.at(), value.applyAsDouble(sample)));
      before = sample.at();
    }
    return new ChartSeries(label, points);
  }
}
