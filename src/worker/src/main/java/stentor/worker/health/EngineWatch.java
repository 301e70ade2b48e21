package stentor.worker.health;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Watches whether an engine comes back from what it recognises. Recognition is native code that
 * nobody can interrupt: an engine that does not come back is known only by the time it takes. Safe
 * for all threads; one recognises at a time.
 *
 * <p>Time is counted in looks of one second each, not by a clock, so that a computer that slept or
 * a process that was stopped for a while has not used up the engine's time.
 */
public final class EngineWatch {

  /** How often {@link #look()} is to be called. */
  public static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /**
   * Every recognition may take so long, however short the audio: the computer may be overloaded.
   */
  private static final long BASE_SECONDS = 60;

  /** And so many seconds for each second of audio: the slowest engine that is of any use. */
  private static final double SECONDS_PER_AUDIO_SECOND = 4;

  /** Whoever has recognised nothing for so long is stuck elsewhere: the clip comes every minute. */
  private static final Duration STALE = Duration.ofMinutes(3);

  private final LongSupplier nanos;
  private final Runnable wedged;
  private Optional<Recognition> current = Optional.empty();
  private OptionalLong lastGoodNanos = OptionalLong.empty();

  /**
   * Watches from now on.
   *
   * @param nanos the monotonic clock, {@link System#nanoTime()} outside of tests
   * @param wedged called when the engine has not come back for longer than any engine takes; the
   *     process is to end then
   */
  public EngineWatch(LongSupplier nanos, Runnable wedged) {
    this.nanos = nanos;
    this.wedged = wedged;
  }

  /** How long a recognition of so much audio may take before the engine counts as wedged. */
  public static Duration longest(double audioSeconds) {
    return Duration.ofSeconds(
        BASE_SECONDS + (long) Math.ceil(audioSeconds * SECONDS_PER_AUDIO_SECOND));
  }

  /** A recognition begins; to be closed when the engine came back, however it did. */
  public synchronized Recognition begin(double audioSeconds) {
    Recognition begun = new Recognition(longest(audioSeconds).toSeconds());
    current = Optional.of(begun);
    return begun;
  }

  /** Looks whether the engine still comes back; to be called every {@link #LOOK_EVERY}. */
  public void look() {
    if (overdue()) {
      wedged.run();
    }
  }

  private synchronized boolean overdue() {
    return current.filter(Recognition::isOverdueAfterLook).isPresent();
  }

  /**
   * Why the engine cannot be relied on now, if so. Half the time after which it counts as wedged is
   * enough, so that somebody else can end this process in an orderly way.
   */
  public synchronized Optional<String> doubt() {
    if (lastGoodNanos.isEmpty()) {
      return Optional.of("The engine has not recognised the known clip yet.");
    }
    if (current.isPresent()) {
      Recognition one = current.get();
      return one.looks * 2 > one.mostLooks
          ? Optional.of("The engine has not come back for " + one.looks + " s.")
          : Optional.empty();
    }
    Duration since = sinceGood();
    return since.compareTo(STALE) > 0
        ? Optional.of("Nothing was recognised for " + since.toSeconds() + " s.")
        : Optional.empty();
  }

  /** How long ago the engine last came back with an answer; for ever where it never did. */
  public synchronized Duration sinceGood() {
    return lastGoodNanos.isEmpty()
        ? Duration.ofNanos(Long.MAX_VALUE)
        : Duration.ofNanos(nanos.getAsLong() - lastGoodNanos.getAsLong());
  }

  /** One call of the engine. */
  public final class Recognition implements AutoCloseable {
    private final long mostLooks;
    private long looks;

    private Recognition(long mostLooks) {
      this.mostLooks = mostLooks;
    }

    private boolean isOverdueAfterLook() {
      looks++;
      return looks > mostLooks;
    }

    /** The engine came back with an answer. */
    public void succeeded() {
      synchronized (EngineWatch.this) {
        lastGoodNanos = OptionalLong.of(nanos.getAsLong());
      }
    }

    @Override
    public void close() {
      synchronized (EngineWatch.this) {
        current = Optional.empty();
      }
    }
  }
}
