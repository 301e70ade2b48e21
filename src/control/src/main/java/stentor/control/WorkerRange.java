package stentor.control;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many workers a model may have.
 *
 * @param min fewest, 0 or more
 * @param max most, at least {@code min} and 1, at most {@value #MOST}
 */
public record WorkerRange(int min, int max) {

  /** More than this many workers of a model is a slip of the finger. */
  public static final int MOST = 1000;

  /** What a model has on this computer where nothing else was said. */
  public static final WorkerRange LOCAL_DEFAULT = new WorkerRange(1, 2);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,4})\\.\\.(\\d{1,4})");

  /** Checks the range. */
  public WorkerRange {
    if (min < 0 || max < 1 || max < min || max > MOST) {
      throw new IllegalArgumentException("Not a range of workers: " + min + ".." + max);
    }
  }

  /** The range that {@code MIN..MAX} spells, if it does. */
  public static Optional<WorkerRange> of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int min = Integer.parseInt(matcher.group(1));
    int max = Integer.parseInt(matcher.group(2));
    return max < 1 || max < min || max > MOST
        ? Optional.empty()
        : Optional.of(new WorkerRange(min, max));
  }
}
