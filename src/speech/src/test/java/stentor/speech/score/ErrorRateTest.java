package stentor.speech.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ErrorRateTest {

  /** The texts of these tests are normalised already. */
  private static final Normaliser AS_IS = text -> text;

  @Test
  void word_error_rates_are_those_of_jiwer() throws IOException {
    for (List<String> row : ReferenceTable.rows("rates.tsv")) {
      WordErrorRate ours = WordErrorRate.of(row.get(0), row.get(1), AS_IS);
      assertAgrees(ours, row.subList(2, 6), row);
      assertThat(Alignment.ofWords(row.get(0), row.get(1)).wordErrorRate()).isEqualTo(ours);
    }
  }

  @Test
  void character_error_rates_are_those_of_jiwer() throws IOException {
    for (List<String> row : ReferenceTable.rows("rates.tsv")) {
      CharacterErrorRate ours = CharacterErrorRate.of(row.get(0), row.get(1), AS_IS);
      assertAgrees(ours, row.subList(6, 10), row);
    }
  }

  /** Ties may be broken otherwise; then we have more matches, for that is our rule. */
  private static void assertAgrees(ErrorRate ours, List<String> theirs, List<String> row) {
    long substitutions = Long.parseLong(theirs.get(0));
    long deletions = Long.parseLong(theirs.get(1));
    long insertions = Long.parseLong(theirs.get(2));
    assertThat(ours.errors()).as("%s", row).isEqualTo(substitutions + deletions + insertions);
    assertThat(ours.rate()).as("%s", row).isEqualTo(Double.parseDouble(theirs.get(3)));
    assertThat(ours.substitutions()).as("%s", row).isLessThanOrEqualTo(substitutions);
    assertThat(ours.deletions() - ours.insertions()).isEqualTo(deletions - insertions);
  }

  @Test
  void an_alignment_says_what_became_of_each_word() {
    assertThat(Alignment.ofWords("the cat sat on the mat", "the cat sad the old mat").edits())
        .containsExactly(
            new Edit.Match("the"),
            new Edit.Match("cat"),
            new Edit.Deletion("sat"),
            new Edit.Substitution("on", "sad"),
            new Edit.Match("the"),
            new Edit.Insertion("old"),
            new Edit.Match("mat"));
  }

  @Test
  void of_equally_few_edits_those_with_most_matches_are_taken() {
    assertThat(Alignment.ofWords("a b", "b a").edits())
        .containsExactly(new Edit.Insertion("b"), new Edit.Match("a"), new Edit.Deletion("b"));
  }

  @Test
  void a_character_alignment_counts_an_emoji_as_one() {
    assertThat(Alignment.ofCharacters("a😀b", "ab").edits())
        .containsExactly(new Edit.Match("a"), new Edit.Deletion("😀"), new Edit.Match("b"));
  }

  @Test
  void an_empty_reference_has_a_rate_of_the_words_invented() {
    assertThat(WordErrorRate.of("", "", AS_IS).rate()).isZero();
    assertThat(WordErrorRate.of("", "thank you", AS_IS).rate()).isEqualTo(2);
    assertThat(WordErrorRate.NONE.rate()).isZero();
  }

  @Test
  void a_corpus_sums_words_and_averages_no_rates() {
    WordErrorRate one = WordErrorRate.of("a b c d", "a b c x", AS_IS);
    WordErrorRate other = WordErrorRate.of("a", "", AS_IS);
    assertThat(one.plus(other)).isEqualTo(new WordErrorRate(1, 1, 0, 5));
    assertThat(one.plus(other).rate()).isEqualTo(0.4, within(1e-12));
    assertThat(one.plus(other).matches()).isEqualTo(3);
  }

  @Test
  void counts_and_alignment_agree_beyond_the_first_band() {
    Random random = new Random(7);
    String reference = words(random, 2000, 30);
    String hypothesis = words(random, 1500, 30);
    Alignment alignment = Alignment.ofWords(reference, hypothesis);
    assertThat(alignment.wordErrorRate())
        .isEqualTo(WordErrorRate.of(reference, hypothesis, AS_IS))
        .satisfies(rate -> assertThat(rate.errors()).isGreaterThan(900));
    assertThat(alignment.edits().stream().filter(edit -> !(edit instanceof Edit.Insertion)))
        .hasSize(2000);
    assertThat(alignment.edits().stream().filter(edit -> !(edit instanceof Edit.Deletion)))
        .hasSize(1500);
  }

  @Test
  void an_hour_of_speech_can_be_aligned_however_wrong_it_is() {
    String reference = words(new Random(1), 10_000, 3000);
    String hypothesis = words(new Random(2), 10_000, 3000);
    assertThat(Alignment.ofWords(reference, hypothesis).wordErrorRate().rate()).isGreaterThan(0.5);
  }

  @Test
  void a_reference_of_something_else_entirely_is_refused_with_a_reason() {
    String reference = "a ".repeat(40_000);
    String hypothesis = "b ".repeat(40_000);
    assertThatThrownBy(() -> Alignment.ofWords(reference, hypothesis))
        .isInstanceOfSatisfying(
            ScoreException.class,
            exception ->
                assertThat(exception.problem())
                    .isEqualTo(new ScoreProblem.TooMuchToAlign(40_000, 40_000)))
        .hasMessageContaining("Check that the reference belongs to this recording");
  }

  @Test
  void with_the_effort_of_seconds_three_hours_that_agree_are_counted_and_two_that_do_not_are_not() {
    String reference = words(new Random(1), 30_000, 3000);
    assertThat(WordErrorRate.of(reference, reference, AS_IS, Effort.SECONDS).rate()).isZero();
    assertThatThrownBy(
            () ->
                WordErrorRate.of(
                    reference, words(new Random(2), 30_000, 3000), AS_IS, Effort.SECONDS))
        .isInstanceOfSatisfying(
            ScoreException.class,
            exception ->
                assertThat(exception.problem())
                    .isEqualTo(new ScoreProblem.TooMuchToAlign(30_000, 30_000)));
  }

  @Test
  void a_text_that_is_too_long_for_the_effort_is_refused_before_it_is_normalised() {
    Normaliser none =
        text -> {
          throw new IllegalStateException("normalised");
        };
    assertThatThrownBy(() -> WordErrorRate.of("a".repeat(400_001), "a", none, Effort.SECONDS))
        .isInstanceOfSatisfying(
            ScoreException.class,
            exception ->
                assertThat(exception.problem())
                    .isEqualTo(new ScoreProblem.TooLongToAlign(400_001, 400_000)));
  }

  private static String words(Random random, int count, int vocabulary) {
    return random
        .ints(count, 0, vocabulary)
        .mapToObj(number -> "w" + number)
        .collect(Collectors.joining(" "));
  }
}
