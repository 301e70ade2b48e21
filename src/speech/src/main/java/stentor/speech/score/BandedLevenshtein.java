package stentor.speech.score;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.speech.score.ScoreProblem.TooMuchToAlign;

/**
 * The fewest edits between two rows of words, found in a band around the diagonal that is widened
 * until it must hold the answer: time and memory grow with length times edits, not with length
 * times length (E. Ukkonen, "Algorithms for approximate string matching", Information and Control
 * 64, 1985). An alignment of distance d leaves the diagonal by at most d, so a band of half-width t
 * that finds a distance of at most t holds every best alignment whole.
 *
 * <p>A cost is edits first, substitutions second, both in one {@code long}: of all alignments with
 * the fewest edits those with the fewest substitutions win, which are those with the most matches.
 */
final class BandedLevenshtein {

  /** Cells of a step table, four to a byte: 100 MB. */
  private static final long MOST_RECORDED_CELLS = 400_000_000L;

  private static final int FIRST_HALF_WIDTH = 64;

  private static final long EDIT = 1L << 32;
  private static final long SUBSTITUTION = EDIT + 1;
  private static final long UNREACHABLE = Long.MAX_VALUE / 4;

  private final int[] reference;
  private final int[] hypothesis;

  BandedLevenshtein(List<String> reference, List<String> hypothesis) {
    Map<String, Integer> numbers = new HashMap<>();
    this.reference = numbered(reference, numbers);
    this.hypothesis = numbered(hypothesis, numbers);
  }

  private static int[] numbered(List<String> words, Map<String, Integer> numbers) {
    int[] numbered = new int[words.size()];
    int i = 0;
    for (String word : words) {
      Integer known = numbers.putIfAbsent(word, numbers.size());
      numbered[i++] = known == null ? numbers.size() - 1 : known;
    }
    return numbered;
  }

  /**
   * The counts of a best alignment; every best alignment has the same.
   *
   * @throws ScoreException if there is too much to compare
   */
  EditCounts counts(Effort effort) {
    long cost =
        widened(
            effort.mostCells(),
            halfWidth -> {
              long found = cost(halfWidth, Optional.empty());
              return found / EDIT <= halfWidth ? Optional.of(found) : Optional.empty();
            });
    long edits = cost / EDIT;
    long substitutions = cost % EDIT;
    long surplus = (long) hypothesis.length - reference.length;
    long insertions = (edits - substitutions + surplus) / 2;
    return new EditCounts(substitutions, insertions - surplus, insertions, reference.length);
  }

  /**
   * The steps of a best alignment. Where several are equally good, the one that, read from the end,
   * pairs two words before it deletes and deletes before it inserts.
   *
   * @throws ScoreException if there is too much to align
   */
  List<Step> steps() {
    StepTable table =
        widened(
            MOST_RECORDED_CELLS,
            halfWidth -> {
              StepTable recorded = new StepTable(reference.length + 1, width(halfWidth), halfWidth);
              long found = cost(halfWidth, Optional.of(recorded));
              return found / EDIT <= halfWidth ? Optional.of(recorded) : Optional.empty();
            });
    Step[] steps = new Step[reference.length + hypothesis.length];
    int first = steps.length;
    int i = reference.length;
    int j = hypothesis.length;
    while (i > 0 || j > 0) {
      Step step = table.get(i, j);
      steps[--first] = step;
      i -= step == Step.INSERT ? 0 : 1;
      j -= step == Step.DELETE ? 0 : 1;
    }
    return List.of(Arrays.copyOfRange(steps, first, steps.length));
  }

  /** One step of an alignment. */
  enum Step {
    /** One word of each side. */
    PAIR(0),
    /** A word of the reference alone. */
    DELETE(1),
    /** A word of the hypothesis alone. */
    INSERT(2);

    private final int code;

    Step(int code) {
      this.code = code;
    }

    private static Step of(int code) {
      return switch (code) {
        case 0 -> PAIR;
        case 1 -> DELETE;
        default -> INSERT;
      };
    }
  }

  private interface Pass<T> {
    /** What was found, or nothing if the band was too narrow to be sure. */
    Optional<T> within(int halfWidth);
  }

  private <T> T widened(long mostCells, Pass<T> pass) {
    int longest = Math.max(reference.length, hypothesis.length);
    long halfWidth = FIRST_HALF_WIDTH + (long) Math.abs(reference.length - hypothesis.length);
    while (true) {
      int bounded = (int) Math.min(halfWidth, longest);
      if ((reference.length + 1L) * width(bounded) > mostCells) {
        throw new ScoreException(new TooMuchToAlign(reference.length, hypothesis.length));
      }
      Optional<T> found = pass.within(bounded);
      if (found.isPresent()) {
        return found.get();
      }
      halfWidth *= 2;
    }
  }

  /** Cells of a row of the band. */
  private int width(int halfWidth) {
    return (int) Math.min(2L * halfWidth + 1, hypothesis.length + 1L);
  }

  /**
   * The least cost within the band, all the way; steps go into {@code table} where there is one.
   */
  private long cost(int halfWidth, Optional<StepTable> table) {
    long[] above = new long[hypothesis.length + 1];
    long[] row = new long[hypothesis.length + 1];
    for (int i = 0; i <= reference.length; i++) {
      int first = Math.max(0, i - halfWidth);
      int last = (int) Math.min(hypothesis.length, (long) i + halfWidth);
      for (int j = first; j <= last; j++) {
        long pair = i > 0 && j > 0 ? above[j - 1] + pairing(i, j) : UNREACHABLE;
        long delete = i > 0 && j < i + halfWidth ? above[j] + EDIT : UNREACHABLE;
        long insert = j > first ? row[j - 1] + EDIT : UNREACHABLE;
        long least = Math.min(pair, Math.min(delete, insert));
        row[j] = i == 0 && j == 0 ? 0 : least;
        if (table.isPresent()) {
          table
              .get()
              .set(i, j, least == pair ? Step.PAIR : least == delete ? Step.DELETE : Step.INSERT);
        }
      }
      long[] done = row;
      row = above;
      above = done;
    }
    return above[hypothesis.length];
  }

  private long pairing(int i, int j) {
    return reference[i - 1] == hypothesis[j - 1] ? 0 : SUBSTITUTION;
  }

  /** The best last step to each cell of the band, two bits each. */
  private static final class StepTable {

    private final byte[][] rows;
    private final int halfWidth;

    StepTable(int rows, int width, int halfWidth) {
      this.rows = new byte[rows][(width + 3) / 4];
      this.halfWidth = halfWidth;
    }

    void set(int i, int j, Step step) {
      int cell = j - Math.max(0, i - halfWidth);
      rows[i][cell >> 2] |= (byte) (step.code << ((cell & 3) << 1));
    }

    Step get(int i, int j) {
      int cell = j - Math.max(0, i - halfWidth);
      return Step.of((rows[i][cell >> 2] >> ((cell & 3) << 1)) & 3);
    }
  }
}
