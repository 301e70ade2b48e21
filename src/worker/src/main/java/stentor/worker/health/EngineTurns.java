package stentor.worker.health;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who uses the engine next: one at a time, whoever finds out a language before whoever recognises,
 * within a limit that keeps both moving. Safe for all threads.
 */
final class EngineTurns {

  /** So many probes in a row while a part waits, then an utterance of that part. */
  private static final int MOST_PROBES_IN_A_ROW = 4;

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition freed = lock.newCondition();
  private boolean busy;
  private int waitingProbes;
  private int waitingParts;
  private int probesInARow;

  /** The right to use the engine, until it is closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for a turn to look at a few seconds that somebody waits for. */
  Turn ofProbe() {
    lock.lock();
    try {
      waitingProbes++;
      while (busy || (waitingParts > 0 && probesInARow >= MOST_PROBES_IN_A_ROW)) {
        freed.awaitUninterruptibly();
      }
      waitingProbes--;
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
