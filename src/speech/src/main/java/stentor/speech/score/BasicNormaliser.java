package stentor.speech.score;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    String letters =
        splitsLetters
            ? LETTER
                .matcher(lower)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining(" "))
            : lower;
    return TextCleaning.withSingleSpaces(letters);
  }
}
