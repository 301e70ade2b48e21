package stentor.engines.moonshine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AttemptTest {

  private static final double SECONDS = 2;

  private static Hypothesis text(int pieces, double mean, boolean ended) {
    List<Piece> different =
        IntStream.range(0, pieces).mapToObj(i -> new Piece(100 + i, mean)).toList();
    return of(different, mean, ended);
  }

  private static Hypothesis loop(int pieces, double mean, boolean ended) {
    return of(IntStream.range(0, pieces).mapToObj(i -> new Piece(7, mean)).toList(), mean, ended);
  }

  private static Hypothesis of(List<Piece> pieces, double mean, boolean ended) {
    return new Hypothesis(
        new Decoded(pieces, mean * (pieces.size() + (ended ? 1 : 0)), ended), SECONDS);
  }

  private static Attempt choose(Attempt... attempts) {
    return Attempt.choose(List.of(attempts), SECONDS);
  }

  @Test
  void ended_text_that_is_sure_enough_is_good() {
    assertThat(text(5, -1.1, true).good(SECONDS)).isTrue();
    assertThat(text(5, -1.3, true).good(SECONDS)).isFalse();
    assertThat(text(5, -0.1, false).good(SECONDS)).isFalse();
  }

  @Test
  void nothing_is_believed_if_it_is_sure_or_the_voice_short() {
    assertThat(text(0, -0.01, true).good(SECONDS)).isTrue();
    assertThat(text(0, -0.03, true).good(SECONDS)).isFalse();
    assertThat(text(0, -0.03, true).good(0.29)).isTrue();
  }

  @Test
  void repetition_is_a_loop_if_it_does_not_end_or_is_faster_than_a_speaker() {
    assertThat(loop(6, -0.1, false).loop()).isTrue();
    assertThat(loop(15, -0.1, true).loop()).as("15 pieces in 2 s").isFalse();
    assertThat(loop(16, -0.1, true).loop()).as("16 pieces in 2 s").isTrue();
    assertThat(text(16, -0.1, true).loop()).as("no repetition").isFalse();
  }

  @Test
  void only_a_loop_loses_its_repetitions() {
    assertThat(loop(15, -0.1, true).pieces()).hasSize(15);
    assertThat(loop(16, -0.1, true).pieces()).hasSize(1);
    assertThat(loop(6, -0.1, false).pieces()).hasSize(1);
    assertThat(text(6, -0.1, false).pieces()).hasSize(6);
  }

  @Test
  void last_attempt_is_taken_if_it_is_good() {
    Attempt good = Attempt.of(text(2, -1, true));

    assertThat(choose(Attempt.of(text(9, -0.1, false)), good)).isSameAs(good);
  }

  @Test
  void text_in_both_halves_is_better_than_in_one_and_that_better_than_none() {
    Attempt nothing = Attempt.of(text(0, -0.03, true));
    Attempt half = Attempt.of(text(3, -2, true), text(0, -0.03, true));
    Attempt both = Attempt.of(text(3, -2, true), loop(9, -2, false));

    assertThat(choose(nothing, half)).isSameAs(half);
    assertThat(choose(half, nothing)).isSameAs(half);
    assertThat(choose(both, half, nothing)).isSameAs(both);
  }

  @Test
  void regular_text_is_better_than_a_surer_loop() {
    Attempt regular = Attempt.of(text(3, -2, true));
    Attempt loop = Attempt.of(loop(9, -0.1, false));

    assertThat(choose(regular, loop)).isSameAs(regular);
  }

  @Test
  void surer_text_is_better_and_the_first_of_equals() {
    Attempt first = Attempt.of(text(3, -1.5, true));
    Attempt second = Attempt.of(text(3, -1.5, true));
    Attempt surer = Attempt.of(text(3, -1.4, true));

    assertThat(choose(first, surer, second)).isSameAs(surer);
    assertThat(choose(first, second)).isSameAs(first);
  }

  @Test
  void mean_of_halves_is_over_all_their_decisions() {
    Attempt halves = Attempt.of(text(9, -1, true), text(0, -0.1, true));

    assertThat(halves.meanLogProbability()).isEqualTo((-10 - 0.1) / 11);
  }
}
