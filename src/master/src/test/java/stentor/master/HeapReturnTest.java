package stentor.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HeapReturnTest {

  private long collections;
  private int returned;

  @Test
  void what_was_taken_is_given_back_once_when_it_is_quiet_again() {
    looking(4, 4, 4, 4);

    assertThat(returned).isEqualTo(1);
  }

  @Test
  void nothing_is_collected_while_there_is_work() {
    looking(1, 2, 5, 9);

    assertThat(returned).isZero();
  }

  @Test
  void a_process_that_did_nothing_is_left_alone() {
    looking(0, 0, 0);

    assertThat(returned).isZero();
  }

  @Test
  void after_more_work_it_is_given_back_again() {
    looking(4, 4, 8, 8, 8);

    assertThat(returned).isEqualTo(2);
  }

  /** Looks as often as there are numbers, each that of the young collections until then. */
  private void looking(Integer... young) {
    Deque<Integer> looks = new ArrayDeque<>(List.of(young));
    HeapReturn heap =
        new HeapReturn(
            () -> collections + returned,
            () -> returned++,
            _ -> {
              if (looks.isEmpty()) {
                throw new InterruptedException("enough");
              }
              collections = looks.remove();
            });
    assertThatThrownBy(heap::run).isInstanceOf(InterruptedException.class);
  }
}
