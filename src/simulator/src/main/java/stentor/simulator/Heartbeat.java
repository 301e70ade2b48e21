package stentor.simulator;

import java.time.Duration;
import stentor.simulator.world.World;

/** Lets the world live while nobody asks anything. */
final class Heartbeat implements AutoCloseable {

  private static final Duration EVERY = Duration.ofMillis(100);

  private final Thread thread;

  Heartbeat(World world) {
    thread = Thread.ofVirtual().name("heartbeat").start(() -> beat(world));
  }

  private static void beat(World world) {
    try {
      while (true) {
        world.atomically(() -> {});
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
