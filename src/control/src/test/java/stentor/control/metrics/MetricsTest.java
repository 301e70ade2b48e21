package stentor.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.control.metrics.Histogram.Bucket;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MetricsTest {

  private static final String TEXT =
      """
      # HELP stentor_jobs_ended_total Jobs whose end this master heard of
      # TYPE stentor_jobs_ended_total counter
      stentor_jobs_ended_total{model="a",status="succeeded"} 3.0
      stentor_jobs_ended_total{model="a",status="failed"} 1
      stentor_jobs_ended_total{model="b",status="succeeded"} 2e1 1795892948694
      stentor_open_jobs 4
      stage_seconds_bucket{stage="total",le="0.5"} 2
      stage_seconds_bucket{stage="total",le="1.0"} 6
      stage_seconds_bucket{stage="total",le="+Inf"} 8
      stage_seconds_bucket{stage="queue",le="0.5"} 8
      stage_seconds_sum{stage="total"} 9.5
      """;

  @Test
  void numbers_are_summed_by_the_labels_that_are_asked_for() {
    Metrics metrics = Metrics.read(TEXT);

    assertThat(metrics.ignored()).isZero();
    assertThat(metrics.sum("stentor_jobs_ended_total", Map.of())).hasValue(24);
    assertThat(metrics.sum("stentor_jobs_ended_total", Map.of("model", "a"))).hasValue(4);
    assertThat(metrics.sum("stentor_jobs_ended_total", Map.of("model", "c"))).isEmpty();
    assertThat(metrics.by("model", "stentor_jobs_ended_total"))
        .isEqualTo(Map.of("a", 4.0, "b", 20.0));
    assertThat(metrics.sum("stentor_open_jobs", Map.of())).hasValue(4);
  }

  @Test
  void a_histogram_is_put_together_from_its_lines() {
    Histogram total = Metrics.read(TEXT).histogram("stage_seconds", Map.of("stage", "total"));

    assertThat(total.count()).isEqualTo(8);
    assertThat(total.sum()).isEqualTo(9.5);
    assertThat(total.quantile(0.5)).hasValue(0.75);
    assertThat(total.quantile(0.95)).as("beyond the last bound").hasValue(1.0);
    assertThat(Metrics.read(TEXT).histogram("none", Map.of()).quantile(0.5)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "name{",
        "name{a=\"b\"",
        "name{a=\"b\"} ",
        "name{a=b} 1",
        "name{a=\"b\" c=\"d\"} 1",
        "name{a=\"b\",a=\"c\"} 1",
        "name{\"} 1",
        "9name 1",
        "name 1 2 3",
        "name one",
        "name 0x1p3",
        "name 1d",
        "<html>no such page</html>",
        "{\"error\":1}"
      })
  void a_malformed_line_is_left_out_and_the_others_are_kept(String line) {
    Metrics metrics = Metrics.read(line + "\nright 1\n");

    assertThat(metrics.ignored()).isEqualTo(1);
    assertThat(metrics.size()).isEqualTo(1);
    assertThat(metrics.sum("right", Map.of())).hasValue(1);
  }

  @Test
  void quoted_values_may_hold_anything() {
    Metrics metrics = Metrics.read("name{ a=\"q\\\"u\\\\o\\nte, }\" , b=\"\" } 1");

    assertThat(metrics.by("a", "name")).isEqualTo(Map.of("q\"u\\o\nte, }", 1.0));
  }

  @Test
  void very_much_is_cut_and_a_very_long_line_is_left_out() {
    Metrics many = Metrics.read("name 1\n".repeat(Metrics.MOST_SAMPLES + 10));
    Metrics wide = Metrics.read("name{a=\"" + "x".repeat(100_000) + "\"} 1\nright 1");

    assertThat(many.size()).isEqualTo(Metrics.MOST_SAMPLES);
    assertThat(many.ignored()).isEqualTo(10);
    assertThat(wide.size()).isEqualTo(1);
  }

  @Test
  void numbers_that_are_none_count_for_nothing() {
    Metrics metrics = Metrics.read("name{a=\"x\"} NaN\nname{a=\"y\"} +Inf\nname{a=\"z\"} 2\n");

    assertThat(metrics.size()).isEqualTo(3);
    assertThat(metrics.sum("name", Map.of())).hasValue(2);
  }

  @Test
  void quantiles_between_two_looks_are_of_what_came_between_them() {
    Histogram before = new Histogram(List.of(new Bucket(1, 100), new Bucket(2, 100)), 50);
    Histogram after = new Histogram(List.of(new Bucket(1, 100), new Bucket(2, 110)), 65);

    Histogram between = after.since(before);
    assertThat(between.count()).isEqualTo(10);
    assertThat(between.sum()).isEqualTo(15);
    assertThat(between.quantile(0.5).orElseThrow()).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void a_program_that_began_anew_counts_from_nothing() {
    Histogram before = new Histogram(List.of(new Bucket(1, 100)), 50);
    Histogram after = new Histogram(List.of(new Bucket(1, 3)), 2);

    assertThat(after.since(before)).isEqualTo(after);
    assertThat(after.since(Histogram.NONE)).isEqualTo(after);
  }
}
