package stentor.app.sound;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import stentor.app.testing.Fx;
import stentor.app.text.Messages;

@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(Fx.class)
final class LevelMeterTest {

  private static final Level SPEECH = new Level(-24, -12);
  private static final Level PAUSE = new Level(-70, -60);

  @Test
  void the_judgement_stands_still_between_words_and_changes_after_two_seconds() {
    LoudnessWatch watch = new LoudnessWatch();

    assertThat(watch.with(PAUSE)).isEqualTo(Loudness.TOO_QUIET);
    assertThat(watch.with(SPEECH)).isEqualTo(Loudness.GOOD);
    for (int number = 0; number < 39; number++) {
      assertThat(watch.with(PAUSE)).isEqualTo(Loudness.GOOD);
    }
    assertThat(watch.with(PAUSE)).isEqualTo(Loudness.TOO_QUIET);
    assertThat(watch.with(new Level(-8, -0.2))).isEqualTo(Loudness.TOO_LOUD);
  }

  @Test
  void it_says_in_words_what_the_bar_shows() {
    SimpleObjectProperty<Level> level = new SimpleObjectProperty<>(Level.SILENT);
    LevelMeter meter =
        Fx.on(
            () -> {
              LevelMeter made = new LevelMeter(new Messages());
              made.follow(level);
              Fx.window(new StackPane(made), 500, 60);
              return made;
            });
    assertThat(Fx.on(meter::getAccessibleText)).startsWith("Too quiet");

    Fx.run(() -> level.set(SPEECH));

    assertThat(Fx.on(meter::getAccessibleText)).isEqualTo("Good");
  }
}
