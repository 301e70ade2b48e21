package stentor.speech.score;

import java.util.regex.Pattern;

/**
 * Compiles a regular expression so that {@code \b}, {@code \d} and {@code \s} mean what they mean
 * to Python's {@code re} on text, where they differ from Java's in either mode: a word character is
 * a letter, a number or the underscore (and no mark), and the four information separators are white
 * space. See <a href="https://docs.python.org/3/library/re.html">re</a> and {@code str.isspace}.
 */
final class PythonPattern {

  private static final String WORD = "[\\p{L}\\p{N}_]";
  private static final String BOUNDARY =
      "(?:(?<=" + WORD + ")(?!" + WORD + ")|(?<!" + WORD + ")(?=" + WORD + "))";
  private static final String SPACE = "[\\t-\\r\\x{1c}-\\x{1f}\\x{85}\\p{Z}]";

  private PythonPattern() {}

  /** Compiles {@code expression}, in which none of the three stands inside a character class. */
  static Pattern compile(String expression) {
    String translated =
        expression.replace("\\b", BOUNDARY).replace("\\d", "\\p{Nd}").replace("\\s", SPACE);
    return Pattern.compile(translated, Pattern.UNIX_LINES);
  }
}
