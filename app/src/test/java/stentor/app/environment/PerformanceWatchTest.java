package stentor.app.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import stentor.app.async.TaskRunner;
import stentor.app.chart.ChartPoint;
import stentor.app.testing.ManualClock;
import stentor.app.testing.ManualLater;
import stentor.control.metrics.Metrics;
import stentor.control.problem.ControlException;
import stentor.control.problem.ControlProblem;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentName;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PerformanceWatchTest {

  private static final EnvironmentName LAB = new EnvironmentName("lab");

  private final ManualLater later = new ManualLater();
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-28T12:00:00Z"));
  private final List<Performance> told = new ArrayList<>();
  private String text = metrics(0);
  private Optional<ControlProblem> problem = Optional.empty();
  private int asked;
  private final PerformanceWatch watch =
      new PerformanceWatch(
          this::answer,
          new TaskRunner(Runnable::run, Runnable::run, clock, later),
          Runnable::run,
          later,
          clock);

  private Metrics answer(EnvironmentName name) {
    asked++;
    if (problem.isPresent()) {
      throw new ControlException(problem.get());
    }
    return Metrics.read(text);
  }

  /** So many jobs of 8 s each ended, each after between a half and one second. */
  private static String metrics(int jobs) {
    return """
    stentor_jobs_ended_total{model="a",status="succeeded"} %1$d
    stentor_audio_seconds_total %2$d
    stentor_job_stage_seconds_bucket{stage="total",le="0.5"} 0
    stentor_job_stage_seconds_bucket{stage="total",le="1.0"} %1$d
    stentor_job_stage_seconds_bucket{stage="total",le="+Inf"} %1$d
    stentor_job_stage_seconds_sum{stage="recognise"} %3$s
    """
        .formatted(jobs, jobs * 8, jobs * 0.2);
  }

  private void pass(Duration time) {
    clock.pass(time);
    later.pass(time);
  }

  private void pass(int paces) {
    for (int pace = 0; pace < paces; pace++) {
      pass(PerformanceWatch.PACE);
    }
  }

  @Test
  void rates_and_quantiles_are_of_what_ended_in_the_last_minute() {
    text = metrics(100);
    var _ = watch.follow(LAB, told::add);
    assertThat(told.getLast().recent()).as("there is nothing to compare with yet").isEmpty();

    text = metrics(130);
    pass(12);

    Performance.Recent recent = told.getLast().recent().orElseThrow();
    assertThat(recent.jobsPerMinute()).isEqualTo(30);
    assertThat(recent.median()).hasValue(0.75);
    assertThat(recent.most()).hasValueCloseTo(0.975, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(told.getLast().realTime())
        .hasValueCloseTo(40.0, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(told.getLast().ended()).isEqualTo(Map.of("a", 130L));
    pass(12);
    assertThat(told.getLast().recent().orElseThrow().jobsPerMinute()).isZero();
    assertThat(told.getLast().recent().orElseThrow().median())
        .as("nothing ended, so there is no latency")
        .isEmpty();
  }

  @Test
  void nobody_is_asked_when_nobody_looks_and_the_time_between_is_a_gap() {
    var first = watch.follow(LAB, told::add);
    pass(12);
    first.close();
    int before = asked;
    pass(Duration.ofMinutes(2));
    assertThat(asked).isEqualTo(before);

    var _ = watch.follow(LAB, told::add);
    pass(12);
    List<ChartPoint> points =
        watch.series(LAB, "", recent -> OptionalDouble.of(recent.jobsPerMinute())).points();
    assertThat(points.stream().filter(ChartPoint::isGap)).hasSize(1);
    assertThat(points.getLast().isGap()).isFalse();
  }

  @Test
  void a_master_that_began_anew_is_compared_with_itself_only() {
    text = metrics(100);
    var _ = watch.follow(LAB, told::add);
    pass(12);
    text = metrics(3);
    pass(1);
    assertThat(told.getLast().recent()).isEmpty();
    text = metrics(5);
    pass(3);

    assertThat(told.getLast().recent().orElseThrow().jobsPerMinute()).isEqualTo(8);
  }

  @Test
  void a_master_that_does_not_answer_is_asked_again() {
    problem = Optional.of(new EnvironmentProblem.NotUp(LAB));
    var _ = watch.follow(LAB, told::add);
    pass(3);
    assertThat(told).isEmpty();
    assertThat(watch.latest(LAB)).isEmpty();

    problem = Optional.empty();
    pass(1);
    assertThat(told).hasSize(1);
  }

  @Test
  void nothing_measured_is_nothing_and_not_zero() {
    text = "other 1\n";
    var _ = watch.follow(LAB, told::add);

    assertThat(told.getLast().realTime()).isEmpty();
    assertThat(watch.series(LAB, "", Performance.Recent::median).points()).isEmpty();
  }
}
