package stentor.speech.score;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an English word does to the number being read. The vocabulary is that of {@code
 * EnglishNumberNormalizer} in <a href="https://github.com/openai/whisper">openai/whisper</a> (MIT),
 * gaps and all ({@code ninth} is none of its words, {@code nineth} is).
 */
sealed interface NumberWord {

  /** All words, by their lower-case spelling. */
  Map<String, NumberWord> VOCABULARY = vocabulary();

  /** A nought. */
  record Zero() implements NumberWord {}

  /** One to nineteen. */
  record Unit(int value) implements NumberWord {}

  /** {@code fours}, {@code fourth}: ends a number. */
  record SuffixedUnit(int value, String suffix) implements NumberWord {}

  /** Twenty to ninety. */
  record Ten(int value) implements NumberWord {}

  /** {@code forties}, {@code fortieth}: ends a number. */
  record SuffixedTen(int value, String suffix) implements NumberWord {}

  /** Hundred to decillion. */
  record Multiplier(BigInteger value) implements NumberWord {}

  /** {@code thousands}, {@code thousandth}: ends a number. */
  record SuffixedMultiplier(BigInteger value, String suffix) implements NumberWord {}

  /** {@code minus}: a sign before the number. */
  record Sign(String symbol) implements NumberWord {}

  /** {@code dollars}: spoken after the number, written before it. */
  record Currency(String symbol) implements NumberWord {}

  /** {@code percent}. */
  record Percent() implements NumberWord {}

  /** The first half of {@code per cent}. */
  record Per() implements NumberWord {}

  /** {@code and}, silent after a multiplier. */
  record And() implements NumberWord {}

  /** {@code double}, {@code triple}: says the next digit that many times. */
  record Repeat(int times) implements NumberWord {}

  /** The decimal point. */
  record Point() implements NumberWord {}

  /** Whether the word may be said after the decimal point. */
  static boolean isDecimal(@Nullable NumberWord word) {
    return word instanceof Zero || word instanceof Unit || word instanceof Ten;
  }

  private static Map<String, NumberWord> vocabulary() {
    Map<String, NumberWord> words = new HashMap<>();
    for (String zero : List.of("o", "oh", "zero")) {
      words.put(zero, new Zero());
    }
    putUnits(words);
    putTens(words);
    putMultipliers(words);
    Map.of("minus", "-", "negative", "-", "plus", "+", "positive", "+")
        .forEach((word, symbol) -> words.put(word, new Sign(symbol)));
    Map.of("pound", "£", "euro", "€", "dollar", "$", "cent", "¢")
        .forEach(
            (word, symbol) -> {
              words.put(word, new Currency(symbol));
              words.put(word + "s", new Currency(symbol));
            });
    words.put("percent", new Percent());
    words.put("per", new Per());
    words.put("and", new And());
    words.put("double", new Repeat(2));
    words.put("triple", new Repeat(3));
    words.put("point", new Point());
    return Map.copyOf(words);
  }

  private static void putUnits(Map<String, NumberWord> words) {
    List<String> names =
        List.of(
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    for (int value = 1; value <= names.size(); value++) {
      String name = names.get(value - 1);
      words.put(name, new Unit(value));
      words.put(name.equals("six") ? "sixes" : name + "s", new SuffixedUnit(value, "s"));
      if (value > 3 && value != 5 && value != 12) {
        words.put(name + (name.endsWith("t") ? "h" : "th"), new SuffixedUnit(value, "th"));
      }
    }
    words.put("zeroth", new SuffixedUnit(0, "th"));
    words.put("first", new SuffixedUnit(1, "st"));
    words.put("second", new SuffixedUnit(2, "nd"));
    words.put("third", new SuffixedUnit(3, "rd"));
    words.put("fifth", new SuffixedUnit(5, "th"));
    words.put("twelfth", new SuffixedUnit(12, "th"));
  }

  private static void putTens(Map<String, NumberWord> words) {
    List<String> stems =
        List.of("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet");
    for (int i = 0; i < stems.size(); i++) {
      int value = 20 + 10 * i;
      words.put(stems.get(i) + "y", new Ten(value));
      words.put(stems.get(i) + "ies", new SuffixedTen(value, "s"));
      words.put(stems.get(i) + "ieth", new SuffixedTen(value, "th"));
    }
  }

  private static void putMultipliers(Map<String, NumberWord> words) {
    Map<String, Integer> zeros = new HashMap<>();
    zeros.put("hundred", 2);
    List<String> thousands =
        List.of(
            "thousand",
            "million",
            "billion",
            "trillion",
            "quadrillion",
            "quintillion",
            "sextillion",
            "septillion",
            "octillion",
            "nonillion",
            "decillion");
    for (int i = 0; i < thousands.size(); i++) {
      zeros.put(thousands.get(i), 3 * (i + 1));
    }
    zeros.forEach(
        (name, count) -> {
          BigInteger value = BigInteger.TEN.pow(count);
          words.put(name, new Multiplier(value));
          words.put(name + "s", new SuffixedMultiplier(value, "s"));
          words.put(name + "th", new SuffixedMultiplier(value, "th"));
        });
  }
}
