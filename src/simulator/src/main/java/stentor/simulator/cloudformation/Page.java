package stentor.simulator.cloudformation;

import java.util.List;
import java.util.Optional;
import stentor.simulator.wire.WireFault;

/**
 * A part of a long answer.
 *
 * @param items of this part
 * @param next where the next one begins
 */
record Page<T>(List<T> items, Optional<String> next) {

  /**
   * The part that a token names. The token holds how many items were behind it, not before it, so
   * that items that come in at the front are neither told twice nor lost.
   */
  static <T> Page<T> of(List<T> all, Optional<String> token, int size) {
    int from = token.map(text -> from(text, all.size())).orElse(0);
    int to = Math.min(all.size(), from + size);
    return new Page<>(
        all.subList(from, to),
        to < all.size() ? Optional.of("left-" + (all.size() - to)) : Optional.empty());
  }

  private static int from(String token, int size) {
    try {
      int left = Integer.parseInt(token.replaceFirst("^left-", ""));
      if (token.startsWith("left-") && left >= 0 && left <= size) {
        return size - left;
      }
    } catch (NumberFormatException foreign) {
      throw new WireFault(400, "ValidationError", "The token is invalid or expired.", foreign);
    }
    throw new WireFault("ValidationError", "The token is invalid or expired.");
  }
}
