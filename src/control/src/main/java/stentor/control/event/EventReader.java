package stentor.control.event;

import java.util.Optional;

/**
 * One reader's place in an {@link EventStream}. Reads at its own pace: one that is further behind
 * than the stream remembers goes on with the oldest event there is, and sees by the numbers what it
 * has missed. Used by one thread.
 */
public final class EventReader {

  private final EventStream stream;
  private long next;

  EventReader(EventStream stream, long next) {
    this.stream = stream;
    this.next = next;
  }

  /** Waits for the next event; empty once the stream has ended and all was read. */
  public Optional<ControlEvent> next() throws InterruptedException {
    Optional<ControlEvent> event = stream.await(next);
    event.ifPresent(read -> next = read.sequence() + 1);
    return event;
  }
}
