package stentor.control.metrics;

import java.util.Map;

/**
 * One number that is counted or measured.
 *
 * @param name what it is: {@code stentor_jobs_ended_total}
 * @param labels what of it
 * @param value the number; may be infinite or none
 */
record MetricSample(String name, Map<String, String> labels, double value) {

  /** Copies the labels. */
  MetricSample {
    labels = Map.copyOf(labels);
  }

  /** Whether it is this one and has these labels, whatever others. */
  boolean is(String wanted, Map<String, String> having) {
    return name.equals(wanted)
        && having.entrySet().stream()
            .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
  }
}
