package stentor.engines.moonshine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RepetitionTest {

  /** One piece for each character. */
  private static List<Piece> pieces(String text) {
    return text.chars().mapToObj(character -> new Piece(character, -0.1)).toList();
  }

  private static String cut(String text) {
    StringBuilder left = new StringBuilder();
    Repetition.cut(pieces(text)).forEach(piece -> left.append((char) piece.id()));
    return left.toString();
  }

  @Test
  void text_without_repetition_has_none() {
    assertThat(Repetition.longest(pieces(""))).isEmpty();
    assertThat(Repetition.longest(pieces("abcdefgabcdefg"))).isEmpty();
    assertThat(cut("hello there")).isEqualTo("hello there");
  }

  @Test
  void fewer_than_three_times_or_six_pieces_are_no_repetition() {
    assertThat(Repetition.longest(pieces("xaaaaay"))).isEmpty();
    assertThat(Repetition.longest(pieces("xabcdabcdy"))).isEmpty();
    assertThat(Repetition.longest(pieces("xaaaaaay"))).contains(new Repetition(1, 1, 6));
    assertThat(Repetition.longest(pieces("xabababy"))).contains(new Repetition(1, 2, 3));
  }

  @Test
  void one_that_covers_most_pieces_is_found() {
    assertThat(Repetition.longest(pieces("ababab-cdecdecde"))).contains(new Repetition(7, 3, 3));
  }

  @Test
  void unfinished_last_time_does_not_count() {
    assertThat(Repetition.longest(pieces("abcabcabcab"))).contains(new Repetition(0, 3, 3));
  }

  @Test
  void longest_period_is_twelve() {
    assertThat(Repetition.longest(pieces("abcdefghijkl".repeat(3))))
        .contains(new Repetition(0, 12, 3));
    assertThat(Repetition.longest(pieces("abcdefghijklm".repeat(3)))).isEmpty();
  }

  @Test
  void every_repetition_is_cut_to_its_first_occurrence() {
    assertThat(cut("so abababab and cdecdecde.")).isEqualTo("so ab and cde.");
    assertThat(cut("a".repeat(100))).isEqualTo("a");
  }

  @Test
  void probabilities_stay_with_their_pieces() {
    List<Piece> pieces = IntStream.range(0, 8).mapToObj(i -> new Piece(i < 7 ? 5 : 6, -i)).toList();

    assertThat(Repetition.cut(pieces)).containsExactly(new Piece(5, 0), new Piece(6, -7));
  }
}
