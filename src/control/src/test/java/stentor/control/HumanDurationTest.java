package stentor.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HumanDurationTest {

  @ParameterizedTest
  @CsvSource({"4h, PT4H", "30m, PT30M", "90s, PT90S", "1h30m, PT1H30M", "2d, PT48H"})
  void is_read_as_people_write_it(String text, Duration expected) {
    assertThat(HumanDuration.of(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "h", "-4h", "4 h", "30m4h", "0s", "soon", "999999999999999h"})
  void anything_else_is_none(String text) {
    assertThat(HumanDuration.of(text)).isEmpty();
  }

  @Test
  void is_said_in_its_two_largest_units() {
    assertThat(HumanDuration.said(Duration.ofMillis(3_240))).isEqualTo("3.2 s");
    assertThat(HumanDuration.said(Duration.ofSeconds(380))).isEqualTo("6 min 20 s");
    assertThat(HumanDuration.said(Duration.ofMinutes(10))).isEqualTo("10 min");
    assertThat(HumanDuration.said(Duration.ofSeconds(2 * 86_400 + 3 * 3_600 + 61)))
        .isEqualTo("2 d 3 h");
  }

  @Test
  void is_said_roughly_in_its_largest_unit() {
    assertThat(HumanDuration.roughly(Duration.ofSeconds(380))).isEqualTo("6 min");
    assertThat(HumanDuration.roughly(Duration.ofDays(3).plusHours(23))).isEqualTo("3 d");
    assertThat(HumanDuration.roughly(Duration.ofMillis(4_240))).isEqualTo("4.2 s");
  }
}
