package stentor.speech.language;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Set;

/** The scripts that languages are written in (ISO 15924, as Unicode assigns them to characters). */
final class Script {

  private static final double MOST_FOREIGN = 0.5;

  private Script() {}

  /** Whether most letters of a text are of a script that the language is written in. */
  static boolean fits(String text, String language) {
    Set<UnicodeScript> own = of(Locale.forLanguageTag(language).getLanguage());
    long letters = text.codePoints().filter(Character::isLetter).count();
    long foreign =
        text.codePoints()
            .filter(Character::isLetter)
            .filter(letter -> !own.contains(UnicodeScript.of(letter)))
            .count();
    return letters == 0 || foreign <= MOST_FOREIGN * letters;
  }

  private static Set<UnicodeScript> of(String language) {
    return switch (language) {
      case "zh", "yue", "wuu", "nan" -> Set.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO);
      case "ja" -> Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);
      case "ko" -> Set.of(UnicodeScript.HANGUL, UnicodeScript.HAN);
      case "ru", "uk", "be", "bg", "mk", "kk", "ky", "mn", "tg" -> Set.of(UnicodeScript.CYRILLIC);
      case "sr" -> Set.of(UnicodeScript.CYRILLIC, UnicodeScript.LATIN);
      case "ar", "fa", "ur", "ps", "ug" -> Set.of(UnicodeScript.ARABIC);
      case "he", "yi" -> Set.of(UnicodeScript.HEBREW);
      case "el" -> Set.of(UnicodeScript.GREEK);
      case "hi", "mr", "ne", "sa" -> Set.of(UnicodeScript.DEVANAGARI);
      case "bn", "as" -> Set.of(UnicodeScript.BENGALI);
      case "ta" -> Set.of(UnicodeScript.TAMIL);
      case "te" -> Set.of(UnicodeScript.TELUGU);
      case "kn" -> Set.of(UnicodeScript.KANNADA);
      case "ml" -> Set.of(UnicodeScript.MALAYALAM);
      case "gu" -> Set.of(UnicodeScript.GUJARATI);
      case "pa" -> Set.of(UnicodeScript.GURMUKHI, UnicodeScript.ARABIC);
      case "th" -> Set.of(UnicodeScript.THAI);
      case "lo" -> Set.of(UnicodeScript.LAO);
      case "km" -> Set.of(UnicodeScript.KHMER);
      case "my" -> Set.of(UnicodeScript.MYANMAR);
      case "ka" -> Set.of(UnicodeScript.GEORGIAN);
      case "hy" -> Set.of(UnicodeScript.ARMENIAN);
      case "am", "ti" -> Set.of(UnicodeScript.ETHIOPIC);
      default -> Set.of(UnicodeScript.LATIN);
    };
  }
}
