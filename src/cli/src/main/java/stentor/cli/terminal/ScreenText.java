package stentor.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text as a screen shows it: how many columns it takes, and what of it fits. A letter of Chinese,
 * Japanese or Korean takes two columns (Unicode Standard Annex 11), a combining mark none.
 */
public final class ScreenText {

  private static final String CUT = "…";

  /** First and last code points of what is wide, in pairs: the blocks of UAX 11's W and F. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
    0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F900, 0x1F9FF, 0x20000,
    0x3FFFD
  };

  private static final Pattern WORDS = Pattern.compile(" ");

  private ScreenText() {}

  /**
   * The text on one line, without what would steer a terminal: what others wrote must not move the
   * cursor, change colours or break a table. Each run of white space becomes one space.
   */
  public static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    boolean space = false;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int letter = text.codePointAt(at);
      if (Character.isWhitespace(letter) || Character.isISOControl(letter)) {
        space = true;
      } else if (!steersDirection(letter)) {
        if (space && !line.isEmpty()) {
          line.append(' ');
        }
        space = false;
        line.appendCodePoint(letter);
      }
    }
    return line.toString();
  }

  /** Marks that turn the direction of what follows (UAX 9), beyond the end of their own text. */
  private static boolean steersDirection(int letter) {
    return (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
  }

  /** How many columns it takes. */
  public static int width(String text) {
    return text.codePoints().map(ScreenText::width).sum();
  }

  private static int width(int letter) {
    int type = Character.getType(letter);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    for (int pair = 0; pair < WIDE.length; pair += 2) {
      if (letter >= WIDE[pair] && letter <= WIDE[pair + 1]) {
        return 2;
      }
    }
    return 1;
  }

  /**
   * The text, or as much of its beginning as fits into so many columns with a mark that it is cut.
   */
  public static String cut(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder cut = new StringBuilder();
    int left = columns - width(CUT);
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int letter = text.codePointAt(at);
      left -= width(letter);
      if (left < 0) {
        break;
      }
      cut.appendCodePoint(letter);
    }
    return columns < 1 ? "" : cut.toString().stripTrailing() + CUT;
  }

  /** The text in lines of at most so many columns, broken between words where that is possible. */
  public static List<String> wrapped(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : WORDS.split(line(text), -1)) {
      if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      if (!line.isEmpty()) {
        line.append(' ');
      }
      line.append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The text with as many spaces behind it as make it so many columns wide. */
  public static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  /** The text with as many spaces before it as make it so many columns wide. */
  public static String aligned(String text, int columns) {
    return " ".repeat(Math.max(0, columns - width(text))) + text;
  }
}
