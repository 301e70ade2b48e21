package stentor.speech.score;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stentor.speech.score.SpokenNumber.Digits;
import stentor.speech.score.SpokenNumber.Quantity;

/**
 * Reads one row of words from left to right and gathers each number in it. One use, one thread. The
 * rules are those of {@code EnglishNumberNormalizer.process_words} in <a
 * href="https://github.com/openai/whisper">openai/whisper</a> (MIT).
 */
final class NumberReader {

  private static final Pattern ARABIC = PythonPattern.compile("\\d+(?:\\.\\d+)?");
  private static final Pattern DECIMAL = PythonPattern.compile("(?=\\d|\\.\\d)\\d*(?:\\.\\d*)?");

  /** Python's own limit of digits it turns into a number; it keeps parsing from going quadratic. */
  private static final int MOST_DIGITS = 4300;

  private static final BigInteger TEN = BigInteger.TEN;
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);
  private static final BigInteger THOUSAND = BigInteger.valueOf(1000);

  private final List<String> words;
  private final List<String> written = new ArrayList<>();
  private int position;
  private @Nullable SpokenNumber number;
  private String prefix = "";

  NumberReader(List<String> words) {
    this.words = words;
  }

  /** The words with each number written in digits. */
  List<String> read() {
    for (position = 0; position < words.size(); position++) {
      String word = words.get(position);
      boolean hasPrefix = "-+£€$¢".indexOf(word.charAt(0)) >= 0;
      String bare = hasPrefix ? word.substring(1) : word;
      Optional<BigDecimal> arabic =
          ARABIC.matcher(bare).matches() ? decimal(bare) : Optional.empty();
      if (arabic.isPresent()) {
        readArabic(word, hasPrefix, bare, arabic.get());
      } else {
        read(word, NumberWord.VOCABULARY.get(word));
      }
    }
    writeNumber();
    return written;
  }

  private void readArabic(String word, boolean hasPrefix, String bare, BigDecimal value) {
    if (number instanceof Digits digits && digits.text().endsWith(".")) {
      number = digits.followedBy(word);
      return;
    }
    writeNumber();
    if (hasPrefix) {
      prefix = word.substring(0, 1);
    }
    number = isWhole(value) ? new Quantity(value.toBigIntegerExact()) : new Digits(bare);
  }

  private void read(String word, @Nullable NumberWord meaning) {
    switch (meaning) {
      case null -> writeNumberThen(word);
      case NumberWord.Zero() -> number = new Digits(saidSoFar() + "0");
      case NumberWord.Unit(int value) -> number = withUnit(value);
      case NumberWord.SuffixedUnit(int value, String suffix) ->
          write(withUnit(value).text() + suffix);
      case NumberWord.Ten(int value) -> number = withTen(value);
      case NumberWord.SuffixedTen(int value, String suffix) ->
          write(withTen(value).text() + suffix);
      case NumberWord.Multiplier(BigInteger value) -> multiply(value);
      case NumberWord.SuffixedMultiplier(BigInteger value, String suffix) ->
          multiplyAndEnd(value, suffix);
      case NumberWord.Sign(String symbol) -> readSign(word, symbol);
      case NumberWord.Currency(String symbol) -> readCurrency(word, symbol);
      case NumberWord.Percent() -> {
        SpokenNumber said = number;
        write(said == null ? word : said.text() + "%");
      }
      case NumberWord.Per() -> readPer(word);
      case NumberWord.And() -> readAnd(word);
      case NumberWord.Repeat(int times) -> readRepeat(word, times);
      case NumberWord.Point() -> readPoint(word);
    }
  }

  /** The number with one to nineteen said after it. */
  private SpokenNumber withUnit(int unit) {
    SpokenNumber said = number;
    boolean single = unit < 10;
    if (said == null) {
      return new Quantity(unit);
    }
    if (said instanceof Quantity(BigInteger value) && !(before() instanceof NumberWord.Unit)) {
      boolean fits = value.mod(single ? TEN : HUNDRED).signum() == 0;
      return fits ? new Quantity(value.add(BigInteger.valueOf(unit))) : said.followedBy("" + unit);
    }
    if (before() instanceof NumberWord.Ten && single) {
      String digits = said.text(); // ends in the nought of the ten said before
      return new Digits(digits.substring(0, digits.length() - 1) + unit);
    }
    return said.followedBy("" + unit);
  }

  /** The number with twenty to ninety said after it. */
  private SpokenNumber withTen(int ten) {
    SpokenNumber said = number;
    if (said == null) {
      return new Quantity(ten);
    }
    return said instanceof Quantity(BigInteger value) && value.mod(HUNDRED).signum() == 0
        ? new Quantity(value.add(BigInteger.valueOf(ten)))
        : said.followedBy("" + ten);
  }

  private void multiply(BigInteger multiplier) {
    switch (number) {
      case null -> number = new Quantity(multiplier);
      case Quantity(BigInteger value) -> number = new Quantity(scaled(value, multiplier));
      case Digits digits -> {
        Optional<Quantity> product = product(digits, multiplier);
        if (product.isEmpty()) {
          writeNumber();
        }
        number = product.orElseGet(() -> new Quantity(multiplier));
      }
    }
  }

  private void multiplyAndEnd(BigInteger multiplier, String suffix) {
    switch (number) {
      case null -> write(multiplier + suffix);
      case Quantity(BigInteger value) -> write(scaled(value, multiplier) + suffix);
      case Digits digits -> {
        Optional<Quantity> product = product(digits, multiplier);
        if (product.isEmpty()) {
          writeNumber();
        }
        write(product.map(Quantity::text).orElseGet(multiplier::toString) + suffix);
      }
    }
  }

  /** Only what was said since the last thousand is multiplied. */
  private static BigInteger scaled(BigInteger value, BigInteger multiplier) {
    BigInteger sinceThousand = value.mod(THOUSAND);
    return value.subtract(sinceThousand).add(sinceThousand.multiply(multiplier));
  }

  /** {@code 1.5 million} is 1500000; {@code 1.0005 hundred} is no whole number. */
  private static Optional<Quantity> product(Digits digits, BigInteger multiplier) {
    return decimal(digits.text())
        .map(value -> value.multiply(new BigDecimal(multiplier)))
        .filter(NumberReader::isWhole)
        .map(value -> new Quantity(value.toBigIntegerExact()));
  }

  private void readSign(String word, String symbol) {
    writeNumber();
    if (goesOn()) {
      prefix = symbol;
    } else {
      write(word);
    }
  }

  private void readCurrency(String word, String symbol) {
    if (number == null) {
      write(word);
    } else {
      prefix = symbol;
      writeNumber();
    }
  }

  private void readPer(String word) {
    SpokenNumber said = number;
    if (said != null && "cent".equals(nextWord())) {
      write(said.text() + "%");
      position++;
    } else {
      writeNumberThen(word);
    }
  }

  private void readAnd(String word) {
    if (!goesOn() || !(before() instanceof NumberWord.Multiplier)) {
      writeNumberThen(word);
    }
  }

  private void readRepeat(String word, int times) {
    NumberWord next = next();
    if (next instanceof NumberWord.Unit(int value)) {
      repeat("" + value, times);
    } else if (next instanceof NumberWord.Zero) {
      repeat("0", times);
    } else {
      writeNumberThen(word);
    }
  }

  private void repeat(String digits, int times) {
    number = new Digits(saidSoFar() + digits.repeat(times));
    position++;
  }

  private void readPoint(String word) {
    if (!goesOn()) {
      writeNumberThen(word);
    } else if (nextIsArabic() || NumberWord.isDecimal(next())) {
      number = new Digits(saidSoFar() + ".");
    } // before any other number word the point is dropped, as in Whisper
  }

  private String saidSoFar() {
    SpokenNumber said = number;
    return said == null ? "" : said.textUnlessZero();
  }

  /** Reads digits with at most one point; empty where {@code text} is anything else. */
  private static Optional<BigDecimal> decimal(String text) {
    return text.length() <= MOST_DIGITS && DECIMAL.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static boolean isWhole(BigDecimal value) {
    // One division, where to strip the noughts is one for each of them.
    return value.scale() <= 0 || value.remainder(BigDecimal.ONE).signum() == 0;
  }

  /** Whether the next word may belong to a number. */
  private boolean goesOn() {
    return next() != null || nextIsArabic();
  }

  private boolean nextIsArabic() {
    String word = nextWord();
    return word != null && ARABIC.matcher(word).matches();
  }

  private @Nullable String nextWord() {
    return position + 1 < words.size() ? words.get(position + 1) : null;
  }

  private @Nullable NumberWord next() {
    String word = nextWord();
    return word == null ? null : NumberWord.VOCABULARY.get(word);
  }

  private @Nullable NumberWord before() {
    return position == 0 ? null : NumberWord.VOCABULARY.get(words.get(position - 1));
  }

  private void writeNumberThen(String word) {
    writeNumber();
    write(word);
  }

  private void writeNumber() {
    SpokenNumber said = number;
    if (said != null) {
      write(said.text());
    }
  }

  private void write(String text) {
    written.add(prefix + text);
    prefix = "";
    number = null;
  }
}
