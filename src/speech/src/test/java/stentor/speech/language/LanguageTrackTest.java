package stentor.speech.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LanguageTrackTest {

  private static Heard heard(double seconds, double english, double spanish) {
    return new Heard(seconds, true, Map.of("en", english, "es", spanish));
  }

  private static List<String> follow(Heard... stretches) {
    return LanguageTrack.follow(List.of(stretches), 2).stream()
        .map(tag -> tag.orElse("none"))
        .toList();
  }

  @Test
  void a_recording_that_changes_its_language_and_back_is_followed() {
    assertThat(
            follow(
                heard(5, 0.98, 0.01), heard(4, 0.01, 0.97), heard(4, 0.2, 0.9), heard(3, 0.9, 0)))
        .containsExactly("en", "es", "es", "en");
  }

  @Test
  void one_short_stretch_does_not_flip_it() {
    assertThat(follow(heard(5, 0.98, 0.01), heard(0.8, 0.3, 0.6), heard(5, 0.97, 0.02)))
        .containsExactly("en", "en", "en");
  }

  @Test
  void a_short_stretch_that_the_next_one_agrees_with_changes_it() {
    assertThat(follow(heard(5, 0.98, 0.01), heard(1, 0.1, 0.8), heard(1, 0.2, 0.8)))
        .containsExactly("en", "es", "es");
  }

  @Test
  void a_short_beginning_is_given_to_the_language_that_goes_on() {
    assertThat(follow(heard(0.6, 0.4, 0.55), heard(5, 0.98, 0.01))).containsExactly("en", "en");
  }

  @Test
  void what_nobody_understands_is_nobodys_where_it_is_long_enough() {
    assertThat(follow(heard(5, 0.98, 0.01), heard(6, 0.03, 0.01), heard(1, 0.03, 0.01)))
        .containsExactly("en", "none", "en");
  }

  @Test
  void doubt_is_not_enough_to_leave_something_out() {
    assertThat(follow(heard(5, 0.98, 0.01), heard(6, 0.3, 0.01))).containsExactly("en", "en");
  }

  @Test
  void where_no_candidate_is_likely_anywhere_it_is_none_of_them() {
    assertThat(follow(heard(5, 0.4, 0.01), heard(6, 0.3, 0.01))).containsExactly("none", "none");
  }

  @Test
  void where_nobody_wrote_a_word_or_one_did_not_answer_nothing_is_foreign() {
    Heard english = heard(5, 0.98, 0.01);
    Heard music = new Heard(6, false, Map.of("en", 0.01, "es", 0.01));
    Heard unanswered = new Heard(6, true, Map.of("es", 0.01));

    assertThat(follow(english, music, unanswered)).containsExactly("en", "en", "en");
  }

  @Test
  void who_was_not_asked_has_no_say() {
    Heard onlyEnglish = new Heard(5, true, Map.of("en", 0.95));

    assertThat(LanguageTrack.follow(List.of(onlyEnglish), 2)).containsExactly(Optional.of("en"));
  }
}
