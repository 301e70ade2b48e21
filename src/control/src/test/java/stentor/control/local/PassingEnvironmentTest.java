package stentor.control.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.Platform;
import stentor.control.event.ControlEvent;

/** Environments that are up for the sake of one command, and what an explicit request makes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PassingEnvironmentTest {

  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @TempDir Path home;
  private Laboratory laboratory;

  @BeforeEach
  void open() throws IOException {
    laboratory = new Laboratory(home);
  }

  @AfterEach
  void close() throws IOException {
    laboratory.close();
  }

  private static Platform.Wanted wanted(Optional<Duration> idle, boolean passing) {
    return new Platform.Wanted(
        Laboratory.NAME,
        List.of(Laboratory.FIRST),
        Optional.empty(),
        Optional.empty(),
        idle,
        passing);
  }

  private OptionalLong idleSeconds() throws InterruptedException {
    return laboratory.platform.wanted(Laboratory.NAME).orElseThrow().idleSeconds();
  }

  private List<String> notes() {
    return laboratory.seen.stream()
        .filter(ControlEvent.Note.class::isInstance)
        .map(event -> ((ControlEvent.Note) event).text())
        .toList();
  }

  @Test
  void an_explicit_request_makes_it_stay_and_says_so() throws Exception {
    laboratory.up(wanted(Optional.of(TEN_MINUTES), true));
    assertThat(idleSeconds()).hasValue(600);
    assertThat(notes()).isEmpty();

    laboratory.up(wanted(Optional.empty(), false));

    assertThat(idleSeconds()).isEmpty();
    assertThat(notes())
        .containsExactly(
            "The environment default no longer stops itself after 10 min without a job");
  }

  @Test
  void an_idle_time_that_somebody_named_stays_though_it_is_the_same() throws Exception {
    laboratory.up(wanted(Optional.of(TEN_MINUTES), false));

    laboratory.up(wanted(Optional.empty(), false));

    assertThat(idleSeconds()).hasValue(600);
    assertThat(notes()).isEmpty();
  }

  @Test
  void an_idle_time_that_is_named_later_counts_from_then_on() throws Exception {
    laboratory.up(wanted(Optional.of(TEN_MINUTES), true));

    laboratory.up(wanted(Optional.of(TEN_MINUTES), false));
    laboratory.up(wanted(Optional.empty(), false));

    assertThat(idleSeconds()).hasValue(600);
    assertThat(notes()).isEmpty();
  }

  @Test
  void a_request_that_fails_leaves_it_passing() throws Exception {
    laboratory.up(wanted(Optional.of(TEN_MINUTES), true));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> laboratory.up(Laboratory.wanted(Laboratory.SECOND)))
        .isInstanceOf(InterruptedException.class);
    assertThat(idleSeconds()).hasValue(600);

    laboratory.up(wanted(Optional.empty(), false));

    assertThat(idleSeconds()).isEmpty();
  }

  @Test
  void nothing_of_it_stays_when_it_is_taken_down() throws Exception {
    laboratory.up(wanted(Optional.of(TEN_MINUTES), true));

    assertThat(laboratory.down().left()).isEmpty();

    assertThat(laboratory.folder.kept()).isEmpty();
    assertThat(laboratory.folder.isPassing()).isFalse();
  }
}
