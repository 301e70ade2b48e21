package stentor.speech.score;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whisper's normaliser for English, the one most published English rates are made with: lower case;
 * without what stands in brackets and without hesitations; contractions and titles written out;
 * numbers in digits; American spelling; no punctuation, no diacritics. After {@code
 * EnglishTextNormalizer} of <a href="https://github.com/openai/whisper">openai/whisper</a> (MIT;
 * Radford et al., "Robust Speech Recognition via Large-Scale Weak Supervision", appendix C), quirks
 * included, with its ends stripped.
 */
public final class EnglishNormaliser implements Normaliser {

  private record Rule(Pattern pattern, String replacement) {

    Rule(String expression, String replacement) {
      this(PythonPattern.compile(expression), replacement);
    }

    String apply(String text) {
      return pattern.matcher(text).replaceAll(replacement);
    }
  }

  private static final List<Rule> BEFORE_NUMBERS =
      List.of(
          new Rule("\\b(hmm|mm|mhm|mmm|uh|um)\\b", ""),
          new Rule("(?<!\\s)\\s+'", "'"),
          new Rule("\\bwon't\\b", "will not"),
          new Rule("\\bcan't\\b", "can not"),
          new Rule("\\blet's\\b", "let us"),
          new Rule("\\bain't\\b", "aint"),
          new Rule("\\by'all\\b", "you all"),
          new Rule("\\bwanna\\b", "want to"),
          new Rule("\\bgotta\\b", "got to"),
          new Rule("\\bgonna\\b", "going to"),
          new Rule("\\bi'ma\\b", "i am going to"),
          new Rule("\\bimma\\b", "i am going to"),
          new Rule("\\bwoulda\\b", "would have"),
          new Rule("\\bcoulda\\b", "could have"),
          new Rule("\\bshoulda\\b", "should have"),
          new Rule("\\bma'am\\b", "madam"),
          new Rule("\\bmr\\b", "mister "),
          new Rule("\\bmrs\\b", "missus "),
          new Rule("\\bst\\b", "saint "),
          new Rule("\\bdr\\b", "doctor "),
          new Rule("\\bprof\\b", "professor "),
          new Rule("\\bcapt\\b", "captain "),
          new Rule("\\bgov\\b", "governor "),
          new Rule("\\bald\\b", "alderman "),
          new Rule("\\bgen\\b", "general "),
          new Rule("\\bsen\\b", "senator "),
          new Rule("\\brep\\b", "representative "),
          new Rule("\\bpres\\b", "president "),
          new Rule("\\brev\\b", "reverend "),
          new Rule("\\bhon\\b", "honorable "),
          new Rule("\\basst\\b", "assistant "),
          new Rule("\\bassoc\\b", "associate "),
          new Rule("\\blt\\b", "lieutenant "),
          new Rule("\\bcol\\b", "colonel "),
          new Rule("\\bjr\\b", "junior "),
          new Rule("\\bsr\\b", "senior "),
          new Rule("\\besq\\b", "esquire "),
          new Rule("'d been\\b", " had been"),
          new Rule("'s been\\b", " has been"),
          new Rule("'d gone\\b", " had gone"),
          new Rule("'s gone\\b", " has gone"),
          new Rule("'d done\\b", " had done"),
          new Rule("'s got\\b", " has got"),
          new Rule("n't\\b", " not"),
          new Rule("'re\\b", " are"),
          new Rule("'s\\b", " is"),
          new Rule("'d\\b", " would"),
          new Rule("'ll\\b", " will"),
          new Rule("'t\\b", " not"),
          new Rule("'ve\\b", " have"),
          new Rule("'m\\b", " am"),
          new Rule("(\\d),(\\d)", "$1$2"),
          new Rule("\\.([^0-9]|$)", " $1"));

  private static final List<Rule> AFTER_NUMBERS =
      List.of(new Rule("[.$¢€£]([^0-9])", " $1"), new Rule("([^0-9])%", "$1 "));

  private static final Pattern SPACES = PythonPattern.compile("\\s+");

  private final EnglishSpelling spelling = EnglishSpelling.load();

  @Override
  public String normalise(String text) {
    String spoken = TextCleaning.withoutBracketed(text.toLowerCase(Locale.ROOT));
    String expanded = applied(BEFORE_NUMBERS, spoken);
    String cleaned = TextCleaning.withoutSymbolsAndDiacritics(expanded, ".%$¢€£");
    String american =
        SPACES
            .splitAsStream(EnglishNumbers.inDigits(cleaned))
            .map(spelling::american)
            .collect(Collectors.joining(" "));
    return TextCleaning.withSingleSpaces(applied(AFTER_NUMBERS, american));
  }

  private static String applied(List<Rule> rules, String text) {
    String result = text;
    for (Rule rule : rules) {
      result = rule.apply(result);
    }
    return result;
  }
}
