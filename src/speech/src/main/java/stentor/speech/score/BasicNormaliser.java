package stentor.speech.score;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whisper's normaliser for every language but English: lower case, without what stands in brackets,
 * without marks, symbols and punctuation. After {@code BasicTextNormalizer} of <a
 * href="https://github.com/openai/whisper">openai/whisper</a> (MIT; Radford et al., "Robust Speech
 * Recognition via Large-Scale Weak Supervision", appendix C), with its ends stripped.
 *
 * <p>As in Whisper, a combining mark becomes a space, which cuts words of scripts that write vowels
 * as marks (Devanagari, Thai): rates of such languages compare only with rates made the same way.
 *
 * @param removesDiacritics whether letters also lose their diacritics ({@code é} to {@code e})
 * @param splitsLetters whether every letter (extended grapheme cluster) becomes a word of its own,
 *     for scripts that put no space between words
 */
public record BasicNormaliser(boolean removesDiacritics, boolean splitsLetters)
    implements Normaliser {

  private static final Pattern LETTER = Pattern.compile("\\X");

  /** Keeps diacritics and words. */
  public BasicNormaliser() {
    this(false, false);
  }

  @Override
  public String normalise(String text) {
    String spoken = TextCleaning.withoutBracketed(text.toLowerCase(Locale.ROOT));
    String cleaned =
        removesDiacritics
            ? TextCleaning.withoutSymbolsAndDiacritics(spoken, "")
            : TextCleaning.withoutSymbols(spoken);
    String lower = cleaned.toLowerCase(Locale.ROOT);
    return TextCleaning.withSingleSpaces(splitsLetters ? spaced(lower) : lower);
  }

  /** Without a list of them: each would take twenty times its own memory. */
  private static String spaced(String letters) {
    StringBuilder spaced = new StringBuilder(2 * letters.length());
    Matcher letter = LETTER.matcher(letters);
    while (letter.find()) {
      spaced.append(letters, letter.start(), letter.end()).append(' ');
    }
    return spaced.toString();
  }
}
