package stentor.engines.moonshine;

import java.util.List;

/**
 * What greedy decoding of one piece of audio gave.
 *
 * @param pieces the pieces in order, without the one that begins and the one that ends a text
 * @param totalLogProbability sum of the log-probabilities, with that of the end if it came
 * @param ended whether the text ended by itself, before it was as long as it may be
 */
record Decoded(List<Piece> pieces, double totalLogProbability, boolean ended) {

  Decoded {
    pieces = List.copyOf(pieces);
  }

  /** How many decisions the sum is over. */
  int steps() {
    return pieces.size() + (ended ? 1 : 0);
  }

  /** Mean log-probability of a decision. */
  double mean() {
    return totalLogProbability / steps();
  }
}
