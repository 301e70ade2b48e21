package stentor.engines.moonshine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.speech.transcript.Token;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DetokenizerTest {

  private static List<Token> tokens(List<String> pieces, int... ids) {
    Vocabulary vocabulary = Vocabulary.parse(TestVocabulary.with(pieces));
    return new Detokenizer(vocabulary)
        .tokens(IntStream.of(ids).mapToObj(id -> new Piece(id, -0.5)).toList());
  }

  private static List<String> texts(List<String> pieces, int... ids) {
    return tokens(pieces, ids).stream().map(Token::text).toList();
  }

  @Test
  void lower_block_begins_a_word() {
    List<Token> tokens = tokens(List.of("\u2581good", "\u2581morn", "ing", "."), 3, 4, 5, 6);

    assertThat(tokens).map(Token::text).containsExactly(" good", " morn", "ing", ".");
    assertThat(Detokenizer.text(tokens)).isEqualTo("good morning.");
    assertThat(tokens.getFirst()).isEqualTo(new Token(3, " good", -0.5));
  }

  @Test
  void character_spread_over_byte_pieces_is_the_text_of_the_last_of_them() {
    List<String> bytes = List.of("<0xE2>", "<0x82>", "<0xAC>", "\u25815", "<0x0A>");

    assertThat(texts(bytes, 6, 3, 4, 5, 7)).containsExactly(" 5", "", "", "\u20ac", "\n");
  }

  @Test
  void bytes_that_are_no_character_are_replaced() {
    List<String> bytes = List.of("<0xE2>", "<0x82>", "a");

    assertThat(texts(bytes, 3, 4, 5)).containsExactly("", "", "\ufffda");
    assertThat(String.join("", texts(bytes, 5, 3, 4))).isEqualTo("a\ufffd");
  }

  @Test
  void what_only_looks_like_a_byte_is_text() {
    assertThat(texts(List.of("<0x0A", "<0x00A>"), 3, 4)).containsExactly("<0x0A", "<0x00A>");
  }

  @Test
  void special_and_unknown_pieces_have_no_text() {
    assertThat(texts(List.of("a"), 0, 1, 2, 3, 31_999, 32_000, 32_767))
        .containsExactly("", "", "", "a", "piece31999", "", "");
  }

  @Test
  void line_separators_of_other_kinds_are_text() {
    assertThat(texts(List.of("\r", "\u2028", "\u0085"), 3, 4, 5))
        .containsExactly("\r", "\u2028", "\u0085");
  }

  @Test
  void line_feed_at_the_end_of_the_file_is_no_piece() {
    byte[] content = TestVocabulary.with(List.of());
    byte[] longer = Arrays.copyOf(content, content.length + 1);
    longer[content.length] = '\n';

    assertThat(Vocabulary.parse(longer).size()).isEqualTo(32_000);
    assertThat(Vocabulary.parse(longer).bytes(31_999))
        .isEqualTo("piece31999".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void what_is_no_vocabulary_is_refused() {
    assertThatThrownBy(() -> Vocabulary.parse(new byte[0])).isInstanceOf(WrongModelException.class);
    byte[] broken = TestVocabulary.with(List.of());
    broken[100] = (byte) 0xFF;
    assertThatThrownBy(() -> Vocabulary.parse(broken))
        .isInstanceOf(WrongModelException.class)
        .hasMessageContaining("UTF-8");
    byte[] shifted = TestVocabulary.with(List.of());
    shifted[1] = 'x';
    assertThatThrownBy(() -> Vocabulary.parse(shifted)).isInstanceOf(WrongModelException.class);
  }
}
