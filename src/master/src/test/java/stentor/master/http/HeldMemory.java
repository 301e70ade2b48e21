package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * Memory that is in use once all that nobody holds has been collected.
 *
 * @param bytes on the heap, and in buffers beside it
 */
record HeldMemory(long bytes) {

  /** Caches that fill, classes that are loaded, what a fuzzer itself remembers. */
  private static final long ROOM = 96L << 20;

  /** What is held now. */
  static HeldMemory now() {
    System.gc();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return new HeldMemory(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + direct);
  }

  /** No more is held now, but for what every program comes to hold. */
  void hasNotGrown() {
    HeldMemory now = now();
    System.out.printf("Held: %,d bytes, then %,d%n", bytes, now.bytes());
    assertThat(now.bytes()).isLessThan(bytes + ROOM);
  }
}
