package stentor.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.app.chart.Strokes.Place;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChartGeometryTest {

  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final TimeAxis HOUR = TimeAxis.until(NOON, Duration.ofHours(1));

  @ParameterizedTest
  @CsvSource({"71, 4, 80, 20", "8, 3, 10, 5", "1, 3, 1, 1", "3, 3, 3, 1", "1000, 4, 1000, 500"})
  void an_axis_of_whole_numbers_has_round_marks(
      double largest, int steps, double top, double step) {
    ValueAxis axis = ValueAxis.of(largest, steps, true);

    assertThat(axis.top()).isEqualTo(top);
    assertThat(axis.step()).isEqualTo(step);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void an_axis_without_a_value_still_has_one_mark_above_zero(double largest) {
    assertThat(ValueAxis.of(largest, 1, true).marks()).containsExactly(0.0, 1.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.013, 0.7, 3, 19, 99.9, 12_345, 1e12})
  void every_value_is_below_the_top_of_its_axis(double largest) {
    ValueAxis axis = ValueAxis.of(largest, 4, false);

    assertThat(axis.top()).isGreaterThanOrEqualTo(largest * (1 - 1e-9));
    assertThat(axis.marks()).hasSizeBetween(2, 6);
    assertThat(axis.place(largest, 100)).isBetween(0.0, 100.0);
  }

  @Test
  void times_of_day_are_round_where_people_live() {
    assertThat(HOUR.marks(7, ZoneOffset.UTC))
        .containsExactly(
            NOON.minusSeconds(3600),
            NOON.minusSeconds(3000),
            NOON.minusSeconds(2400),
            NOON.minusSeconds(1800),
            NOON.minusSeconds(1200),
            NOON.minusSeconds(600),
            NOON);
    ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");
    assertThat(HOUR.marks(4, kathmandu))
        .allMatch(mark -> mark.atZone(kathmandu).getMinute() % 20 == 0);
  }

  @Test
  void a_place_and_its_moment_belong_together() {
    double place = HOUR.place(NOON.minusSeconds(900), 600);

    assertThat(place).isEqualTo(450);
    assertThat(HOUR.at(place, 600)).isEqualTo(NOON.minusSeconds(900));
    assertThat(HOUR.at(-5, 600)).isEqualTo(HOUR.from());
  }

  @Test
  void many_points_become_few_places_and_no_peak_is_lost() {
    List<ChartPoint> points = new ArrayList<>();
    for (int second = 0; second <= 3600; second++) {
      points.add(new ChartPoint(HOUR.from().plusSeconds(second), second == 1777 ? 50 : 1));
    }

    List<List<Place>> strokes =
        Strokes.of(new ChartSeries("", points), HOUR, new ValueAxis(50, 10), 100, 100);

    assertThat(strokes).hasSize(1);
    assertThat(strokes.getFirst()).hasSizeLessThanOrEqualTo(404);
    assertThat(strokes.getFirst()).anyMatch(place -> place.y() == 0);
    assertThat(strokes.getFirst()).isSortedAccordingTo((a, b) -> Double.compare(a.x(), b.x()));
  }

  @Test
  void where_nothing_was_measured_there_is_no_line() {
    ChartSeries series =
        new ChartSeries(
            "",
            List.of(
                new ChartPoint(NOON.minusSeconds(600), 1),
                new ChartPoint(NOON.minusSeconds(500), 2),
                ChartPoint.gap(NOON.minusSeconds(499)),
                new ChartPoint(NOON.minusSeconds(60), 3)));

    assertThat(Strokes.of(series, HOUR, new ValueAxis(4, 1), 360, 100))
        .extracting(List::size)
        .containsExactly(2, 1);
    Duration minute = Duration.ofMinutes(1);
    assertThat(series.nearest(NOON.minusSeconds(300), minute)).isEmpty();
    assertThat(series.nearest(NOON.minusSeconds(510), minute)).map(ChartPoint::value).contains(2.0);
    assertThat(series.nearest(NOON.minusSeconds(590), minute)).map(ChartPoint::value).contains(1.0);
    assertThat(series.nearest(NOON, minute)).map(ChartPoint::value).contains(3.0);
    assertThat(series.nearest(NOON.minusSeconds(1_000), minute)).as("before all").isEmpty();
    assertThat(series.nearest(NOON.plusSeconds(61), minute)).as("after all").isEmpty();
  }

  @Test
  void nothing_measured_draws_nothing() {
    ChartSeries none = new ChartSeries("", List.of());

    assertThat(Strokes.of(none, HOUR, new ValueAxis(1, 1), 100, 100)).isEmpty();
    assertThat(none.nearest(NOON, Duration.ofHours(1))).isEmpty();
    assertThat(none.latest()).isEmpty();
    assertThat(none.largest(HOUR.from(), HOUR.to())).isEmpty();
  }

  @Test
  void what_lies_before_the_axis_is_left_out_but_for_the_point_that_leads_in() {
    ChartSeries series =
        new ChartSeries(
            "",
            List.of(
                new ChartPoint(HOUR.from().minusSeconds(20), 1),
                new ChartPoint(HOUR.from().minusSeconds(10), 1),
                new ChartPoint(HOUR.from().plusSeconds(10), 1)));

    assertThat(Strokes.of(series, HOUR, new ValueAxis(1, 1), 3600, 10).getFirst())
        .extracting(Place::x)
        .containsExactly(-10.0, 10.0);
  }
}
