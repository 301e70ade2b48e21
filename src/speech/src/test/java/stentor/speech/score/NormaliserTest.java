package stentor.speech.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NormaliserTest {

  @Test
  void english_text_comes_out_as_from_Whisper() throws IOException {
    assertAsInPython("english.tsv", new EnglishNormaliser(), 1000);
  }

  @Test
  void text_of_any_language_comes_out_as_from_Whisper() throws IOException {
    assertAsInPython("basic.tsv", new BasicNormaliser(), 400);
  }

  @Test
  void diacritics_go_as_in_Whisper() throws IOException {
    assertAsInPython("basic-plain.tsv", new BasicNormaliser(true, false), 400);
  }

  @Test
  void letters_become_words_as_in_Whisper() throws IOException {
    assertAsInPython("letters.tsv", new BasicNormaliser(false, true), 400);
  }

  @Test
  void an_English_reference_and_what_an_engine_writes_meet() {
    Normaliser english = new EnglishNormaliser();
    assertThat(
            english.normalise("Mr. Brown wouldn't pay twenty-five pounds, um, [coughs] he said."))
        .isEqualTo(english.normalise("mister brown would not pay £25 he said"))
        .isEqualTo("mister brown would not pay £25 he said");
  }

  @Test
  void a_marked_gap_is_no_word() {
    assertThat(new EnglishNormaliser().normalise("before […] after")).isEqualTo("before after");
    assertThat(new BasicNormaliser().normalise("before […] after")).isEqualTo("before after");
  }

  @Test
  void brackets_that_never_close_take_linear_time() {
    String hostile = "(".repeat(300_000) + "[".repeat(300_000) + " ".repeat(300_000) + "x";
    assertThat(new EnglishNormaliser().normalise(hostile)).isEqualTo("x");
  }

  @Test
  void a_number_of_absurd_length_stays_as_it_is() {
    String digits = "9".repeat(5000);
    assertThat(new EnglishNormaliser().normalise(digits + " hundred")).isEqualTo(digits + " 100");
  }

  private static void assertAsInPython(String table, Normaliser normaliser, int fewest)
      throws IOException {
    List<List<String>> rows = ReferenceTable.rows(table);
    assertThat(rows).hasSizeGreaterThan(fewest);
    SoftAssertions.assertSoftly(
        softly -> {
          for (List<String> row : rows) {
            softly
                .assertThat(normaliser.normalise(row.getFirst()))
                .as(row.getFirst())
                .isEqualTo(row.getLast());
          }
        });
  }

  @Test
  void a_long_text_of_signs_that_stand_for_sentences_is_refused_and_a_short_one_is_not() {
    String sign = "\uFDFA";
    for (Normaliser normaliser :
        List.of(new BasicNormaliser(), new BasicNormaliser(true, true), new EnglishNormaliser())) {
      assertThat(normaliser.normalise(sign)).hasSizeGreaterThan(10);
      assertThatThrownBy(() -> normaliser.normalise(sign.repeat(100_000)))
          .isInstanceOfSatisfying(
              ScoreException.class,
              refused -> assertThat(refused.problem().code()).isEqualTo("too_long_to_align"));
    }
  }

  @Test
  void marks_beyond_what_a_letter_has_change_nothing() {
    String marks = "\u0301".repeat(500) + "\u0327".repeat(500);
    assertThat(new BasicNormaliser().normalise("be" + marks + "d"))
        .isEqualTo(new BasicNormaliser().normalise("be\u0301\u0301d"));
    assertThat(new EnglishNormaliser().normalise("be" + marks + "d")).isEqualTo("bed");
  }
}
