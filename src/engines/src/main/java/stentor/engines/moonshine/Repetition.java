package stentor.engines.moonshine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pieces that come again and again without others between.
 *
 * @param start index of the first of them
 * @param period how many pieces are repeated, 1 to {@value #LONGEST_PERIOD}
 * @param repeats how often they come, the first time included, {@value #LEAST_REPEATS} or more
 */
record Repetition(int start, int period, int repeats) {

  private static final int LONGEST_PERIOD = 12;
  private static final int LEAST_REPEATS = 3;
  private static final int LEAST_PIECES = 6;

  private int pieces() {
    return period * repeats;
  }

  /** The repetition that covers most pieces; of equals the one of the shortest period. */
  static Optional<Repetition> longest(List<Piece> pieces) {
    Optional<Repetition> longest = Optional.empty();
    for (int period = 1; period <= LONGEST_PERIOD; period++) {
      for (int start = 0; start + 2 * period < pieces.size(); start++) {
        Repetition found = new Repetition(start, period, repeats(pieces, start, period));
        if (found.repeats >= LEAST_REPEATS
            && found.pieces() >= LEAST_PIECES
            && longest.map(Repetition::pieces).orElse(0) < found.pieces()) {
          longest = Optional.of(found);
        }
      }
    }
    return longest;
  }

  private static int repeats(List<Piece> pieces, int start, int period) {
    int end = start + period;
    while (end < pieces.size() && pieces.get(end).id() == pieces.get(end - period).id()) {
      end++;
    }
    return (end - start) / period;
  }

  /** The pieces with every repetition cut to its first occurrence. */
  static List<Piece> cut(List<Piece> pieces) {
    List<Piece> left = pieces;
    Optional<Repetition> repetition = longest(left);
    while (repetition.isPresent()) {
      left = repetition.get().withoutRepeats(left);
      repetition = longest(left);
    }
    return left;
  }

  private List<Piece> withoutRepeats(List<Piece> pieces) {
    List<Piece> left = new ArrayList<>(pieces.subList(0, start + period));
    left.addAll(pieces.subList(start + pieces(), pieces.size()));
    return left;
  }
}
