package stentor.speech.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WordConfidenceTest {

  private static List<Word> words(String text) {
    TimeSpan whole = new TimeSpan(0, 1);
    return WordTimes.estimate(text, whole, List.of(whole));
  }

  private static Token piece(String text, double probability) {
    return new Token(1, text, Math.log(probability));
  }

  private static List<Double> confidences(String text, Token... tokens) {
    return WordConfidence.of(words(text), List.of(tokens)).stream()
        .map(word -> word.confidence().orElse(-1))
        .toList();
  }

  private static void assertClose(List<Double> actual, Double... expected) {
    assertThat(actual).hasSize(expected.length);
    for (int index = 0; index < expected.length; index++) {
      assertThat(actual.get(index)).isCloseTo(expected[index], within(1e-9));
    }
  }

  @Test
  void a_word_has_the_geometric_mean_of_its_pieces() {
    assertClose(
        confidences(
            "wood blocks,",
            piece(" wo", 0.9),
            piece("od", 0.4),
            piece(" blocks", 0.5),
            piece(",", 0.5)),
        0.6,
        0.5);
  }

  @Test
  void a_piece_of_two_words_counts_for_both() {
    assertClose(confidences("a b c", piece("a", 0.8), piece(" b c", 0.2)), 0.8, 0.2, 0.2);
  }

  @Test
  void a_piece_without_letters_belongs_to_the_word_it_begins_and_the_last_one_to_the_last_word() {
    assertClose(
        confidences(
            "你 好",
            piece("", 0.25),
            piece("你", 1.0),
            piece(" ", 0.25),
            piece("好", 1.0),
            piece("", 1.0)),
        0.5,
        Math.cbrt(0.25));
  }

  @Test
  void where_the_pieces_do_not_spell_the_words_nothing_is_made_up() {
    assertClose(confidences("hello there", piece("hello", 0.5)), -1.0, -1.0);
    assertClose(confidences("hello"), -1.0);
    assertThat(WordConfidence.of(List.of(), List.of(piece("x", 0.5)))).isEmpty();
  }

  @Test
  void a_confidence_that_the_engine_gave_stays_and_so_do_the_times() {
    List<Word> given = new ArrayList<>(words("one two"));
    Word first = given.getFirst();
    given.set(
        0, new Word(first.text(), first.start(), first.end(), OptionalDouble.of(0.125), true));

    List<Word> result = WordConfidence.of(given, List.of(piece("one", 0.5), piece(" two", 0.75)));

    assertThat(result.getFirst()).isEqualTo(given.getFirst());
    assertThat(result.getLast().start()).isEqualTo(given.getLast().start());
    assertThat(result.getLast().confidence().orElseThrow()).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void a_probability_is_never_more_than_one() {
    List<Word> result = WordConfidence.of(words("one"), List.of(new Token(1, "one", 1e-9)));

    assertThat(result.getFirst().confidence()).hasValue(1);
  }
}
