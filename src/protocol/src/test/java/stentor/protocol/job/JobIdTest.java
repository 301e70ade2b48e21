package stentor.protocol.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobIdTest {

  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00.123Z");

  @Test
  void it_is_a_uuid_of_version_7_that_knows_its_time() {
    JobId id = at(NOW, 1);

    assertThat(id.uuid().version()).isEqualTo(7);
    assertThat(id.uuid().variant()).isEqualTo(2);
    assertThat(id.instant()).isEqualTo(NOW);
    assertThat(JobId.of(id.toString())).contains(id);
  }

  @Test
  void a_later_one_is_greater_as_id_and_as_text() {
    for (int seed = 0; seed < 100; seed++) {
      JobId earlier = at(NOW, seed);
      JobId later = at(NOW.plusMillis(1), seed + 1000);

      assertThat(earlier).isLessThan(later);
      assertThat(earlier.toString()).isLessThan(later.toString());
    }
  }

  @Test
  void what_is_not_one_in_the_canonical_form_is_refused() {
    String good = at(NOW, 1).toString();

    assertThat(
            List.of(
                "",
                "../../../../etc/passwd",
                good.toUpperCase(java.util.Locale.ROOT),
                good.replace('7', '4'),
                good + "0",
                "0-0-7000-8000-0",
                "x".repeat(36)))
        .allSatisfy(text -> assertThat(JobId.of(text)).as(text).isEmpty());
  }

  private static JobId at(Instant instant, int seed) {
    return JobId.next(Clock.fixed(instant, ZoneOffset.UTC), new Random(seed));
  }
}
