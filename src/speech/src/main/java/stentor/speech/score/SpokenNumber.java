package stentor.speech.score;

import java.math.BigInteger;

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
}
