package stentor.speech.score;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;
import stentor.speech.score.ScoreProblem.TooLongToAlign;

/**
 * The steps both of Whisper's normalisers share, after {@code whisper/normalizers/basic.py} of <a
 * href="https://github.com/openai/whisper">openai/whisper</a> (MIT). Each takes time linear in the
 * text.
 */
final class TextCleaning {

  private static final Pattern SPACES = PythonPattern.compile("\\s+");

  /**
   * More marks than any letter has. They would be sorted, in time that is quadratic in the run, and
   * become spaces or nothing. After the Stream-Safe Text Format (Unicode Standard Annex 15, section
   * 13), which has at most 30.
   */
  private static final Pattern LONG_RUN_OF_MARKS = Pattern.compile("(\\p{M}{64})\\p{M}++");

  private static final int MOST_UNFOLDING = 4;

  /** So much is no burden, however short it was. */
  private static final int MOST_UNFOLDED_SHORT = 10_000;

  /** Letters that NFKD does not take apart. */
  private static final Map<Integer, String> WITHOUT_DIACRITIC =
      Map.ofEntries(
          Map.entry((int) 'œ', "oe"),
          Map.entry((int) 'Œ', "OE"),
          Map.entry((int) 'ø', "o"),
          Map.entry((int) 'Ø', "O"),
          Map.entry((int) 'æ', "ae"),
          Map.entry((int) 'Æ', "AE"),
          Map.entry((int) 'ß', "ss"),
          Map.entry((int) 'ẞ', "SS"),
          Map.entry((int) 'đ', "d"),
          Map.entry((int) 'Đ', "D"),
          Map.entry((int) 'ð', "d"),
          Map.entry((int) 'Ð', "D"),
          Map.entry((int) 'þ', "th"),
          Map.entry((int) 'Þ', "th"),
          Map.entry((int) 'ł', "l"),
          Map.entry((int) 'Ł', "L"));

  private TextCleaning() {}

  /** Drops what stands in square or pointed brackets, then what stands in round ones. */
  static String withoutBracketed(String text) {
    String withoutSquare = withoutBetween(text, "<[", ">]", 0);
    return withoutBetween(withoutSquare, "(", ")", 1);
  }

  /** Marks, symbols and punctuation of the NFKC form become spaces. */
  static String withoutSymbols(String text) {
    StringBuilder cleaned = new StringBuilder(text.length());
    writtenOut(text, Normalizer.Form.NFKC)
        .codePoints()
        .forEach(
            character -> {
              if (isMark(character) || isSymbolOrPunctuation(character)) {
                cleaned.append(' ');
              } else {
                cleaned.appendCodePoint(character);
              }
            });
    return cleaned.toString();
  }

  /**
   * Of the NFKD form, nonspacing marks are dropped, other marks, symbols and punctuation become
   * spaces, and a few letters lose what NFKD leaves on them.
   *
   * @param kept characters that stay whatever they are
   */
  static String withoutSymbolsAndDiacritics(String text, String kept) {
    StringBuilder cleaned = new StringBuilder(text.length());
    writtenOut(text, Normalizer.Form.NFKD)
        .codePoints()
        .forEach(
            character -> {
              String plain = WITHOUT_DIACRITIC.get(character);
              if (kept.indexOf(character) >= 0) {
                cleaned.appendCodePoint(character);
              } else if (plain != null) {
                cleaned.append(plain);
              } else if (isMark(character) || isSymbolOrPunctuation(character)) {
                cleaned.append(
                    Character.getType(character) == Character.NON_SPACING_MARK ? "" : " ");
              } else {
                cleaned.appendCodePoint(character);
              }
            });
    return cleaned.toString();
  }

  /**
   * The text in this form. One sign can become eighteen (U+FDFA), a text of any language hardly
   * more than three times as long (Hangul): a long one that does is made to fill the memory.
   */
  private static String writtenOut(String text, Normalizer.Form form) {
    String sortable = LONG_RUN_OF_MARKS.matcher(text).replaceAll("$1");
    String written = Normalizer.normalize(sortable, form);
    long most = Math.max(MOST_UNFOLDED_SHORT, (long) MOST_UNFOLDING * text.length());
    if (written.length() > most) {
      throw new ScoreException(new TooLongToAlign(written.length(), (int) most));
    }
    return written;
  }

  /** Runs of white space become one space; none is left at the ends. */
  static String withSingleSpaces(String text) {
    return SPACES.matcher(text).replaceAll(" ").strip();
  }

  private static String withoutBetween(
      String text, String opening, String closing, int fewestInside) {
    StringBuilder kept = new StringBuilder(text.length());
    int from = 0;
    int position = 0;
    int close = -1;
    while (position < text.length()) {
      if (opening.indexOf(text.charAt(position)) < 0) {
        position++;
        continue;
      }
      if (close <= position) {
        close = indexOfAny(text, closing, position + 1);
      }
      if (close < 0) {
        break;
      }
      if (close - position - 1 < fewestInside) {
        position++;
        continue;
      }
      kept.append(text, from, position);
      position = close + 1;
      from = position;
    }
    return kept.append(text, from, text.length()).toString();
  }

  private static int indexOfAny(String text, String characters, int from) {
    for (int i = from; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isMark(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }

  private static boolean isSymbolOrPunctuation(int character) {
    return switch (Character.getType(character)) {
      case Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL,
          Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
