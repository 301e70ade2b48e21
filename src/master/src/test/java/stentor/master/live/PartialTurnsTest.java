package stentor.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PartialTurnsTest {

  private int workers = 1;
  private long now;
  private final PartialTurns turns = new PartialTurns(() -> workers, () -> now);

  @Test
  void each_worker_has_one_at_hand_and_one_that_waits() {
    workers = 2;

    assertThat(turns.take("a")).isPresent();
    assertThat(turns.take("b")).isPresent();
    assertThat(turns.take("c")).isPresent();
    assertThat(turns.take("d")).isPresent();
    assertThat(turns.take("e")).isEmpty();
  }

  @Test
  void whoever_waits_longest_is_next_whoever_asks_first() {
    turns.take("held all the time");
    PartialTurns.Turn first = turns.take("a").orElseThrow();
    turns.take("b");
    turns.take("c");
    turns.take("a");
    first.close();

    assertThat(turns.take("a")).isEmpty();
    assertThat(turns.take("c")).isEmpty();
    Optional<PartialTurns.Turn> second = turns.take("b");
    assertThat(second).isPresent();
    second.orElseThrow().close();
    assertThat(turns.take("c")).isPresent();
  }

  @Test
  void whoever_asks_no_more_keeps_nobody_waiting() {
    turns.take("held all the time");
    PartialTurns.Turn first = turns.take("a").orElseThrow();
    turns.take("silent now");
    now += Duration.ofMillis(900).toNanos();
    turns.take("c");
    first.close();
    assertThat(turns.take("c")).isEmpty();

    now += Duration.ofMillis(200).toNanos();

    assertThat(turns.take("c")).isPresent();
  }

  @Test
  void whoever_has_finished_keeps_nobody_waiting() {
    turns.take("held all the time");
    PartialTurns.Turn first = turns.take("a").orElseThrow();
    turns.take("finished now");
    turns.take("c");
    first.close();
    assertThat(turns.take("c")).isEmpty();

    turns.leave("finished now");

    assertThat(turns.take("c")).isPresent();
  }

  @Test
  void one_is_asked_for_where_no_worker_is_connected_yet() {
    workers = 0;

    assertThat(turns.take("a")).isPresent();
    assertThat(turns.take("b")).isPresent();
    assertThat(turns.take("c")).isEmpty();
  }
}
