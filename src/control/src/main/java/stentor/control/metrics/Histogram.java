package stentor.control.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How often what was measured was at most so much. Immutable.
 *
 * @param buckets the least bound first; each counts all that the ones before it count
 * @param sum of everything that was measured
 */
public record Histogram(List<Bucket> buckets, double sum) {

  /** Nothing measured. */
  public static final Histogram NONE = new Histogram(List.of(), 0);

  /** Copies the list. */
  public Histogram {
    buckets = List.copyOf(buckets);
  }

  /**
   * What was at most so much.
   *
   * @param upTo the bound, in the unit of what was measured; may be infinite
   * @param count how often it was at most that
   */
  public record Bucket(double upTo, double count) {}

  /** How often anything was measured. */
  public double count() {
    return buckets.isEmpty() ? 0 : buckets.getLast().count();
  }

  /** What was measured since an older one; all of it where the program began anew since then. */
  public Histogram since(Histogram older) {
    if (older.buckets().size() != buckets.size() || older.count() > count()) {
      return this;
    }
    List<Bucket> difference = new ArrayList<>();
    for (int index = 0; index < buckets.size(); index++) {
      Bucket now = buckets.get(index);
      Bucket before = older.buckets().get(index);
      if (now.upTo() != before.upTo() || now.count() < before.count()) {
        return this;
      }
      difference.add(new Bucket(now.upTo(), now.count() - before.count()));
    }
    return new Histogram(difference, sum - older.sum());
  }

  /**
   * The value that this part of all is at most, as near as the buckets tell: between two bounds all
   * values count as equally likely, above the last bound it is the answer (as Prometheus's {@code
   * histogram_quantile}).
   *
   * @param part from 0 to 1
   * @return absent where nothing was measured
   */
  public OptionalDouble quantile(double part) {
    double rank = Math.clamp(part, 0, 1) * count();
    double below = 0;
    double counted = 0;
    for (Bucket bucket : buckets) {
      if (bucket.count() >= rank && bucket.count() > 0) {
        if (Double.isInfinite(bucket.upTo())) {
          return OptionalDouble.of(below);
        }
        double share = bucket.count() > counted ? (rank - counted) / (bucket.count() - counted) : 1;
        return OptionalDouble.of(below + (bucket.upTo() - below) * Math.clamp(share, 0, 1));
      }
      below = bucket.upTo();
      counted = bucket.count();
    }
    return OptionalDouble.empty();
  }
}
