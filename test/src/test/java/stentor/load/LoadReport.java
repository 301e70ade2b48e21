package stentor.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What came of a load. Latencies are in milliseconds, from the moment at which a request was to be
 * sent until its answer had been read.
 *
 * @param wantedPerSecond rate at which requests were sent
 * @param seconds from the first measured request to the last answer
 * @param requests how many were measured
 * @param answers per status, or word for what came in its place, how many and how fast
 */
record LoadReport(
    double wantedPerSecond, double seconds, long requests, Map<String, Answers> answers) {

  /** Stands where no answer came in time. */
  static final String TIMED_OUT = "timed out";

  private static final double NANOS_IN_MILLISECOND = 1e6;

  /**
   * Answers of one kind.
   *
   * @param count how many
   * @param p50 median in milliseconds
   * @param p99 percentile in milliseconds
   * @param p999 percentile in milliseconds
   * @param max the slowest, in milliseconds
   */
  record Answers(long count, double p50, double p99, double p999, double max) {}

  static LoadReport of(
      double wantedPerSecond, double seconds, long requests, Map<String, Histogram> latencies) {
    Map<String, Answers> answers = new TreeMap<>();
    latencies.forEach(
        (status, histogram) ->
            answers.put(
                status,
                new Answers(
                    histogram.getTotalCount(),
                    milliseconds(histogram, 50),
                    milliseconds(histogram, 99),
                    milliseconds(histogram, 99.9),
                    milliseconds(histogram, 100))));
    return new LoadReport(wantedPerSecond, seconds, requests, answers);
  }

  /** How many requests were answered so. */
  long count(int status) {
    Answers some = answers.get(Integer.toString(status));
    return some == null ? 0 : some.count();
  }

  private static double milliseconds(Histogram histogram, double percentile) {
    double nanos = histogram.getValueAtPercentile(percentile);
    return Math.round(nanos / NANOS_IN_MILLISECOND * 10) / 10.0;
  }
}
