package stentor.jobs.batch;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Does the same with many items, several at a time, where each mostly waits for an answer. */
public final class AtOnce {

  private AtOnce() {}

  /** What is done with one item. */
  @FunctionalInterface
  public interface Task<T, R> {

    /** Does it. */
    R apply(T item) throws IOException, InterruptedException;
  }

  /**
   * Does it with all items, each on a virtual thread, and waits for all of them.
   *
   * @param most items at a time, 1 or more
   * @return what came of each, in the order of the items
   * @throws IOException of the first item that failed so, after the others have ended; {@link
   *     ClosedByInterruptException} if the thread is interrupted, which stays so
   */
  public static <T, R> List<R> map(int most, List<T> items, Task<T, R> task) throws IOException {
    Semaphore places = new Semaphore(most);
    List<Future<R>> answers = new ArrayList<>(items.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (T item : items) {
          places.acquire();
          answers.add(threads.submit(() -> doAndLeave(places, item, task)));
        }
      } catch (InterruptedException hurried) {
        threads.shutdownNow();
        throw interrupted(hurried);
      }
    }
    List<R> results = new ArrayList<>(answers.size());
    for (Future<R> answer : answers) {
      try {
        results.add(answer.get());
      } catch (ExecutionException failed) {
        throw reason(failed);
      } catch (InterruptedException hurried) {
        throw interrupted(hurried);
      }
    }
    return results;
  }

  private static <T, R> R doAndLeave(Semaphore places, T item, Task<T, R> task)
      throws IOException, InterruptedException {
    try {
      return task.apply(item);
    } finally {
      places.release();
    }
  }

  private static IOException reason(ExecutionException failed) {
    return switch (failed.getCause()) {
      case IOException reason -> reason;
      case InterruptedException hurried -> interrupted(hurried);
      case RuntimeException defect -> throw defect;
      case null, default -> throw new IllegalStateException(failed);
    };
  }

  private static IOException interrupted(InterruptedException hurried) {
    Thread.currentThread().interrupt();
    return (IOException) new ClosedByInterruptException().initCause(hurried);
  }
}
