package stentor.app.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.app.testing.ManualLater;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CoalescerTest {

  private static final Duration PACE = Duration.ofMillis(250);

  private final ManualLater later = new ManualLater();
  private final List<Integer> told = new ArrayList<>();
  private final Coalescer<Integer> coalescer =
      new Coalescer<>(Runnable::run, later, PACE, told::add);

  @Test
  void the_first_is_told_at_once_and_of_a_storm_only_the_last() {
    for (int value = 1; value <= 500; value++) {
      coalescer.accept(value);
    }
    later.pass(PACE);

    assertThat(told).containsExactly(1, 500);
  }

  @Test
  void after_a_rest_the_next_is_told_at_once_again() {
    coalescer.accept(1);
    later.pass(PACE);
    coalescer.accept(2);

    assertThat(told).containsExactly(1, 2);
    later.pass(PACE);
    assertThat(later.planned()).as("nothing is planned while nothing comes").isZero();
  }
}
