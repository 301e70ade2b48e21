package stentor.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Fx.class)
@TestInstance(Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FxTest {

  private final List<String> ended = new ArrayList<>();

  @RepeatedTest(2)
  void a_test_finds_nothing_of_the_one_before(RepetitionInfo time) {
    assertThat(ended).hasSize(time.getCurrentRepetition() - 1);
    assertThat(Fx.on(() -> List.copyOf(Window.getWindows()))).isEmpty();

    Fx.run(
        () -> {
          var _ = Fx.window(new StackPane(), 100, 100);
        });
    Fx.atEnd(() -> ended.add("ended"));

    assertThat(Fx.on(() -> List.copyOf(Window.getWindows()))).hasSize(1);
  }
}
