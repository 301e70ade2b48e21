package stentor.master;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a master does beside answering, each on a virtual thread, until it is closed. */
final class Background implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  /** Something that runs until it is interrupted. */
  @FunctionalInterface
  interface Duty {
    void run() throws InterruptedException;
  }

  /** Begins it. */
  void run(String name, Duty duty) {
    threads.add(Thread.ofVirtual().name(name).start(() -> untilInterrupted(name, duty)));
  }

  private static void untilInterrupted(String name, Duty duty) {
    try {
      duty.run();
    } catch (InterruptedException ended) {
      LOG.debug("{} ends", name);
    } catch (RuntimeException defect) {
      LOG.error("A defect ended {}", name, defect);
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
