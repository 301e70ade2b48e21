package stentor.aws.call;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks several things at the same time. */
public final class AtOnce {

  private AtOnce() {}

  /**
   * One of them.
   *
   * @param <T> what is asked for
   */
  @FunctionalInterface
  public interface Task<T> {
    /** Asks. */
    T ask() throws IOException, InterruptedException;
  }

  /**
   * Does all tasks, each on a thread of its own.
   *
   * @return their answers, in the order of the tasks
   * @throws IOException what the first task threw that threw something, after all have ended
   */
  public static <T> List<T> all(List<? extends Task<T>> tasks)
      throws IOException, InterruptedException {
    List<Callable<T>> calls = new ArrayList<>();
    tasks.forEach(task -> calls.add(task::ask));
    List<T> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case IOException problem -> throw problem;
        case InterruptedException interrupted -> throw interrupted;
        case RuntimeException problem -> throw problem;
        case Error defect -> throw defect;
        case null, default -> throw new IllegalStateException(failed);
      }
    }
    return answers;
  }
}
