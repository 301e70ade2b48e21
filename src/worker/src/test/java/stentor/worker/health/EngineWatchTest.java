package stentor.worker.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EngineWatchTest {

  private long nanos = 3;
  private int wedged;
  private final EngineWatch watch = new EngineWatch(() -> nanos, () -> wedged++);

  @Test
  void an_engine_is_in_doubt_until_it_has_recognised_something() {
    assertThat(watch.doubt()).hasValueSatisfying(why -> assertThat(why).contains("known clip"));

    recogniseWell();

    assertThat(watch.doubt()).isEmpty();
  }

  @Test
  void an_engine_that_does_not_come_back_is_doubted_and_later_wedged() {
    recogniseWell();
    EngineWatch.Recognition never = watch.begin(5);
    Duration longest = EngineWatch.longest(5);
    assertThat(longest).isEqualTo(Duration.ofSeconds(80));

    look(40);
    assertThat(watch.doubt()).isEmpty();
    look(1);
    assertThat(watch.doubt()).contains("The engine has not come back for 41 s.");
    look(39);
    assertThat(wedged).isZero();
    look(1);
    assertThat(wedged).isEqualTo(1);

    never.close();
    assertThat(watch.doubt()).isEmpty();
  }

  @Test
  void the_longest_part_is_given_no_more_than_three_minutes() {
    assertThat(EngineWatch.longest(30)).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void a_computer_that_slept_while_it_recognised_has_not_used_up_its_time() {
    recogniseWell();
    try (EngineWatch.Recognition _ = watch.begin(5)) {
      nanos += Duration.ofHours(8).toNanos();
      look(1);

      assertThat(wedged).isZero();
      assertThat(watch.doubt()).isEmpty();
    }
  }

  @Test
  void whoever_recognises_nothing_for_minutes_is_stuck_elsewhere() {
    recogniseWell();
    nanos += Duration.ofMinutes(4).toNanos();

    assertThat(watch.doubt()).contains("Nothing was recognised for 240 s.");
  }

  @Test
  void an_engine_that_breaks_has_recognised_nothing() {
    try (EngineWatch.Recognition _ = watch.begin(1)) {
      look(1);
    }

    assertThat(watch.doubt()).isPresent();
    assertThat(watch.sinceGood()).isGreaterThan(Duration.ofDays(1));
  }

  private void recogniseWell() {
    try (EngineWatch.Recognition recognition = watch.begin(1)) {
      recognition.succeeded();
    }
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      watch.look();
    }
  }
}
