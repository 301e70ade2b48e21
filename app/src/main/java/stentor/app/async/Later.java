package stentor.app.async;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs something a while from now. Safe for all threads. */
@FunctionalInterface
public interface Later {

  /** Has the action run once, about that much later, on some thread; it must not block. */
  void run(Duration delay, Runnable action);

  /** One with a thread of its own, which does not keep the program alive. */
  static Later ofThread() {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("timer").daemon(true).factory());
    return (delay, action) -> {
      var _ = timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    };
  }
}
