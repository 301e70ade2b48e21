package stentor.control.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import stentor.control.metrics.Histogram.Bucket;

/**
 * What a program counted until one moment. Immutable.
 *
 * <p>It is read from Prometheus's text format, version 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats). A line that is not of it is left
 * out; of very much the rest is left out, so that memory is bounded whatever was sent.
 */
public final class Metrics {

  /** More numbers than this are not kept. */
  public static final int MOST_SAMPLES = 20_000;

  private final List<MetricSample> samples;
  private final int ignored;

  private Metrics(List<MetricSample> samples, int ignored) {
    this.samples = List.copyOf(samples);
    this.ignored = ignored;
  }

  /** What the text tells. */
  public static Metrics read(String text) {
    List<MetricSample> samples = new ArrayList<>();
    int ignored = 0;
    int begin = 0;
    while (begin < text.length()) {
      int end = text.indexOf('\n', begin);
      end = end < 0 ? text.length() : end;
      if (end > begin && text.charAt(begin) != '#') {
        var sample =
            samples.size() < MOST_SAMPLES
                ? new MetricLine(text, begin, end).read()
                : java.util.Optional.<MetricSample>empty();
        sample.ifPresent(samples::add);
        ignored += sample.isPresent() ? 0 : 1;
      }
      begin = end + 1;
    }
    return new Metrics(samples, ignored);
  }

  /** How many numbers there are. */
  public int size() {
    return samples.size();
  }

  /** How many lines were left out. */
  public int ignored() {
    return ignored;
  }

  /**
   * The sum of all numbers of this name that have these labels, whatever others; absent where there
   * are none.
   */
  public OptionalDouble sum(String name, Map<String, String> labels) {
    double sum = 0;
    boolean any = false;
    for (MetricSample sample : samples) {
      if (sample.is(name, labels) && Double.isFinite(sample.value())) {
        sum += sample.value();
        any = true;
      }
    }
    return any ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }

  /** The sums of this name by the values of one label. */
  public Map<String, Double> by(String label, String name) {
    Map<String, Double> sums = new TreeMap<>();
    for (MetricSample sample : samples) {
      String value = sample.labels().get(label);
      if (value != null && sample.is(name, Map.of()) && Double.isFinite(sample.value())) {
        sums.merge(value, sample.value(), Double::sum);
      }
    }
    return Map.copyOf(sums);
  }

  /** The histogram of this name and these labels, whatever others; empty where there is none. */
  public Histogram histogram(String name, Map<String, String> labels) {
    Map<Double, Double> counts = new TreeMap<>();
    for (MetricSample sample : samples) {
      String upTo = sample.labels().get("le");
      if (upTo != null && sample.is(name + "_bucket", labels)) {
        MetricLine.number(upTo)
            .ifPresent(bound -> counts.merge(bound, sample.value(), Double::sum));
      }
    }
    return new Histogram(
        counts.entrySet().stream()
            .map(entry -> new Bucket(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingDouble(Bucket::upTo))
            .toList(),
        sum(name + "_sum", labels).orElse(0));
  }
}
