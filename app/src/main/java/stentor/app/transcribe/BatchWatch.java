package stentor.app.transcribe;

import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import stentor.app.async.TaskReport;
import stentor.speech.problem.Problem;

/**
 * All recordings that are on their way, as the one task that a person sees. Told on the window's
 * thread, waited for on the task's.
 */
final class BatchWatch {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int done;
  private int total;
  private boolean over;
  private Optional<Problem> problem = Optional.empty();

  /** It is so far. */
  void tell(int nowDone, int nowTotal) {
    change(
        () -> {
          done = nowDone;
          total = nowTotal;
        });
  }

  /**
   * Nothing is on its way any more.
   *
   * @param why why none of it was done; absent where something was
   */
  void end(Optional<Problem> why) {
    change(
        () -> {
          over = true;
          problem = why;
        });
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when it is over; throws why nothing was done. */
  int await(TaskReport report) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!over) {
        report.progress(done, total);
        changed.await();
      }
      if (problem.isPresent()) {
        throw new TranscribeException(problem.get());
      }
      return done;
    } finally {
      lock.unlock();
    }
  }
}
