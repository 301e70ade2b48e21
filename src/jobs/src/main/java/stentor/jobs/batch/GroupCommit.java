package stentor.jobs.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Does a costly thing once for all who wait for it: what comes while one batch is under way waits
 * and goes together in the next. Nobody waits for company: an item that comes alone goes alone at
 * once. (Group commit, as databases write their logs: DeWitt et al., Implementation Techniques for
 * Main Memory Database Systems, SIGMOD 1984, section 5.2.)
 *
 * <p>Safe for all threads. One batch is under way at a time, on a virtual thread that none of the
 * callers can interrupt, so that one who is interrupted does not fail the others.
 *
 * @param <T> what is to be done
 * @param <R> what became of a batch
 */
public final class GroupCommit<T, R> {

  private final int most;
  private final Function<List<T>, R> commit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting<T, R>> waiting = new ArrayDeque<>();
  private boolean running;

  /**
   * Commits by this action.
   *
   * @param most items in a batch, 1 or more
   * @param commit does what a batch says and tells what became of it; an exception it throws is a
   *     defect
   */
  public GroupCommit(int most, Function<List<T>, R> commit) {
    this.most = most;
    this.commit = commit;
  }

  /**
   * Waits until batches that were begun after this call hold all the items and have ended.
   *
   * @return what became of each item's batch, in the order of the items
   * @throws InterruptedException if the thread is interrupted; what became of the items is unknown
   * @throws IllegalStateException if the action has a defect
   */
  public List<R> commit(List<T> items) throws InterruptedException {
    List<CompletableFuture<R>> ends = new ArrayList<>(items.size());
    lock.lockInterruptibly();
    try {
      for (T item : items) {
        CompletableFuture<R> end = new CompletableFuture<>();
        ends.add(end);
        waiting.add(new Waiting<>(item, end));
      }
      if (!running && !waiting.isEmpty()) {
        running = true;
        Thread.ofVirtual().name("group-commit").start(this::run);
      }
    } finally {
      lock.unlock();
    }
    List<R> results = new ArrayList<>(ends.size());
    for (CompletableFuture<R> end : ends) {
      try {
        results.add(end.get());
      } catch (ExecutionException defect) {
        throw new IllegalStateException("A batch could not be committed", defect.getCause());
      }
    }
    return results;
  }

  private void run() {
    List<Waiting<T, R>> batch = next();
    while (!batch.isEmpty()) {
      try {
        R result = commit.apply(batch.stream().map(Waiting::item).toList());
        batch.forEach(one -> one.end().complete(result));
      } catch (RuntimeException | Error defect) {
        batch.forEach(one -> one.end().completeExceptionally(defect));
      }
      batch = next();
    }
  }

  private List<Waiting<T, R>> next() {
    lock.lock();
    try {
      List<Waiting<T, R>> batch = new ArrayList<>();
      while (batch.size() < most && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
      running = !batch.isEmpty();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private record Waiting<T, R>(T item, CompletableFuture<R> end) {}
}
