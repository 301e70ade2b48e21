package stentor.master.live;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Whose partial result is asked for next, when more people speak than workers can follow: whoever
 * waits longest, and of each worker one more than it works at. So a worker never waits for the next
 * one to ask, a final result, which goes first there, waits for at most one partial, a partial
 * tells of the newest audio, and partials of all get rarer alike. Nobody blocks here: who is
 * refused asks again with its next audio. Safe for all threads.
 */
final class PartialTurns {

  /** Whoever has not asked again for so long, of the time as it passes, speaks no more. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(1);

  private static final int FOR_EACH_WORKER = 2;

  private final IntSupplier workers;
  private final LongSupplier nanos;
  private final Map<Object, Long> lastAsked = new LinkedHashMap<>();
  private int taken;

  /** The right to ask for one partial result, until it is closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Nobody waits.
   *
   * @param workers how many workers there are; one is assumed where there are none
   * @param nanos the monotonic clock, in nanoseconds
   */
  PartialTurns(IntSupplier workers, LongSupplier nanos) {
    this.workers = workers;
    this.nanos = nanos;
  }

  /**
   * Asks for a turn.
   *
   * @param speaker keeps its place among those who wait, until it has had its turn
   * @return absent while others go first
   */
  synchronized Optional<Turn> take(Object speaker) {
    long now = nanos.getAsLong();
    lastAsked.put(speaker, now);
    lastAsked.values().removeIf(asked -> now - asked > FORGOTTEN_AFTER.toNanos());
    int free = FOR_EACH_WORKER * Math.max(1, workers.getAsInt()) - taken;
    if (List.copyOf(lastAsked.keySet()).indexOf(speaker) >= free) {
      return Optional.empty();
    }
    lastAsked.remove(speaker);
    taken++;
    return Optional.of(this::giveBack);
  }

  /** Whoever waited waits no more. */
  synchronized void leave(Object speaker) {
    lastAsked.remove(speaker);
  }

  private synchronized void giveBack() {
    taken--;
  }
}
