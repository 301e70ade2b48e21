package stentor.speech.score;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number while it is read: either a quantity that still takes part in arithmetic, or a row of
 * digits said one by one. Immutable.
 */
sealed interface SpokenNumber {

  /** A quantity, not negative. */
  record Quantity(BigInteger value) implements SpokenNumber {

    Quantity(long value) {
      this(BigInteger.valueOf(value));
    }

    @Override
    public String text() {
      return value.toString();
    }
  }

  /** Digits and points as they were said. */
  record Digits(String text) implements SpokenNumber {}

  /** As it is written. */
  String text();

  /** As it is written, but a nought that nothing followed counts as nothing said yet. */
  default String textUnlessZero() {
    return switch (this) {
      case Quantity(BigInteger value) when value.signum() == 0 -> "";
      case Quantity quantity -> quantity.text();
      case Digits digits -> digits.text();
    };
  }

  /** These digits, then {@code more}. */
  default Digits followedBy(String more) {
    return new Digits(text() + more);
  }

  /** Reads digits with at most one point; empty where {@code text} is anything else. */
  static Optional<BigDecimal> decimal(String text) {
    if (text.length() > Limits.LONGEST || !Limits.DECIMAL.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text.endsWith(".") ? text + "0" : text));
  }

  /** What bounds a number in digits. */
  final class Limits {

    /**
     * Python's own limit of digits it turns into a number; it keeps parsing from going quadratic.
     */
    private static final int LONGEST = 4300;

    private static final Pattern DECIMAL = PythonPattern.compile("(?=\\d|\\.\\d)\\d*(?:\\.\\d*)?");

    private Limits() {}
  }
}
