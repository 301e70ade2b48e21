package stentor.engines.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WhisperLanguageTest {

  private static String code(boolean multilingual, String... tags) {
    return WhisperLanguage.of(List.of(tags), multilingual)
        .map(WhisperLanguage::code)
        .orElse("none");
  }

  @Test
  void model_for_one_language_is_told_which_by_whispers_own_code() {
    assertThat(code(true, "de")).isEqualTo("de");
    assertThat(code(true, "de-AT", "de-CH")).isEqualTo("de");
    assertThat(code(true, "nb-NO")).isEqualTo("no");
    assertThat(code(true, "fil")).isEqualTo("tl");
  }

  @Test
  void model_for_several_languages_tells_by_itself() {
    assertThat(code(true, "de", "fr")).isEqualTo("auto");
    assertThat(code(true)).isEqualTo("auto");
  }

  @Test
  void english_model_knows_english_only() {
    assertThat(code(false)).isEqualTo("en");
    assertThat(code(false, "en-GB")).isEqualTo("en");
    assertThat(code(false, "de")).isEqualTo("none");
  }

  @Test
  void language_that_whisper_does_not_know_is_none() {
    assertThat(code(true, "tlh")).isEqualTo("none");
  }
}
