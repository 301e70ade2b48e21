package stentor.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Without the extension {@link Fx}, which would fail these tests for what they do on purpose. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StallWatchTest {

  private static final long LONG_NANOS = Duration.ofMillis(600).toNanos();

  @BeforeAll
  static void startJavaFx() {
    assertThat(Fx.start()).isTrue();
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void compute(long nanos) {
    long end = cpu() + nanos;
    long sum = 0;
    while (cpu() < end) {
      sum += System.nanoTime();
    }
    assertThat(sum).isNotZero();
  }

  private static void block(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Test
  void a_window_thread_that_computes_is_a_stall_and_its_stack_is_told() {
    StallWatch watch = StallWatch.begin(Fx.on(Thread::currentThread));
    Fx.run(() -> compute(LONG_NANOS));

    assertThat(watch.end())
        .singleElement()
        .satisfies(
            stall -> {
              assertThat(stall.busy()).isGreaterThan(StallWatch.MOST);
              assertThat(stall.toString()).contains("StallWatchTest.compute");
            });
  }

  @Test
  void a_window_thread_that_waits_is_a_stall() {
    StallWatch watch = StallWatch.begin(Fx.on(Thread::currentThread));
    Fx.run(() -> block(3 * LONG_NANOS));

    assertThat(watch.end())
        .singleElement()
        .satisfies(stall -> assertThat(stall.blocked()).isGreaterThan(StallWatch.MOST));
  }

  @Test
  void many_short_turns_of_work_and_an_idle_window_are_none() {
    StallWatch watch = StallWatch.begin(Fx.on(Thread::currentThread));
    for (int turn = 0; turn < 30; turn++) {
      Fx.run(() -> compute(Duration.ofMillis(10).toNanos()));
    }
    List<Stage> stage = new ArrayList<>();
    watch.warmingUp(
        () -> {
          boolean _ =
              stage.add(Fx.on(() -> Fx.window(new StackPane(new Label("still")), 400, 300)));
        });
    block(LONG_NANOS);
    Fx.run(stage.getFirst()::close);

    assertThat(watch.end()).isEmpty();
  }

  @Test
  void what_is_done_for_the_first_time_is_not_judged_where_the_test_says_so() {
    StallWatch watch = StallWatch.begin(Fx.on(Thread::currentThread));
    watch.warmingUp(() -> Fx.run(() -> compute(LONG_NANOS)));

    assertThat(watch.end()).isEmpty();
  }
}
