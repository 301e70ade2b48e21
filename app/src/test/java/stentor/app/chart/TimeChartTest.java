package stentor.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import stentor.app.look.Theme;
import stentor.app.look.ThemeChoice;
import stentor.app.testing.Fx;
import stentor.app.text.Figures;

@ExtendWith(Fx.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TimeChartTest {

  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final TimeAxis HOUR = TimeAxis.until(NOON, Duration.ofHours(1));
  private static final Color LIGHT_ACCENT = Color.web("#0b6e6e");
  private static final Color DARK_ACCENT = Color.web("#4cc2b8");

  private static ChartSeries constant(String name, double value) {
    List<ChartPoint> points = new ArrayList<>();
    for (int second = 0; second <= 3600; second++) {
      points.add(new ChartPoint(HOUR.from().plusSeconds(second), value));
    }
    return new ChartSeries(name, points);
  }

  private static TimeChart chart() {
    TimeChart chart = new TimeChart();
    chart.write(value -> Figures.decimal(value) + " jobs", Figures::decimal, true, ZoneOffset.UTC);
    return chart;
  }

  private static boolean shows(javafx.scene.Node node, Color colour) {
    WritableImage image = node.snapshot(null, null);
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        Color pixel = image.getPixelReader().getColor(x, y);
        if (Math.abs(pixel.getRed() - colour.getRed()) < 0.02
            && Math.abs(pixel.getGreen() - colour.getGreen()) < 0.02
            && Math.abs(pixel.getBlue() - colour.getBlue()) < 0.02) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void a_line_is_drawn_in_the_colour_of_the_theme_also_when_that_changes() {
    Fx.run(
        () -> {
          TimeChart chart = chart();
          chart.setPrefSize(400, 140);
          Theme theme = new Theme();
          theme.choiceProperty().set(ThemeChoice.LIGHT);
          Scene scene = new Scene(new VBox(chart), 400, 140);
          theme.dress(scene);
          chart.show(List.of(constant("", 3)), HOUR, "3 jobs wait");

          assertThat(shows(chart, LIGHT_ACCENT)).isTrue();
          assertThat(shows(chart, DARK_ACCENT)).isFalse();
          theme.choiceProperty().set(ThemeChoice.DARK);
          assertThat(shows(chart, DARK_ACCENT)).isTrue();
          assertThat(shows(chart, LIGHT_ACCENT)).isFalse();
          theme.choiceProperty().set(ThemeChoice.LIGHT);
        });
  }

  @Test
  void empty_is_empty_and_not_zero() {
    Fx.run(
        () -> {
          TimeChart chart = chart();
          Sparkline spark = new Sparkline();
          chart.setPrefSize(400, 140);
          spark.setPrefWidth(400);
          Scene scene = new Scene(new VBox(chart, spark), 400, 200);
          Theme theme = new Theme();
          theme.choiceProperty().set(ThemeChoice.LIGHT);
          theme.dress(scene);
          ChartSeries none = new ChartSeries("", List.of());
          chart.show(List.of(none), HOUR, "nothing measured");
          spark.show(none, HOUR, "nothing measured");

          assertThat(shows(chart, LIGHT_ACCENT)).isFalse();
          assertThat(shows(spark, LIGHT_ACCENT)).isFalse();
          spark.show(constant("", 0), HOUR, "0 jobs wait");
          assertThat(shows(spark, LIGHT_ACCENT)).isTrue();
        });
  }

  @Test
  void the_arrow_keys_lead_along_the_values_and_they_are_said() {
    Fx.run(
        () -> {
          TimeChart chart = chart();
          chart.show(
              List.of(constant("ready", 2), constant("wanted", 3)), HOUR, "2 of 3 workers ready");

          assertThat(chart.getAccessibleText()).isEqualTo("2 of 3 workers ready");
          chart.fireEvent(key(KeyCode.LEFT));
          assertThat(chart.getAccessibleText())
              .isEqualTo("2 of 3 workers ready 11:59:00, ready 2 jobs, wanted 3 jobs");
          chart.fireEvent(key(KeyCode.HOME));
          assertThat(chart.getAccessibleText()).contains("11:00:00");
          chart.fireEvent(key(KeyCode.ESCAPE));
          assertThat(chart.getAccessibleText()).isEqualTo("2 of 3 workers ready");
        });
  }

  private static KeyEvent key(KeyCode code) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
  }
}
