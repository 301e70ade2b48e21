package stentor.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.protocol.job.JobId;
import stentor.supervisor.OpenJobs.Seen;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IdleClockTest {

  private static final Optional<Seen> NOTHING =
      Optional.of(new Seen(0, Optional.empty(), Map.of()));
  private static final Optional<Seen> OPEN = Optional.of(new Seen(1, Optional.empty(), Map.of()));
  private static final OptionalLong LIMIT = OptionalLong.of(600);

  private long nowNanos = 5_000_000_000L;
  private final IdleClock clock = new IdleClock(nowNanos);

  @Test
  void with_no_job_ever_it_is_idle_since_the_start() {
    clock.idle(NOTHING, false, LIMIT, nowNanos);

    assertThat(clock.idle(NOTHING, false, LIMIT, later(90))).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void an_open_job_keeps_it_busy_and_its_end_starts_the_count() {
    assertThat(clock.idle(OPEN, false, LIMIT, later(1000))).isZero();
    assertThat(clock.idle(OPEN, false, LIMIT, later(1000))).isZero();

    assertThat(clock.idle(NOTHING, false, LIMIT, later(1))).isZero();
    assertThat(clock.idle(NOTHING, false, LIMIT, later(30))).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void a_job_that_came_and_went_between_two_looks_counts() {
    clock.idle(NOTHING, false, LIMIT, later(10));
    JobId job = JobId.next(Clock.systemUTC(), new Random(1));

    assertThat(
            clock.idle(
                Optional.of(new Seen(0, Optional.of(job), Map.of())), false, LIMIT, later(10)))
        .isZero();
  }

  @Test
  void who_speaks_into_a_stream_keeps_it_busy_though_that_is_no_job_yet() {
    clock.idle(NOTHING, false, LIMIT, later(1));

    assertThat(clock.idle(NOTHING, true, LIMIT, later(1000))).isZero();
    assertThat(clock.idle(NOTHING, false, LIMIT, later(30))).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void a_store_that_does_not_answer_may_hold_anything() {
    clock.idle(NOTHING, false, LIMIT, later(1));

    assertThat(clock.idle(Optional.empty(), false, LIMIT, later(1000))).isZero();
  }

  @Test
  void whoever_changes_how_long_it_may_be_idle_starts_the_count_anew() {
    clock.idle(NOTHING, false, LIMIT, later(1));
    assertThat(clock.idle(NOTHING, false, LIMIT, later(500))).isEqualTo(Duration.ofSeconds(500));

    assertThat(clock.idle(NOTHING, false, OptionalLong.of(300), later(1))).isZero();
  }

  private long later(int seconds) {
    nowNanos += Duration.ofSeconds(seconds).toNanos();
    return nowNanos;
  }
}
