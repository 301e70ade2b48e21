package stentor.speech.export;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A stretch of text that stays on one line of a subtitle.
 *
 * @param text a word, or a part of one too long for a line
 * @param start seconds
 * @param end seconds
 * @param spaceBefore whether a space parts it from the piece before
 */
record Piece(String text, double start, double end, boolean spaceBefore) {

  /** Columns it takes: two for a character of Chinese, Japanese or Korean, one for any other. */
  int columns() {
    return columns(text);
  }

  /** Whether a sentence or a clause ends with it. */
  boolean endsClause() {
    return ".?!…,;:。？！、，；：".indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  /** The piece in parts of at most {@code mostColumns}, its time shared by columns. */
  List<Piece> inPartsOf(int mostColumns) {
    if (columns() <= mostColumns) {
      return List.of(this);
    }
    List<Piece> parts = new ArrayList<>();
    double perColumn = (end - start) / columns();
    double partStart = start;
    for (String part : parts(mostColumns)) {
      double partEnd = Math.min(end, partStart + perColumn * columns(part));
      parts.add(new Piece(part, partStart, partEnd, spaceBefore && parts.isEmpty()));
      partStart = partEnd;
    }
    return parts;
  }

  /** Cuts between letters as people see them, or, where one is wider than a line, within it. */
  private List<String> parts(int mostColumns) {
    BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
    letters.setText(text);
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int furthest = from;
      int columns = 0;
      while (furthest < text.length() && columns < mostColumns) {
        int character = text.codePointAt(furthest);
        columns += columns(character);
        furthest += columns > mostColumns ? 0 : Character.charCount(character);
      }
      int to = letters.isBoundary(furthest) ? furthest : letters.preceding(furthest);
      to = to > from ? to : furthest;
      parts.add(text.substring(from, to));
      from = to;
    }
    return parts;
  }

  private static int columns(String text) {
    return text.codePoints().map(Piece::columns).sum();
  }

  private static int columns(int character) {
    Character.UnicodeScript script = Character.UnicodeScript.of(character);
    return script == Character.UnicodeScript.HAN
            || script == Character.UnicodeScript.HIRAGANA
            || script == Character.UnicodeScript.KATAKANA
            || script == Character.UnicodeScript.HANGUL
        ? 2
        : 1;
  }
}
