package stentor.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClockWatchTest {

  private static final Optional<Instant> NEVER = Optional.empty();

  private Instant wall = Instant.parse("2026-11-20T10:00:00Z");
  private long nanos = 42;
  private final ClockWatch watch =
      new ClockWatch(
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return wall;
            }
          },
          () -> nanos);

  @Test
  void time_that_passes_is_no_jump() {
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofMinutes(5));
      watch.look(NEVER);
    }

    assertThat(watch.problem(NEVER)).isEmpty();
  }

  @Test
  void a_small_correction_is_none_either() {
    wall = wall.plusSeconds(50);
    watch.look(NEVER);

    assertThat(watch.problem(NEVER)).isEmpty();
  }

  @Test
  void an_hour_forward_is_told_for_a_while() {
    pass(Duration.ofSeconds(1));
    wall = wall.plus(Duration.ofHours(1));
    watch.look(NEVER);

    assertThat(watch.problem(NEVER))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.code()).isEqualTo("clock_changed");
              assertThat(problem.what()).contains("forward by 3600 s");
            });
    pass(Duration.ofMinutes(11));
    watch.look(NEVER);
    assertThat(watch.problem(NEVER)).isEmpty();
  }

  @Test
  void an_hour_back_is_told_too() {
    wall = wall.minus(Duration.ofHours(1));
    watch.look(NEVER);

    assertThat(watch.problem(NEVER))
        .hasValueSatisfying(problem -> assertThat(problem.what()).contains("back by 3600 s"));
  }

  @Test
  void a_jump_past_the_expiry_says_that_the_environment_ends_by_it() {
    Optional<Instant> expiresAt = Optional.of(wall.plus(Duration.ofMinutes(30)));
    wall = wall.plus(Duration.ofHours(1));
    watch.look(expiresAt);

    assertThat(watch.problem(expiresAt))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.why()).contains("reached its expiry", "jobs are kept");
              assertThat(problem.fixes()).anyMatch(fix -> fix.contains("stentor up"));
            });
  }

  private void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }
}
