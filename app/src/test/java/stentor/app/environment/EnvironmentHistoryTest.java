package stentor.app.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import stentor.app.async.TaskRunner;
import stentor.app.chart.ChartPoint;
import stentor.app.testing.ManualClock;
import stentor.app.testing.ManualLater;
import stentor.app.testing.ModelsDouble;
import stentor.app.testing.PlatformDouble;
import stentor.control.Environments;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.Queue;
import stentor.protocol.environment.StatusDocument.ServedModelStatus;
import stentor.protocol.environment.StatusDocument.Workers;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EnvironmentHistoryTest {

  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final EnvironmentName LAB = new EnvironmentName("lab");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final PlatformDouble platform = new PlatformDouble();
  private final ManualLater later = new ManualLater();
  private final ManualClock clock = new ManualClock(NOON);
  private final EnvironmentHistory history =
      new EnvironmentHistory(
          new EnvironmentWatch(
              new Environments(platform, new ModelsDouble(), clock),
              new TaskRunner(Runnable::run, Runnable::run, clock, later),
              Runnable::run,
              later,
              clock,
              SECOND));

  @BeforeEach
  void begin() {
    waiting(0);
    var _ = history.begin();
  }

  private void waiting(long depth) {
    StatusDocument status = PlatformDouble.status("lab", EnvironmentState.UP);
    ServedModelStatus model = status.models().getFirst();
    platform.put(
        new StatusDocument(
            1,
            status.environment(),
            status.platform(),
            status.state(),
            status.endpoint(),
            status.since(),
            status.expiresAt(),
            List.of(
                new ServedModelStatus(
                    model.id(),
                    model.version(),
                    model.language(),
                    model.task(),
                    new Workers(1, 4, 2, 1),
                    new Queue(depth, 1, OptionalDouble.of((double) depth)))),
            status.processes(),
            status.nodes(),
            status.cost(),
            status.problems()),
        PlatformDouble.wanted("lab"));
  }

  private void pass(int seconds) {
    for (int second = 0; second < seconds; second++) {
      clock.pass(SECOND);
      later.pass(SECOND);
    }
  }

  @Test
  void what_is_seen_is_kept_for_an_hour_and_not_longer() {
    for (int minute = 0; minute < 90; minute++) {
      waiting(minute);
      pass(60);
    }

    List<EnvironmentSample> samples = history.samples(LAB);
    assertThat(samples.getLast().waiting()).isEqualTo(89);
    assertThat(samples.getFirst().at()).isAfterOrEqualTo(clock.instant().minusSeconds(3606));
    assertThat(samples).as("a value that stays is thinned").hasSizeLessThan(900);
    assertThat(samples.getLast().wanted()).isEqualTo(2);
    assertThat(samples.getLast().ready()).isEqualTo(1);
  }

  @Test
  void every_change_is_kept() {
    for (int second = 1; second <= 30; second++) {
      waiting(second);
      pass(1);
    }

    assertThat(history.samples(LAB)).hasSizeGreaterThanOrEqualTo(30);
  }

  @Test
  void memory_is_bounded_when_all_changes_all_the_time() {
    for (int second = 0; second < 8_000; second++) {
      waiting(second);
      pass(1);
    }

    assertThat(history.samples(LAB)).hasSizeLessThanOrEqualTo(EnvironmentHistory.MOST);
  }

  @Test
  void where_nobody_could_look_there_is_a_gap() {
    pass(10);
    platform.lose(LAB, new EnvironmentProblem.NotRunning(LAB));
    pass(60);
    platform.findAll();
    pass(10);

    List<ChartPoint> points = history.series(LAB, "", sample -> (double) sample.waiting()).points();
    assertThat(points.stream().filter(ChartPoint::isGap)).hasSize(1);
    assertThat(points.getFirst().isGap()).isFalse();
    assertThat(points.getLast().isGap()).isFalse();
  }

  @Test
  void an_environment_that_is_gone_is_forgotten() throws Exception {
    pass(10);
    platform.down(LAB, new stentor.control.event.EventStream(clock));
    pass(2);

    assertThat(history.samples(LAB)).isEmpty();
    assertThat(history.series(LAB, "", EnvironmentSample::waiting).points()).isEmpty();
  }
}
