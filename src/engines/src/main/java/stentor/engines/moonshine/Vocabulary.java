package stentor.engines.moonshine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The pieces of text that a model knows, by number: line {@code n} of a UTF-8 file, counted from 0,
 * is piece {@code n}, and lines end with a line feed and nothing else. As SentencePiece writes
 * them: U+2581 stands for a space and {@code <0x0A>} for one byte of UTF-8. The first three are
 * {@code <unk>}, {@code <s>} and {@code </s>} and are no text. Immutable.
 */
final class Vocabulary {

  /** Its file in a model's folder. */
  static final String FILE = "vocabulary.txt";

  private static final int PIECES = 32_000;
  private static final long MOST_BYTES = 4_000_000;
  private static final String BEGINNING = "<unk>\n<s>\n</s>\n";
  private static final int SPECIAL_PIECES = 3;
  private static final byte[] NO_TEXT = {};

  /** All lines; offsets, because 32,000 strings would be ten times as large. */
  private final byte[] lines;

  private final int[] ends;

  private Vocabulary(byte[] lines, int[] ends) {
    this.lines = lines;
    this.ends = ends;
  }

  /**
   * Reads the vocabulary of the model in a folder.
   *
   * @throws WrongModelException if the file is not a vocabulary of Moonshine
   */
  static Vocabulary read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.size(file) > MOST_BYTES) {
      throw new WrongModelException(FILE + " is larger than a vocabulary can be");
    }
    return parse(Files.readAllBytes(file));
  }

  /** Takes the content of a file; a line feed at its end is allowed. */
  static Vocabulary parse(byte[] content) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
    } catch (CharacterCodingException e) {
      throw new WrongModelException(FILE + " is not UTF-8: " + e.getMessage());
    }
    int[] ends = ends(content);
    byte[] beginning = BEGINNING.getBytes(StandardCharsets.US_ASCII);
    if (ends.length != PIECES
        || !Arrays.equals(Arrays.copyOf(content, beginning.length), beginning)) {
      throw new WrongModelException(
          "%s has %,d pieces, not the %,d that begin with <unk>, <s>, </s>"
              .formatted(FILE, ends.length, PIECES));
    }
    return new Vocabulary(content, ends);
  }

  private static int[] ends(byte[] content) {
    int[] ends = new int[content.length + 1];
    int count = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        ends[count++] = i;
      }
    }
    if (content.length > 0 && content[content.length - 1] != '\n') {
      ends[count++] = content.length;
    }
    return Arrays.copyOf(ends, count);
  }

  /** How many pieces there are. */
  int size() {
    return ends.length;
  }

  /**
   * The UTF-8 bytes a piece stands for, which may be a part of a character. None for a piece that
   * is no text, or whose number the vocabulary does not have: a network may know a few more.
   */
  byte[] bytes(int id) {
    if (id < SPECIAL_PIECES || id >= ends.length) {
      return NO_TEXT;
    }
    int from = ends[id - 1] + 1;
    String piece = new String(lines, from, ends[id] - from, StandardCharsets.UTF_8);
    if (piece.length() == 6 && piece.startsWith("<0x") && piece.endsWith(">")) {
      return new byte[] {(byte) HexFormat.fromHexDigits(piece, 3, 5)};
    }
    return piece.replace('\u2581', ' ').getBytes(StandardCharsets.UTF_8);
  }
}
