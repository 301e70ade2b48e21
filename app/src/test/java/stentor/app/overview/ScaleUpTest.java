package stentor.app.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import stentor.app.environment.EnvironmentSample;
import stentor.app.overview.ScaleUp.Kind;
import stentor.app.overview.ScaleUp.Phase;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScaleUpTest {

  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  private final List<EnvironmentSample> samples = new ArrayList<>();

  private void sample(int second, long waiting, int wanted, int ready) {
    samples.add(
        new EnvironmentSample(
            NOON.plusSeconds(second), waiting, 0, OptionalDouble.empty(), wanted, ready));
  }

  @Test
  void it_is_told_from_the_growing_queue_to_the_empty_one() {
    sample(0, 0, 1, 1);
    sample(4, 3, 1, 1);
    sample(8, 9, 4, 1);
    sample(20, 20, 4, 2);
    sample(30, 25, 4, 4);
    sample(40, 0, 4, 4);

    ScaleUp last = ScaleUp.last(samples).orElseThrow();
    assertThat(last.from()).isEqualTo(1);
    assertThat(last.to()).isEqualTo(4);
    assertThat(last.took()).isEqualTo(Duration.ofSeconds(22));
    assertThat(last.phases())
        .extracting(Phase::kind)
        .containsExactly(Kind.QUEUE_GREW, Kind.WORKERS_CAME, Kind.QUEUE_EMPTIED);
    assertThat(last.phases())
        .extracting(phase -> phase.took().toSeconds())
        .containsExactly(4L, 22L, 10L);
  }

  @Test
  void of_several_the_last_is_told_and_one_that_goes_on_is_not() {
    sample(0, 1, 1, 1);
    sample(2, 1, 2, 1);
    sample(4, 0, 2, 2);
    sample(6, 9, 2, 2);
    sample(8, 9, 3, 2);

    assertThat(ScaleUp.last(samples).orElseThrow().to()).isEqualTo(2);
  }

  @Test
  void an_environment_that_starts_is_not_scaled_up() {
    sample(0, 0, 0, 0);
    sample(2, 0, 1, 0);
    sample(4, 0, 1, 1);

    assertThat(ScaleUp.last(samples)).isEmpty();
  }

  @Test
  void what_nobody_saw_whole_is_not_told() {
    sample(0, 1, 1, 1);
    sample(2, 1, 2, 1);
    sample(600, 0, 2, 2);

    assertThat(ScaleUp.last(samples)).isEmpty();
    assertThat(ScaleUp.last(List.of())).isEmpty();
  }
}
