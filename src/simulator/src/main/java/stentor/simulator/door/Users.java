package stentor.simulator.door;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Processes that have the simulator open, and may ask something at any time. Safe for all threads.
 */
final class Users {

  private final Set<ProcessHandle> all = ConcurrentHashMap.newKeySet();

  /** Notes one, if it lives. */
  void add(long pid) {
    ProcessHandle.of(pid).ifPresent(all::add);
  }

  /** Whether any of them lives. */
  boolean isAnyAlive() {
    all.removeIf(one -> !one.isAlive());
    return !all.isEmpty();
  }
}
