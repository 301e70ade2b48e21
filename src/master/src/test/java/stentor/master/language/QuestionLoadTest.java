package stentor.master.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QuestionLoadTest {

  private long nanos;
  private final QuestionLoad load = new QuestionLoad(() -> nanos);

  @Test
  void the_most_at_once_is_remembered_for_a_while_after_it_was_answered() {
    load.asked("en");
    load.asked("en");
    load.answered("en");
    load.answered("en");
    load.asked("es");
    load.answered("es");
    assertThat(load.lately()).isEqualTo(Map.of("en", 2, "es", 1));

    nanos += Duration.ofSeconds(11).toNanos();
    assertThat(load.lately()).isEqualTo(Map.of("en", 2, "es", 1));

    nanos += Duration.ofSeconds(10).toNanos();
    assertThat(load.lately()).isEmpty();
  }

  @Test
  void what_is_still_open_counts_however_long_ago_it_was_asked() {
    load.asked("en");
    nanos += Duration.ofMinutes(1).toNanos();

    assertThat(load.lately()).isEqualTo(Map.of("en", 1));
  }
}
