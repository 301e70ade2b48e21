package stentor.app.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javafx.application.Platform;

/**
 * Watches the window's thread: for as long as somebody watches, it hands that thread one small
 * question after the other and looks at what the thread does until it answers.
 *
 * <p>A thread that does not answer for {@link #MOST} at one go is a window that does not move. On a
 * machine with other work a late answer alone says nothing, so that it is a stall only if the
 * thread spent that much <em>processor time</em> before it answered, or was seen waiting that long
 * for something that is not the toolkit's own: a lock, a sleep, a file, the network.
 *
 * <p>The first time of anything is slow, and is not what this is about: a question in which more
 * than {@link #FEW_CLASSES} classes were loaded is not judged, nor is anything within {@link
 * #warmingUp(Runnable)}, which {@link Fx#window} uses for the first layout of what it opens.
 */
public final class StallWatch {

  /** How long the window's thread may be busy or blocked at one go. */
  public static final Duration MOST = Duration.ofMillis(100);

  private static final int FEW_CLASSES = 15;
  private static final long LOOK_NANOS = 5_000_000;

  /** A look that came later than this was itself held up, and proves no more than this. */
  private static final long LONGEST_LOOK_NANOS = 20_000_000;

  private static final int MOST_FRAMES = 24;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Thread window;
  private final List<Stall> stalls = new CopyOnWriteArrayList<>();
  private final Thread watcher;
  private volatile boolean ended;
  private volatile int warmings;

  /**
   * What was seen.
   *
   * @param busy processor time that the window's thread spent before it answered
   * @param blocked how long it was seen waiting for something that is not the toolkit's own
   * @param stacks what it was seen doing, the most frequent first
   */
  public record Stall(Duration busy, Duration blocked, List<String> stacks) {
    @Override
    public String toString() {
      return "the window's thread was busy for %d ms and blocked for %d ms at one go:%n%s"
          .formatted(busy.toMillis(), blocked.toMillis(), String.join("\n", stacks));
    }
  }

  private StallWatch(Thread window) {
    this.window = window;
    watcher = Thread.ofPlatform().name("stall-watch").daemon(true).start(this::watch);
  }

  /**
   * Begins to watch.
   *
   * @param window the window's thread
   */
  public static StallWatch begin(Thread window) {
    return new StallWatch(window);
  }

  /** Ends, and tells what was seen. */
  public List<Stall> end() {
    ended = true;
    LockSupport.unpark(watcher);
    try {
      watcher.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return List.copyOf(stalls);
  }

  /**
   * What the action does for the first time is not judged. Called on any thread but the window's.
   */
  public void warmingUp(Runnable action) {
    warm(1);
    try {
      action.run();
    } finally {
      // Not before the question is answered that was asked meanwhile.
      CompletableFuture<Boolean> settled = new CompletableFuture<>();
      Platform.runLater(() -> Platform.runLater(() -> settled.complete(true)));
      settled.join();
      warm(-1);
    }
  }

  private synchronized void warm(int more) {
    warmings += more;
  }

  private void watch() {
    while (!ended) {
      ask();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** What the window's thread says when it is asked. */
  private record Turn(long processorNanos, boolean warm) {}

  private void ask() {
    CompletableFuture<Turn> answer = new CompletableFuture<>();
    boolean warm = warmings > 0;
    long classesBefore = classes();
    long asked = System.nanoTime();
    long before = threads.getThreadCpuTime(window.threadId());
    Platform.runLater(
        () -> answer.complete(new Turn(threads.getCurrentThreadCpuTime(), warmings > 0)));
    // What the window did before a question that came late was not at one go.
    boolean late = System.nanoTime() - asked > LOOK_NANOS;
    Map<String, Integer> seen = new LinkedHashMap<>();
    long blocked = 0;
    long blockedInARow = 0;
    long lastLook = System.nanoTime();
    while (!answer.isDone()) {
      LockSupport.parkNanos(LOOK_NANOS);
      long now = System.nanoTime();
      long look = Math.min(now - lastLook, LONGEST_LOOK_NANOS);
      lastLook = now;
      ThreadInfo info = threads.getThreadInfo(window.threadId(), Integer.MAX_VALUE);
      if (info == null || answer.isDone()) {
        break;
      }
      blockedInARow = isBlocked(info) ? blockedInARow + look : 0;
      blocked = Math.max(blocked, blockedInARow);
      seen.merge(stack(info), 1, Integer::sum);
    }
    if (!answer.isDone()) {
      return;
    }
    warm |= answer.join().warm();
    long busy = late ? 0 : answer.join().processorNanos() - before;
    boolean first = classes() - classesBefore > FEW_CLASSES;
    boolean stalled = blocked > MOST.toNanos() || busy > MOST.toNanos();
    if (stalled && !first && !warm) {
      stalls.add(new Stall(Duration.ofNanos(busy), Duration.ofNanos(blocked), frequent(seen)));
    }
  }

  private static long classes() {
    return ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
  }

  private static List<String> frequent(Map<String, Integer> seen) {
    List<Map.Entry<String, Integer>> all = new ArrayList<>(seen.entrySet());
    all.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
    return all.stream()
        .limit(3)
        .map(entry -> "seen %d times:%n%s".formatted(entry.getValue(), entry.getKey()))
        .toList();
  }

  private static String stack(ThreadInfo info) {
    return Arrays.stream(info.getStackTrace())
        .limit(MOST_FRAMES)
        .map(frame -> "    at " + frame)
        .collect(Collectors.joining("\n"));
  }

  /** Whether it waits, and not for the toolkit. */
  private static boolean isBlocked(ThreadInfo info) {
    StackTraceElement[] stack = info.getStackTrace();
    if (stack.length == 0) {
      return false;
    }
    boolean waits =
        switch (info.getThreadState()) {
          case BLOCKED, WAITING, TIMED_WAITING -> true;
          case RUNNABLE -> stack[0].isNativeMethod() && isInput(stack[0].getClassName());
          case NEW, TERMINATED -> false;
        };
    return waits && !isToolkits(stack);
  }

  private static boolean isInput(String name) {
    return name.startsWith("sun.nio.")
        || name.startsWith("java.net.")
        || name.startsWith("java.io.");
  }

  /** Who waits is the first that is not of the JDK. */
  private static boolean isToolkits(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String name = frame.getClassName();
      if (!name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun.")) {
        return name.startsWith("com.sun.") || name.startsWith("javafx.");
      }
    }
    return true;
  }
}
