package stentor.app.testing;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import stentor.app.look.Theme;

/**
 * JavaFX on its headless platform, started once for all tests of a JVM:
 * {@code @ExtendWith(Fx.class)}.
 *
 * <p>From the first frame of the first {@link #window} on, a {@link StallWatch} fails a test in
 * which the window's thread does not answer for 100 ms at one go. What comes before is warm-up:
 * views are loaded and laid out there for the first time.
 *
 * <p>At the end of each test all windows that it left open are closed, and what was given to {@link
 * #atEnd} is ended.
 */
public final class Fx implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {

  private static final long PATIENCE_SECONDS = 60;
  private static final int FRAMES_OF_WARM_UP = 2;

  /** The watch of the test that runs; none before its first window. */
  private static final Queue<StallWatch> WATCH = new ConcurrentLinkedQueue<>();

  private static final Queue<Runnable> AT_END = new ConcurrentLinkedQueue<>();

  private static final AtomicLong TEST = new AtomicLong();

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(Fx.class, first -> start());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    TEST.incrementAndGet();
    // Of a test without this extension.
    var _ = Optional.ofNullable(WATCH.poll()).map(StallWatch::end);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TEST.incrementAndGet();
    List<StallWatch.Stall> stalls =
        Optional.ofNullable(WATCH.poll()).map(StallWatch::end).orElse(List.of());
    run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    while (!AT_END.isEmpty()) {
      AT_END.remove().run();
    }
    if (!stalls.isEmpty()) {
      throw new AssertionError("The window stood still: " + stalls);
    }
  }

  /** Has it run at the end of the test that runs or is about to, when its windows are closed. */
  static void atEnd(Runnable action) {
    AT_END.add(action);
  }

  /** Starts JavaFX, unless it runs. */
  public static boolean start() {
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    try {
      Platform.startup(() -> ready.complete(true));
    } catch (IllegalStateException running) {
      ready.complete(true);
    }
    Platform.setImplicitExit(false);
    return ready.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /**
   * Has it run on the window's thread, where it may take its time: what is done for the first time
   * in this JVM loads classes and style sheets. Waits for its end and the next frame.
   */
  public static void warmingUp(Runnable action) {
    Optional.ofNullable(WATCH.peek())
        .ifPresentOrElse(watch -> watch.warmingUp(() -> run(action)), () -> run(action));
  }

  /** What the call returns, made on the window's thread. */
  public static <T> T on(Callable<T> call) {
    if (Platform.isFxApplicationThread()) {
      throw new IllegalStateException("This is the window's thread already");
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            result.complete(call.call());
          } catch (Throwable thrown) {
            result.completeExceptionally(thrown);
          }
        });
    try {
      return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException thrown) {
      throw new AssertionError(thrown.getCause());
    } catch (InterruptedException | TimeoutException late) {
      throw new AssertionError("The window's thread did not answer", late);
    }
  }

  /** Has it run on the window's thread, and waits for its end. */
  public static void run(Runnable action) {
    boolean _ =
        on(
            () -> {
              action.run();
              return true;
            });
  }

  private static void watch(long test) {
    if (test == TEST.get() && WATCH.isEmpty()) {
      WATCH.add(StallWatch.begin(Thread.currentThread()));
    }
  }

  /** A window of this size that shows it, in the app's look. Called on the window's thread. */
  public static Stage window(Parent root, double width, double height) {
    Stage stage = new Stage();
    Scene scene = new Scene(root, width, height);
    new Theme().dress(scene);
    stage.setScene(scene);
    stage.show();
    long test = TEST.get();
    // After the first frame of the first window of this test.
    Platform.runLater(
        () ->
            new AnimationTimer() {
              private int frames;

              @Override
              public void handle(long now) {
                frames++;
                if (frames > FRAMES_OF_WARM_UP) {
                  stop();
                  watch(test);
                }
              }
            }.start());
    return stage;
  }
}
