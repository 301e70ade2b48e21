package stentor.app.palette;

import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the letters of what was typed stand in a title. The words that were typed may stand in any
 * order; the letters of each stand in the title one after the other, with others between them.
 * Immutable.
 *
 * @param score how well it fits; the higher, the better
 * @param places of the letters that were found, as indices of the title
 */
record FuzzyMatch(int score, BitSet places) {

  /** A letter that follows the one before it at once. */
  private static final int NEXT_TO = 8;

  /** A letter at the beginning of a word. */
  private static final int BEGINS_WORD = 10;

  /** All of what was typed at the beginning of the title. */
  private static final int BEGINS_TITLE = 6;

  /** Letters that are passed over cost little each, and no more than this together. */
  private static final int MOST_PASSED = 6;

  FuzzyMatch {
    places = (BitSet) places.clone();
  }

  @Override
  public BitSet places() {
    return (BitSet) places.clone();
  }

  /** How the query is found in the title; absent where it is not. A blank one is in every title. */
  static Optional<FuzzyMatch> of(String query, String title) {
    BitSet places = new BitSet();
    int score = 0;
    String text = title.toLowerCase(Locale.ROOT);
    for (String term : query.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
      Optional<FuzzyMatch> found = term.isEmpty() ? Optional.empty() : best(term, text);
      if (found.isEmpty() && !term.isEmpty()) {
        return Optional.empty();
      }
      score += found.map(FuzzyMatch::score).orElse(0);
      found.ifPresent(match -> places.or(match.places));
    }
    return Optional.of(new FuzzyMatch(score, places));
  }

  /** The best of those that begin at each place where the first letter stands. */
  private static Optional<FuzzyMatch> best(String term, String text) {
    Optional<FuzzyMatch> best = Optional.empty();
    for (int first = text.indexOf(term.charAt(0));
        first >= 0;
        first = text.indexOf(term.charAt(0), first + 1)) {
      Optional<FuzzyMatch> found = from(term, text, first);
      if (found.isPresent() && found.get().score > best.map(FuzzyMatch::score).orElse(-1)) {
        best = found;
      }
    }
    return best;
  }

  private static Optional<FuzzyMatch> from(String term, String text, int first) {
    BitSet places = new BitSet();
    int score = first == 0 ? BEGINS_TITLE : 0;
    int passed = 0;
    int before = first - 1;
    for (int index = 0; index < term.length(); index++) {
      int at = text.indexOf(term.charAt(index), before + 1);
      if (at < 0) {
        return Optional.empty();
      }
      score +=
          1 + (at == before + 1 && index > 0 ? NEXT_TO : 0) + (begins(text, at) ? BEGINS_WORD : 0);
      passed += at - before - 1;
      places.set(at);
      before = at;
    }
    return Optional.of(new FuzzyMatch(Math.max(0, score - Math.min(MOST_PASSED, passed)), places));
  }

  private static boolean begins(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }
}
