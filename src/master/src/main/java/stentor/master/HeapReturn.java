package stentor.master;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;
import stentor.jobs.lifecycle.Pauses;

/**
 * Gives the memory of many requests and streams back once they are gone: the serial collector
 * shrinks the heap only when it looks at all of it, which it does not while nothing is asked of it.
 * So after collections, and then none for a while, all of the heap is collected once.
 */
final class HeapReturn {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  private final LongSupplier collections;
  private final Runnable collect;
  private final Pauses pauses;

  /**
   * Has not looked yet.
   *
   * @param collections how many there were since the process began
   * @param collect collects the whole heap
   */
  HeapReturn(LongSupplier collections, Runnable collect, Pauses pauses) {
    this.collections = collections;
    this.collect = collect;
    this.pauses = pauses;
  }

  /** That of this process. */
  static HeapReturn ofThisProcess() {
    return new HeapReturn(HeapReturn::collections, System::gc, Thread::sleep);
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  /** Looks again and again until it is interrupted. */
  void run() throws InterruptedException {
    long afterReturn = collections.getAsLong();
    long before = afterReturn;
    while (true) {
      pauses.pause(LOOK_EVERY);
      long now = collections.getAsLong();
      if (now == before && now != afterReturn) {
        collect.run();
        afterReturn = collections.getAsLong();
        now = afterReturn;
      }
      before = now;
    }
  }
}
