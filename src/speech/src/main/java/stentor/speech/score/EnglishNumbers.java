package stentor.speech.score;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes spoken English numbers in digits: {@code twenty five dollars} to {@code $25}, {@code
 * nineteen sixties} to {@code 1960s}, {@code one oh one} to {@code 101}. After {@code
 * EnglishNumberNormalizer} of <a href="https://github.com/openai/whisper">openai/whisper</a> (MIT),
 * whose every quirk is kept, because published rates were made with them.
 */
final class EnglishNumbers {

  private static final Pattern SPACES = PythonPattern.compile("\\s+");
  private static final Pattern AND_A_HALF = PythonPattern.compile("\\band\\s+a\\s+half\\b");
  private static final Pattern LETTER_THEN_DIGIT = PythonPattern.compile("([a-z])([0-9])");
  private static final Pattern DIGIT_THEN_LETTER = PythonPattern.compile("([0-9])([a-z])");
  private static final Pattern DETACHED_SUFFIX =
      PythonPattern.compile("([0-9])\\s+(st|nd|rd|th|s)\\b");
  private static final Pattern MONEY_AND_CENTS =
      PythonPattern.compile("([€£$])([0-9]+) (?:and )?¢([0-9]{1,2})\\b");
  private static final Pattern ONLY_CENTS = PythonPattern.compile("[€£$]0.([0-9]{1,2})\\b");
  private static final Pattern LONE_ONE = PythonPattern.compile("\\b1(s?)\\b");

  private EnglishNumbers() {}

  /** The text with its numbers in digits; {@code text} is lower case and without symbols. */
  static String inDigits(String text) {
    List<String> words = words(prepared(text));
    return finished(String.join(" ", new NumberReader(words).read()));
  }

  private static List<String> words(String text) {
    return SPACES.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
  }

  private static String prepared(String text) {
    String spaced = halvesAsDecimals(text);
    spaced = LETTER_THEN_DIGIT.matcher(spaced).replaceAll("$1 $2");
    spaced = DIGIT_THEN_LETTER.matcher(spaced).replaceAll("$1 $2");
    return DETACHED_SUFFIX.matcher(spaced).replaceAll("$1$2");
  }

  /** {@code two and a half} to {@code two point five}. */
  private static String halvesAsDecimals(String text) {
    String[] stretches = AND_A_HALF.split(text, -1);
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < stretches.length; i++) {
      List<String> words = words(stretches[i]);
      if (words.isEmpty()) {
        continue;
      }
      joined.append(joined.isEmpty() ? "" : " ").append(stretches[i]);
      if (i < stretches.length - 1) {
        joined.append(takesHalf(words.getLast()) ? " point five" : " and a half");
      }
    }
    return joined.toString();
  }

  private static boolean takesHalf(String word) {
    NumberWord meaning = NumberWord.VOCABULARY.get(word);
    return NumberWord.isDecimal(meaning) || meaning instanceof NumberWord.Multiplier;
  }

  private static String finished(String text) {
    String money = MONEY_AND_CENTS.matcher(text).replaceAll(EnglishNumbers::moneyWithCents);
    money = ONLY_CENTS.matcher(money).replaceAll(match -> "¢" + Integer.parseInt(match.group(1)));
    return LONE_ONE.matcher(money).replaceAll("one$1");
  }

  private static String moneyWithCents(MatchResult match) {
    int cents = Integer.parseInt(match.group(3));
    String joined =
        match.group(1) + match.group(2) + (cents < 10 ? ".0" : ".") + Integer.toString(cents);
    return Matcher.quoteReplacement(joined);
  }
}
