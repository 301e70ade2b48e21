package stentor.app.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import stentor.app.async.TaskRunner;
import stentor.app.testing.CloudScene;
import stentor.app.testing.ManualClock;
import stentor.app.testing.ManualLater;
import stentor.app.testing.ModelsDouble;
import stentor.app.testing.PlatformDouble;
import stentor.control.Environments;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument.EnvironmentState;

/** Environments on a cloud beside those of this computer. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class CloudWatchTest {

  private static final Duration PACE = Duration.ofSeconds(1);
  private static final EnvironmentName FAR = new EnvironmentName("far");
  private static final EnvironmentName NEAR = new EnvironmentName("near");
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  private final PlatformDouble platform = new PlatformDouble();
  private final ManualClock clock = new ManualClock(NOON);
  private final ManualLater later = new ManualLater();
  private final Deque<Runnable> held = new ArrayDeque<>();
  private final List<List<Seen>> told = new ArrayList<>();
  private boolean holding;
  private int depth;

  /** Looks that begin within another one are those at a cloud: they are held where that is told. */
  private final EnvironmentWatch watch =
      new EnvironmentWatch(
          new Environments(platform, new ModelsDouble(), clock),
          new TaskRunner(this::execute, Runnable::run, clock, later),
          Runnable::run,
          later,
          clock,
          PACE);

  private void execute(Runnable task) {
    if (holding && depth > 0) {
      held.add(task);
      return;
    }
    depth++;
    task.run();
    depth--;
  }

  private void stands(String on) {
    platform.put(
        CloudScene.status("far", on, EnvironmentState.UP, NOON),
        CloudScene.wanted("far", on, NOON));
  }

  private Seen far() {
    return told.getLast().stream().filter(one -> one.name().equals(FAR)).findFirst().orElseThrow();
  }

  private void pass(int seconds) {
    for (int second = 0; second < seconds; second++) {
      clock.pass(PACE);
      later.pass(PACE);
    }
  }

  @Test
  void a_cloud_that_does_not_answer_holds_up_no_other_and_is_told_as_lost() {
    stands("aws");
    platform.up("near");
    holding = true;
    watch.follow(told::add);
    pass(2);

    assertThat(far().isFresh()).isFalse();
    assertThat(far().place()).isEqualTo(Place.AWS);
    assertThat(told.getLast())
        .filteredOn(one -> one.name().equals(NEAR))
        .singleElement()
        .extracting(Seen::isFresh)
        .isEqualTo(true);
    assertThat(held).hasSize(1);

    held.remove().run();
    pass(1);
    assertThat(far().isFresh()).isTrue();
    assertThat(far().stands()).isTrue();
    assertThat(far().serves()).isFalse();
  }

  @Test
  void what_was_seen_of_it_stays_between_two_looks_which_come_less_often() {
    stands("aws");
    platform.up("near");
    watch.follow(told::add);
    pass(30);

    assertThat(far().stands()).isTrue();
    assertThat(platform.looks.get(NEAR)).isGreaterThanOrEqualTo(30);
    assertThat(platform.looks.get(FAR)).isBetween(3, 5);
  }

  @Test
  void one_that_answered_before_is_lost_when_it_answers_no_more() {
    stands("aws");
    watch.follow(told::add);
    pass(1);
    assertThat(far().isFresh()).isTrue();

    holding = true;
    pass(50);
    assertThat(far().isFresh()).isFalse();
    assertThat(far().stands()).isTrue();
    assertThat(far().lost().orElseThrow().code()).isEqualTo("not_answered_yet");

    holding = false;
    held.remove().run();
    pass(1);
    assertThat(far().isFresh()).isTrue();
  }

  @Test
  void why_it_cannot_be_seen_is_told() {
    stands("aws");
    watch.follow(told::add);
    platform.lose(FAR, new EnvironmentProblem.NotRunning(FAR));
    pass(12);

    assertThat(far().lost().orElseThrow().code()).isEqualTo("not_running");
    assertThat(far().stands()).isTrue();
  }

  @Test
  void time_passes_by_the_clock_of_where_it_is() {
    Instant there = Instant.parse("2031-01-01T00:00:00Z");
    platform.clocks.put("rehearsal", new ManualClock(there));
    stands("rehearsal");
    watch.follow(told::add);
    pass(1);

    assertThat(far().place()).isEqualTo(Place.REHEARSAL);
    assertThat(far().now(clock.instant())).isEqualTo(there);
  }
}
