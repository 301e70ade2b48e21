package stentor.simulator.door;

import java.util.Map;
import java.util.TreeMap;

/** Counts requests by service and action, since the simulator was started. Safe for all threads. */
final class Calls {

  private final Map<String, Map<String, Long>> counts = new TreeMap<>();

  synchronized void count(String service, String action) {
    counts.computeIfAbsent(service, _ -> new TreeMap<>()).merge(action, 1L, Long::sum);
  }

  /** Counts by action, by service. */
  synchronized Map<String, Map<String, Long>> all() {
    Map<String, Map<String, Long>> copy = new TreeMap<>();
    counts.forEach((service, actions) -> copy.put(service, new TreeMap<>(actions)));
    return copy;
  }
}
