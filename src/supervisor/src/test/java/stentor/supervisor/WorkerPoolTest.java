package stentor.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import stentor.jobs.queue.WorkQueue.Depth;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.job.Failure;

/** Pools of real processes, which are shells that play workers. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its workers are shell scripts")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WorkerPoolTest {

  private static final String READY = "echo '{\"event\":\"ready\"}'; cat > /dev/null";
  private static final String FAILED =
      "echo '{\"event\":\"failed\",\"failure\":{\"code\":\"model_unusable\",\"message\":\"It is"
          + " damaged.\"}}'; exit 1";

  @TempDir Path folder;
  private final List<ChildProcess> started = new ArrayList<>();
  private long nowNanos = System.nanoTime();

  @AfterEach
  void end() throws InterruptedException {
    for (ChildProcess child : started) {
      child.drain();
      child.awaitEnd(Duration.ofSeconds(5));
    }
  }

  @Test
  void it_starts_the_fewest_and_says_when_they_are_ready() throws InterruptedException {
    WorkerPool pool = pool(2, 3, READY);

    pool.tick(nowNanos);

    await().atMost(Duration.ofSeconds(30)).until(() -> pool.ready() == 2);
    assertThat(pool.children()).hasSize(2);
    assertThat(pool.unavailable()).isEmpty();
  }

  @Test
  void more_come_at_once_when_more_waits_and_go_only_after_a_quiet_while()
      throws InterruptedException {
    WorkerPool pool = pool(1, 3, READY);
    pool.tick(nowNanos);

    pool.measured(new Depth(7, 1, 0), nowNanos);
    pool.tick(nowNanos);
    assertThat(pool.wanted()).isEqualTo(3);
    assertThat(pool.children()).hasSize(3);

    pool.measured(new Depth(0, 0, 0), after(Duration.ofSeconds(20)));
    pool.tick(nowNanos);
    assertThat(pool.wanted()).isEqualTo(3);

    pool.measured(new Depth(0, 0, 0), after(Duration.ofSeconds(11)));
    pool.tick(nowNanos);
    assertThat(pool.wanted()).isEqualTo(1);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              pool.tick(nowNanos);
              return pool.children().size() == 1;
            });
  }

  @Test
  void a_number_is_used_again_once_its_worker_has_gone() throws InterruptedException {
    WorkerPool pool = pool(0, 2, READY);
    pool.measured(new Depth(2, 0, 0), nowNanos);
    pool.tick(nowNanos);
    await().atMost(Duration.ofSeconds(30)).until(() -> pool.ready() == 2);
    pool.measured(new Depth(0, 0, 0), after(Duration.ofSeconds(31)));
    pool.tick(nowNanos);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              pool.tick(nowNanos);
              return pool.children().isEmpty();
            });
    assertThat(pool.empty()).isTrue();

    pool.measured(new Depth(1, 0, 0), nowNanos);
    pool.tick(nowNanos);

    assertThat(pool.children()).extracting(ChildProcess::name).containsExactly("worker-m-1");
  }

  @Test
  void streams_in_which_somebody_speaks_want_a_worker_for_every_two_beside_what_waits() {
    WorkerPool pool = pool(0, 4, READY);
    pool.talking(1);
    pool.measured(new Depth(0, 0, 0), nowNanos);
    assertThat(pool.wanted()).isEqualTo(1);
    pool.measured(new Depth(0, 0, 0), after(Duration.ofMinutes(10)));
    assertThat(pool.wanted()).isEqualTo(1);

    pool.talking(3);
    pool.measured(new Depth(1, 0, 0), nowNanos);
    assertThat(pool.wanted()).isEqualTo(3);
    pool.talking(2000);
    pool.measured(new Depth(0, 0, 0), nowNanos);
    assertThat(pool.wanted()).isEqualTo(4);

    pool.talking(0);
    pool.measured(new Depth(0, 0, 0), after(Duration.ofSeconds(31)));
    assertThat(pool.wanted()).isZero();
  }

  @Test
  void questions_that_no_queue_tells_of_want_workers_as_parts_do() {
    WorkerPool pool = pool(0, 4, READY);
    pool.asked(2);
    pool.measured(new Depth(0, 0, 0), nowNanos);
    assertThat(pool.wanted()).isEqualTo(2);
    pool.measured(new Depth(1, 0, 0), after(Duration.ofMinutes(1)));
    assertThat(pool.wanted()).isEqualTo(3);

    pool.asked(0);
    pool.measured(new Depth(0, 0, 0), after(Duration.ofSeconds(31)));
    assertThat(pool.wanted()).isZero();
  }

  @Test
  void work_in_flight_keeps_its_worker_wanted() {
    WorkerPool pool = pool(0, 2, READY);
    pool.measured(new Depth(0, 1, 0), nowNanos);
    pool.measured(new Depth(0, 1, 0), after(Duration.ofMinutes(10)));

    assertThat(pool.wanted()).isEqualTo(1);
  }

  @Test
  void a_changed_range_is_adopted_and_a_model_that_is_not_wanted_any_more_goes()
      throws InterruptedException {
    WorkerPool pool = pool(1, 1, READY);
    pool.tick(nowNanos);
    assertThat(pool.serves(new WantedModel("m", "1", 3, 4))).isTrue();
    assertThat(pool.serves(new WantedModel("m", "2", 1, 1))).isFalse();

    pool.adopt(new WantedModel("m", "1", 3, 4));
    pool.tick(nowNanos);
    assertThat(pool.children()).hasSize(3);

    pool.retire();
    pool.measured(new Depth(5, 0, 0), nowNanos);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              pool.tick(nowNanos);
              return pool.gone();
            });
    assertThat(pool.children()).isEmpty();
  }

  @Test
  void one_that_dies_is_started_again() throws InterruptedException {
    WorkerPool pool = pool(1, 1, READY);
    pool.tick(nowNanos);
    await().atMost(Duration.ofSeconds(30)).until(() -> pool.ready() == 1);
    long first = pool.children().getFirst().pid();
    ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              pool.tick(after(Duration.ofMillis(100)));
              return pool.ready() == 1 && pool.children().getFirst().pid() != first;
            });
    assertThat(pool.unavailable()).isEmpty();
  }

  @Test
  void one_that_keeps_dying_is_told_with_its_own_reason() throws InterruptedException {
    WorkerPool pool = pool(1, 1, FAILED);

    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              pool.tick(after(Duration.ofSeconds(1)));
              return pool.unavailable().isPresent();
            });

    assertThat(pool.unavailable().map(Failure::code)).isEqualTo(Optional.of("model_unusable"));
    assertThat(started).hasSizeGreaterThanOrEqualTo(3);
  }

  private WorkerPool pool(int min, int max, String script) {
    return new WorkerPool(
        new WantedModel("m", "1", min, max),
        number ->
            new Role(
                "worker-m-" + number,
                () -> start("worker-m-" + number, script),
                (child, port) -> {
                  throw new AssertionError("These announce no port");
                }),
        nowNanos);
  }

  private ChildProcess start(String name, String script) throws IOException {
    ChildProcess child =
        ChildProcess.start(name, List.of("sh", "-c", script), folder.resolve("errors.log"));
    started.add(child);
    return child;
  }

  private long after(Duration time) {
    nowNanos += time.toNanos();
    return nowNanos;
  }
}
