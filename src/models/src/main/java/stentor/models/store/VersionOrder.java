package stentor.models.store;

import java.math.BigInteger;
import java.util.Comparator;

/**
 * The order of versions, older first: compared part by part, parts separated by {@code . _ + -};
 * two numbers by value, anything else as text, a number after text ({@code 1.0-rc} is older than
 * {@code 1.0.1}); of two that begin alike the longer is newer.
 */
final class VersionOrder implements Comparator<String> {

  @Override
  public int compare(String one, String other) {
    String[] left = one.split("[._+-]", -1);
    String[] right = other.split("[._+-]", -1);
    for (int part = 0; part < Math.min(left.length, right.length); part++) {
      int order = compareParts(left[part], right[part]);
      if (order != 0) {
        return order;
      }
    }
    int lengths = Integer.compare(left.length, right.length);
    return lengths != 0 ? lengths : one.compareTo(other);
  }

  private static int compareParts(String one, String other) {
    boolean number = isNumber(one);
    if (number != isNumber(other)) {
      return number ? 1 : -1;
    }
    return number ? new BigInteger(one).compareTo(new BigInteger(other)) : one.compareTo(other);
  }

  private static boolean isNumber(String part) {
    return !part.isEmpty() && part.chars().allMatch(letter -> letter >= '0' && letter <= '9');
  }
}
