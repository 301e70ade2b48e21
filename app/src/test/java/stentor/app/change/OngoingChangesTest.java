package stentor.app.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.app.async.TaskRunner;
import stentor.app.testing.ManualLater;
import stentor.app.testing.ModelsDouble;
import stentor.app.testing.PlatformDouble;
import stentor.app.text.Messages;
import stentor.control.Environments;
import stentor.control.UpRequest;
import stentor.control.event.Timeline;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentName;

/** Changes that this window is about. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OngoingChangesTest {

  private static final EnvironmentName NAME = new EnvironmentName("asr-lab");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final PlatformDouble platform = new PlatformDouble();
  private final Clock clock = Clock.fixed(Instant.parse("2026-11-28T11:51:00Z"), ZoneOffset.UTC);
  private final List<String> told = new ArrayList<>();

  private OngoingChanges changes(Executor threads) {
    ManualLater later = new ManualLater();
    TaskRunner tasks = new TaskRunner(threads, Runnable::run, clock, later);
    return new OngoingChanges(
        new Environments(platform, new ModelsDouble(), clock),
        tasks,
        Runnable::run,
        later,
        clock,
        new Messages(),
        () -> told.add("changed"));
  }

  @Test
  void what_came_of_the_last_change_is_kept_until_the_next_one() {
    OngoingChanges changes = changes(Runnable::run);

    OngoingRun run = changes.up(UpRequest.of(NAME), true);

    assertThat(changes.of(NAME)).contains(run);
    assertThat(run.phase()).isInstanceOf(Phase.CameUp.class);
    assertThat(changes.isChanging(NAME)).isFalse();
    assertThat(run.log()).extracting(LogLine::text).containsExactly("Done in 0.0 s");
    assertThat(run.operations()).hasSize(1);
    assertThat(run.operations().getFirst().rows())
        .extracting(Timeline.Row::title)
        .containsExactly("Start the environment");
    assertThat(told).isNotEmpty();
    changes.down(NAME);
    assertThat(changes.of(NAME).orElseThrow().phase()).isInstanceOf(Phase.TornDown.class);
  }

  @Test
  void what_failed_can_be_tried_again_with_the_same_request() {
    platform.rising =
        events -> {
          throw new ControlException(new EnvironmentProblem.NotRunning(NAME));
        };
    OngoingChanges changes = changes(Runnable::run);
    OngoingRun failed = changes.up(UpRequest.of(NAME), true);
    assertThat(failed.phase()).isInstanceOf(Phase.Failed.class);

    platform.rising = events -> {};
    changes.again(NAME);

    assertThat(changes.of(NAME).orElseThrow().phase()).isInstanceOf(Phase.CameUp.class);
    assertThat(platform.asked).hasSize(2);
    assertThat(platform.asked.get(1)).isEqualTo(platform.asked.get(0));
  }

  @Test
  void cancelled_after_it_was_started_a_new_environment_is_removed() {
    CountDownLatch begun = new CountDownLatch(1);
    platform.rising =
        events -> {
          platform.up("asr-lab");
          begun.countDown();
          new CountDownLatch(1).await();
        };
    OngoingChanges changes = changes(work -> Thread.ofVirtual().start(work));
    var _ = changes.up(UpRequest.of(NAME), true);
    await().atMost(PATIENCE).until(() -> begun.getCount() == 0);

    changes.cancel(NAME);

    await().atMost(PATIENCE).until(() -> platform.takenDown.contains(NAME));
  }

  @Test
  void taken_down_while_it_comes_up_it_tells_when_it_is_gone() {
    CountDownLatch begun = new CountDownLatch(1);
    platform.rising =
        events -> {
          platform.up("asr-lab");
          begun.countDown();
          new CountDownLatch(1).await();
        };
    OngoingChanges changes = changes(work -> Thread.ofVirtual().start(work));
    var _ = changes.up(UpRequest.of(NAME), true);
    await().atMost(PATIENCE).until(() -> begun.getCount() == 0);
    List<Phase> ended = new CopyOnWriteArrayList<>();

    changes.down(NAME, ended::add);

    await().atMost(PATIENCE).until(() -> !ended.isEmpty());
    assertThat(ended).singleElement().isInstanceOf(Phase.TornDown.class);
    assertThat(platform.takenDown).containsExactly(NAME);
  }

  @Test
  void cancelled_an_environment_that_was_there_before_stays() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    platform.up("asr-lab");
    platform.rising =
        events -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } finally {
            interrupted.countDown();
          }
        };
    OngoingChanges changes = changes(work -> Thread.ofVirtual().start(work));
    OngoingRun run = changes.up(UpRequest.of(NAME), false);
    await().atMost(PATIENCE).until(() -> begun.getCount() == 0);

    changes.cancel(NAME);

    await().atMost(PATIENCE).until(() -> run.phase() instanceof Phase.Cancelled);
    assertThat(((Phase.Cancelled) run.phase()).stays()).contains(true);
    assertThat(interrupted.getCount()).isZero();
    assertThat(platform.takenDown).isEmpty();
  }

  @Test
  void an_environment_has_one_change_at_a_time() {
    CountDownLatch go = new CountDownLatch(1);
    platform.rising = events -> go.await();
    OngoingChanges changes = changes(work -> Thread.ofVirtual().start(work));
    OngoingRun first = changes.up(UpRequest.of(NAME), true);

    assertThat(changes.up(UpRequest.of(NAME), true)).isSameAs(first);
    changes.watch(NAME);
    assertThat(changes.of(NAME)).contains(first);

    go.countDown();
    await().atMost(PATIENCE).until(() -> !first.phase().isRunning());
    assertThat(platform.asked).hasSize(1);
  }
}
