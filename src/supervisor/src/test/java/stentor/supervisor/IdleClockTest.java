package stentor.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IdleClockTest {

  @TempDir Path folder;
  private long nowNanos = 5_000_000_000L;

  @Test
  void with_no_job_ever_it_is_idle_since_the_start() throws IOException {
    IdleClock clock = new IdleClock(folder.resolve("open"), nowNanos);

    assertThat(clock.idle(later(90))).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void an_open_job_keeps_it_busy_and_its_end_starts_the_count() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    IdleClock clock = new IdleClock(open, nowNanos);
    Path marker = Files.createFile(open.resolve("job"));
    assertThat(clock.idle(later(1000))).isZero();
    assertThat(clock.idle(later(1000))).isZero();

    Files.delete(marker);

    assertThat(clock.idle(later(1))).isZero();
    assertThat(clock.idle(later(30))).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void a_job_that_came_and_went_between_two_looks_counts() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    IdleClock clock = new IdleClock(open, nowNanos);
    clock.idle(later(10));
    Files.setLastModifiedTime(open, FileTime.fromMillis(1));

    assertThat(clock.idle(later(10))).isZero();
  }

  private long later(int seconds) {
    nowNanos += Duration.ofSeconds(seconds).toNanos();
    return nowNanos;
  }
}
