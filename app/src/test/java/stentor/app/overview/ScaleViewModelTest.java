package stentor.app.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.navigation.ScreenView.Status;
import stentor.control.WorkerRange;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScaleViewModelTest {

  private final List<WorkerRange> chosen = new ArrayList<>();
  private final ScaleViewModel model = model(1, 4);

  private ScaleViewModel model(int min, int max) {
    return new ScaleViewModel(
        new ModelRow(
            "a",
            "1",
            "en",
            1,
            1,
            min,
            max,
            0,
            OptionalDouble.empty(),
            new Status("Serving", Mood.GOOD)),
        chosen::add);
  }

  @Test
  void text_and_slider_say_the_same() {
    model.leastProperty().set("2");
    model.mostProperty().set("6");
    assertThat(model.lowProperty().get()).isEqualTo(2);
    assertThat(model.highProperty().get()).isEqualTo(6);

    model.highProperty().set(7.4);
    assertThat(model.mostProperty().get()).isEqualTo("7");
    model.lowProperty().set(0);
    assertThat(model.leastProperty().get()).isEqualTo("0");
  }

  @Test
  void more_than_the_slider_shows_may_be_typed() {
    model.mostProperty().set("40");

    assertThat(model.mostProperty().get()).isEqualTo("40");
    assertThat(model.highProperty().get()).isEqualTo(model.scale());
    assertThat(model.apply()).isTrue();
    assertThat(chosen).containsExactly(new WorkerRange(1, 40));
  }

  @Test
  void what_is_no_range_cannot_be_chosen() {
    for (String wrong : List.of("", "x", "-1", "1001", "0", "1.5", "99999999999")) {
      model.mostProperty().set(wrong);

      assertThat(model.rangeProperty().get()).as(wrong).isEmpty();
      assertThat(model.apply()).isFalse();
    }
    model.mostProperty().set("2");
    model.leastProperty().set("3");
    assertThat(model.apply()).isFalse();
    assertThat(chosen).isEmpty();
  }

  @Test
  void a_model_with_many_workers_has_a_longer_slider() {
    assertThat(model(3, 50).scale()).isEqualTo(50);
  }
}
