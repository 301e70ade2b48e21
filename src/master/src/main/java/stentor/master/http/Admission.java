package stentor.master.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import stentor.master.MasterException;
import stentor.master.MasterProblem;

/**
 * How many synchronous requests a master has at once. One more is refused at once, before its body
 * is read, instead of waiting until its client gives up. Safe for all threads.
 */
final class Admission {

  private final int most;
  private final Semaphore places;

  Admission(int most) {
    this.most = most;
    this.places = new Semaphore(most);
  }

  /** A place that was taken; closing it gives it back. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes a place.
   *
   * @throws MasterException if there is none
   */
  Place enter() {
    if (!places.tryAcquire()) {
      throw new MasterException(new MasterProblem.QueueFull(most));
    }
    return places::release;
  }

  /** Waits until nobody has a place, but not longer than {@code patience}. */
  void awaitEmpty(Duration patience) throws InterruptedException {
    if (places.tryAcquire(most, patience.toMillis(), TimeUnit.MILLISECONDS)) {
      places.release(most);
    }
  }
}
