package stentor.control.event;

import java.time.Duration;
import java.util.Optional;

/** A sink that is handed the events of a stream by a thread of its own. */
public final class Following implements AutoCloseable {

  /** A sink that takes longer for what is left is stuck: a terminal that nobody reads, say. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Thread thread;

  private Following(Thread thread) {
    this.thread = thread;
  }

  static Following start(EventReader reader, EventSink sink) {
    return new Following(Thread.ofVirtual().name("events").start(() -> handOn(reader, sink)));
  }

  private static void handOn(EventReader reader, EventSink sink) {
    try {
      Optional<ControlEvent> event = reader.next();
      while (event.isPresent()) {
        sink.accept(event.get());
        event = reader.next();
      }
    } catch (InterruptedException left) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits, for a while, until the sink has had all events of a stream that has ended. An interrupt
   * does not shorten that: what is left to be told may be why it was interrupted.
   */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      if (!thread.join(PATIENCE)) {
        thread.interrupt();
      }
    } catch (InterruptedException again) {
      interrupted = true;
      thread.interrupt();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
