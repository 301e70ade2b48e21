package stentor.speech.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.speech.language.Calibration.Example;

/** Figures of evidence are of Moonshine models on read and on synthetic speech. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CalibrationTest {

  private static Evidence evidence(double logProbability, int tokens, boolean guarded) {
    return new Evidence(3, "what was said", tokens, OptionalDouble.of(logProbability), guarded);
  }

  @Test
  void a_model_is_surer_of_its_own_language_than_of_others() {
    assertThat(Calibration.USUAL.score(evidence(-0.05, 13, false), "en")).isGreaterThan(0.9);
    assertThat(Calibration.USUAL.score(evidence(-1.05, 26, false), "en")).isLessThan(0.05);
  }

  @Test
  void text_that_comes_faster_than_anybody_talks_counts_against_it() {
    assertThat(Calibration.USUAL.score(evidence(-0.345, 32, false), "en")).isLessThan(0.3);
  }

  @Test
  void a_guard_that_acted_counts_against_it() {
    assertThat(Calibration.USUAL.score(evidence(-0.336, 8, true), "en")).isLessThan(0.5);
  }

  @Test
  void who_hears_nothing_has_hardly_a_chance_however_sure() {
    Evidence nothing = new Evidence(3, "", 0, OptionalDouble.of(-0.001), false);

    assertThat(Calibration.USUAL.score(nothing, "es")).isLessThan(0.05);
  }

  @Test
  void a_word_in_seconds_of_speech_is_hardly_more_than_nothing() {
    assertThat(Calibration.USUAL.score(evidence(-0.5, 1, false), "en")).isLessThan(0.1);
    assertThat(Calibration.USUAL.score(evidence(-0.05, 4, false), "en")).isGreaterThan(0.9);
  }

  @Test
  void text_in_another_script_is_not_of_the_language() {
    Evidence cyrillic = new Evidence(3, "поезд", 5, OptionalDouble.of(-0.05), false);

    assertThat(Calibration.USUAL.score(cyrillic, "en")).isLessThan(0.05);
    assertThat(Calibration.USUAL.score(cyrillic, "ru")).isGreaterThan(0.9);
  }

  @Test
  void an_engine_that_does_not_say_how_sure_it_is_is_in_the_middle() {
    Evidence silent = new Evidence(3, "hello", 2, OptionalDouble.empty(), false);

    assertThat(Calibration.USUAL.score(silent, "en")).isEqualTo(0.5);
  }

  @Test
  void a_model_that_is_less_sure_of_all_is_calibrated_by_examples() {
    List<Example> examples = new ArrayList<>();
    for (int index = 0; index < 10; index++) {
      examples.add(new Example(evidence(-0.8 - index * 0.02, 12, false), true));
      examples.add(new Example(evidence(-1.8 - index * 0.05, 12, false), false));
    }
    Calibration fitted = Calibration.fit(examples).orElseThrow();

    assertThat(Calibration.USUAL.score(evidence(-0.9, 12, false), "en")).isLessThan(0.5);
    assertThat(fitted.score(evidence(-0.9, 12, false), "en")).isGreaterThan(0.7);
    assertThat(fitted.score(evidence(-1.9, 12, false), "en")).isLessThan(0.3);
  }

  @Test
  void examples_of_one_side_only_teach_nothing() {
    assertThat(Calibration.fit(List.of(new Example(evidence(-0.1, 12, false), true)))).isEmpty();
  }
}
