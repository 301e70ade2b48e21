package stentor.engines.moonshine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import stentor.speech.transcript.Token;

/**
 * Turns pieces into text. A character of several bytes may be spread over several pieces; its text
 * is that of the last of them. Bytes that are no UTF-8 become U+FFFD.
 */
final class Detokenizer {

  private final Vocabulary vocabulary;

  Detokenizer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The pieces with their text: one token for each. */
  List<Token> tokens(List<Piece> pieces) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    List<Token> tokens = new ArrayList<>();
    ByteBuffer left = ByteBuffer.allocate(0);
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      byte[] added = vocabulary.bytes(piece.id());
      ByteBuffer bytes =
          ByteBuffer.allocate(left.remaining() + added.length).put(left).put(added).flip();
      boolean last = i == pieces.size() - 1;
      CharBuffer text = CharBuffer.allocate(bytes.remaining() + 1);
      decoder.decode(bytes, text, last);
      tokens.add(new Token(piece.id(), text.flip().toString(), piece.logProbability()));
      left = bytes;
    }
    return tokens;
  }

  /** The text of tokens, without spaces at its ends. */
  static String text(List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    tokens.forEach(token -> text.append(token.text()));
    return text.toString().strip();
  }
}
