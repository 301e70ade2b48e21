package stentor.load;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Sends requests at a constant rate, whatever becomes of those before, as many clients that know
 * nothing of each other would. Each is measured from the moment at which it was to be sent, so that
 * a server that stalls is charged for the requests that could not be sent meanwhile (G. Tene, "How
 * not to measure latency": coordinated omission).
 *
 * @param perSecond requests a second
 * @param length for how long
 */
record OpenLoop(double perSecond, Duration length) {

  private static final long LONGEST_NANOS = Duration.ofMinutes(5).toNanos();
  private static final int DIGITS = 3;

  /** Runs it to its end and waits for the last answer. */
  LoadReport run(Shot shot) throws InterruptedException {
    long all = Math.round(perSecond * length.toMillis() / 1000);
    Tally tally = new Tally();
    CountDownLatch open = new CountDownLatch(Math.toIntExact(all));
    long begun = System.nanoTime();
    for (long i = 0; i < all; i++) {
      long intended = begun + Math.round(i * 1e9 / perSecond);
      awaitMoment(intended);
      Thread.ofVirtual().start(() -> fire(shot, intended, tally, open));
    }
    open.await();
    return tally.report(perSecond, (System.nanoTime() - begun) / 1e9);
  }

  private static void awaitMoment(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static void fire(Shot shot, long intended, Tally tally, CountDownLatch open) {
    String outcome;
    try {
      outcome = Integer.toString(shot.fire());
    } catch (SocketTimeoutException late) {
      outcome = LoadReport.TIMED_OUT;
    } catch (IOException broken) {
      outcome = "broken: " + broken.getMessage();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      outcome = "interrupted";
    }
    tally.add(outcome, System.nanoTime() - intended);
    open.countDown();
  }

  /** What came back so far. Safe for all threads. */
  private static final class Tally {

    private final Map<String, Histogram> latencies = new ConcurrentSkipListMap<>();
    private final AtomicLong requests = new AtomicLong();

    void add(String outcome, long nanos) {
      requests.incrementAndGet();
      latencies
          .computeIfAbsent(outcome, name -> new ConcurrentHistogram(LONGEST_NANOS, DIGITS))
          .recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
    }

    LoadReport report(double perSecond, double seconds) {
      return LoadReport.of(perSecond, seconds, requests.get(), latencies);
    }
  }
}
