package stentor.app.async;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.speech.problem.Problem;
import stentor.speech.problem.ProblemException;

/**
 * Runs work beside the window and tells on the window's thread what came of it. Loses no exception:
 * an expected one is told as its problem, any other as an {@link UnexpectedProblem} and in the log.
 * Progress is told at most every {@link #TELL_EVERY}. Safe for all threads but for {@link
 * #visible()}, which is the window's.
 */
public final class TaskRunner {

  /** Progress that comes faster than this is told together. */
  public static final Duration TELL_EVERY = Duration.ofMillis(250);

  private static final int MOST_REMEMBERED = 100;
  private static final int LONGEST_LOG = 2_000;
  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

  private final Executor threads;
  private final UiThread ui;
  private final Clock clock;
  private final Later later;
  private final ObservableList<RunningTask> visible = FXCollections.observableArrayList();
  // Kept: a wrapper that nobody keeps is forgotten with those who listen to it.
  private final ObservableList<RunningTask> readable =
      FXCollections.unmodifiableObservableList(visible);
  private final List<RunningTask> running = new ArrayList<>();

  /**
   * Makes one.
   *
   * @param threads runs the work, each on a thread that may block and be interrupted; work that it
   *     does not take any more is cancelled
   * @param ui where the ends are told
   * @param later when progress is told
   */
  public TaskRunner(Executor threads, UiThread ui, Clock clock, Later later) {
    this.threads = threads;
    this.ui = ui;
    this.clock = clock;
    this.later = later;
  }

  /** Tasks that a person wants to see, the newest first; of many that ended the oldest are gone. */
  public ObservableList<RunningTask> visible() {
    return readable;
  }

  /** Starts work that a person waits for or wants to follow: it is among {@link #visible()}. */
  public <T> RunningTask start(String title, Work<T> work, Ending<? super T> ending) {
    return start(title, true, work, ending);
  }

  /** Starts work that is over before anybody would look for it, or that nobody asked for. */
  public <T> RunningTask quietly(String title, Work<T> work, Ending<? super T> ending) {
    return start(title, false, work, ending);
  }

  private <T> RunningTask start(
      String title, boolean shown, Work<T> work, Ending<? super T> ending) {
    RunningTask task = new RunningTask(title, clock.instant());
    synchronized (running) {
      running.add(task);
    }
    if (shown) {
      ui.run(() -> show(task));
    }
    try {
      threads.execute(() -> run(task, work, ending));
    } catch (RejectedExecutionException closing) {
      LOG.info("The task \"{}\" came too late: the app is closing", task.title(), closing);
      ended(task);
      ui.run(() -> cancelled(task, ending));
    }
    return task;
  }

  private void ended(RunningTask task) {
    synchronized (running) {
      running.remove(task);
      running.notifyAll();
    }
  }

  private void show(RunningTask task) {
    visible.add(0, task);
    for (int index = visible.size() - 1; index > 0 && visible.size() > MOST_REMEMBERED; index--) {
      if (!visible.get(index).state().isRunning()) {
        visible.remove(index);
      }
    }
  }

  private <T> void run(RunningTask task, Work<T> work, Ending<? super T> ending) {
    Thread here = Thread.currentThread();
    ToldReport report = new ToldReport(task);
    Runnable end;
    try {
      task.interruptedBy(here::interrupt);
      T result = work.run(report);
      end = () -> succeed(task, result, ending);
    } catch (InterruptedException interrupted) {
      end = () -> cancelled(task, ending);
    } catch (ProblemException expected) {
      end = () -> fail(task, expected.problem(), ending);
    } catch (RuntimeException | Error unexpected) {
      LOG.error("The task \"{}\" met a defect", task.title(), unexpected);
      end = () -> fail(task, UnexpectedProblem.of(unexpected), ending);
    } finally {
      task.interruptedBy(() -> {});
      // The thread may serve again: the interrupt was for this work.
      boolean _ = Thread.interrupted();
      ended(task);
    }
    Runnable last = end;
    report.flush();
    ui.run(last);
  }

  private <T> void succeed(RunningTask task, T result, Ending<? super T> ending) {
    task.become(new TaskState.Succeeded(clock.instant()));
    ending.succeeded(result);
  }

  private void fail(RunningTask task, Problem problem, Ending<?> ending) {
    task.become(new TaskState.Failed(clock.instant(), problem));
    ending.failed(problem);
  }

  private void cancelled(RunningTask task, Ending<?> ending) {
    task.become(new TaskState.Cancelled(clock.instant()));
    ending.cancelled();
  }

  /** Cancels all that runs. */
  public void cancelAll() {
    List<RunningTask> all;
    synchronized (running) {
      all = List.copyOf(running);
    }
    all.forEach(RunningTask::cancel);
  }

  /**
   * Waits until nothing runs, on any thread but the window's.
   *
   * @return whether nothing does; false where it took longer than {@code most}
   */
  public boolean awaitEnd(Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    synchronized (running) {
      for (long left = most.toNanos(); !running.isEmpty(); left = deadline - System.nanoTime()) {
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(running, left);
      }
      return true;
    }
  }

  /** Tells progress and log, together what came within {@link #TELL_EVERY}. */
  private final class ToldReport implements TaskReport {
    private final RunningTask task;
    private final List<String> lines = new ArrayList<>();
    private TaskState.Running progress = new TaskState.Running(0, 0);
    private boolean pending;

    ToldReport(RunningTask task) {
      this.task = task;
    }

    @Override
    public synchronized void progress(double done, double total) {
      progress = new TaskState.Running(done, total);
      tellSoon();
    }

    @Override
    public synchronized void note(String line) {
      lines.add(line);
      tellSoon();
    }

    @Override
    public void cancelledBy(Runnable how) {
      task.interruptedBy(how);
    }

    private void tellSoon() {
      if (!pending) {
        pending = true;
        later.run(TELL_EVERY, this::flush);
      }
    }

    synchronized void flush() {
      if (!pending) {
        return;
      }
      pending = false;
      List<String> told = List.copyOf(lines);
      lines.clear();
      TaskState.Running state = progress;
      ui.run(
          () -> {
            if (task.state().isRunning()) {
              task.become(state);
            }
            told.forEach(line -> task.add(line, LONGEST_LOG));
          });
    }
  }
}
