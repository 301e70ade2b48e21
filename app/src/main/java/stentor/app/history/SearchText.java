package stentor.app.history;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as it is searched: without case, accents and forms of width. Pure functions. */
final class SearchText {

  /**
   * Accents only: vowels of Thai or Devanagari are marks too, and are letters to who reads them.
   */
  private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]+");

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private SearchText() {}

  /** The text as it is compared. */
  static String folded(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
    String bare = ACCENTS.matcher(apart).replaceAll("");
    // Upper case first: only so the German sharp s becomes two letters.
    return bare.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** What is looked for: all of these, anywhere. Empty for a blank query. */
  static List<String> terms(String query) {
    return SPACES.splitAsStream(folded(query)).filter(term -> !term.isEmpty()).toList();
  }

  /** Whether the folded text has all the terms. */
  static boolean matches(String folded, List<String> terms) {
    for (String term : terms) {
      if (!folded.contains(term)) {
        return false;
      }
    }
    return true;
  }
}
