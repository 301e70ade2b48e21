package stentor.worker.health;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who uses the engine next: one at a time, whoever spoke and waits for the words before whoever
 * finds out a language or is still speaking, and these before whoever recognises parts, within a
 * limit that keeps all moving. Safe for all threads.
 */
final class EngineTurns {

  /** So many probes in a row while a part waits, then an utterance of that part. */
  private static final int MOST_PROBES_IN_A_ROW = 4;

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition freed = lock.newCondition();
  private boolean busy;
  private int waitingThorough;
  private int waitingProbes;
  private int waitingParts;
  private int probesInARow;

  /** The right to use the engine, until it is closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for a turn to look at a few seconds that somebody waits for.
   *
   * @param thorough whether they are recognised as well as can be: of whom there are fewest
   */
  Turn ofProbe(boolean thorough) {
    lock.lock();
    try {
      waitingProbes++;
      waitingThorough += thorough ? 1 : 0;
      while (busy
          || (!thorough && waitingThorough > 0)
          || (waitingParts > 0 && probesInARow >= MOST_PROBES_IN_A_ROW)) {
        freed.awaitUninterruptibly();
      }
      waitingProbes--;
      waitingThorough -= thorough ? 1 : 0;
      probesInARow++;
      busy = true;
      return this::free;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a turn to recognise an utterance. */
  Turn ofPart() {
    lock.lock();
    try {
      waitingParts++;
      while (busy || (waitingProbes > 0 && probesInARow < MOST_PROBES_IN_A_ROW)) {
        freed.awaitUninterruptibly();
      }
      waitingParts--;
      probesInARow = 0;
      busy = true;
      return this::free;
    } finally {
      lock.unlock();
    }
  }

  boolean busy() {
    lock.lock();
    try {
      return busy;
    } finally {
      lock.unlock();
    }
  }

  private void free() {
    lock.lock();
    try {
      busy = false;
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
