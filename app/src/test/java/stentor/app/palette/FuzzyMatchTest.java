package stentor.app.palette;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class FuzzyMatchTest {

  private static int score(String query, String title) {
    return FuzzyMatch.of(query, title).orElseThrow().score();
  }

  @Test
  void letters_in_their_order_are_found_whatever_stands_between_them() {
    assertThat(FuzzyMatch.of("tdl", "Tear down lab").orElseThrow().places().stream())
        .containsExactly(0, 5, 10);
  }

  @Test
  void words_are_found_in_any_order() {
    assertThat(FuzzyMatch.of("lab tear", "Tear down lab")).isPresent();
  }

  @Test
  void letters_that_are_not_there_are_not_found() {
    assertThat(FuzzyMatch.of("tdx", "Tear down lab")).isEmpty();
    assertThat(FuzzyMatch.of("dt", "td")).isEmpty();
  }

  @Test
  void nothing_typed_is_in_everything() {
    assertThat(FuzzyMatch.of("  ", "Tear down lab").orElseThrow().places().isEmpty()).isTrue();
  }

  @Test
  void whole_words_and_their_beginnings_count_more_than_scattered_letters() {
    assertThat(score("dark", "Use the dark theme"))
        .isGreaterThan(score("dark", "Go to dragged marks"));
    assertThat(score("op", "Open lab")).isGreaterThan(score("op", "Go to help"));
    assertThat(score("hist", "Go to History")).isGreaterThan(score("hist", "Watch its tail"));
  }
}
