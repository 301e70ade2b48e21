package stentor.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DiskWatchTest {

  private static final long GIGABYTE = 1_000_000_000;

  private long nanos = 9;
  private DiskWatch.Room room = new DiskWatch.Room(100 * GIGABYTE, 500 * GIGABYTE);
  private final DiskWatch watch = new DiskWatch(Path.of("jobs"), folder -> room, nanos);

  @Test
  void a_disk_with_room_is_no_problem() {
    watch.look(nanos);

    assertThat(watch.problem(nanos)).isEmpty();
  }

  @Test
  void a_disk_that_is_nearly_full_is_told_with_its_free_bytes_until_there_is_room() {
    room = new DiskWatch.Room(300_000_123, 500 * GIGABYTE);
    watch.look(later(5));

    assertThat(watch.problem(nanos))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.code()).isEqualTo("disk_full");
              assertThat(problem.what()).contains("300 MB are free");
              assertThat(problem.why()).contains("300000123 bytes");
              assertThat(problem.fixes()).isNotEmpty();
            });

    room = new DiskWatch.Room(GIGABYTE, 500 * GIGABYTE);
    watch.look(later(5));
    assertThat(watch.problem(nanos)).isEmpty();
  }

  @Test
  void a_small_disk_is_not_full_because_it_is_small() {
    room = new DiskWatch.Room(60_000_000, 100_000_000);
    watch.look(later(5));
    assertThat(watch.problem(nanos)).isEmpty();

    room = new DiskWatch.Room(0, 100_000_000);
    watch.look(later(5));
    assertThat(watch.problem(nanos)).isPresent();
  }

  @Test
  void a_write_that_fails_makes_it_look_at_once_and_is_told_for_a_while() {
    watch.look(nanos);
    watch.writeFailed(new IOException("Read-only file system"), later(1));

    assertThat(watch.problem(nanos))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.code()).isEqualTo("folder_not_writable");
              assertThat(problem.why()).contains("Read-only file system");
            });
    room = new DiskWatch.Room(0, 500 * GIGABYTE);
    watch.look(nanos);
    assertThat(watch.problem(nanos).orElseThrow().code()).isEqualTo("disk_full");

    room = new DiskWatch.Room(GIGABYTE, 500 * GIGABYTE);
    watch.look(later(11));
    assertThat(watch.problem(nanos)).isEmpty();
  }

  @Test
  void the_room_on_a_real_disk_is_known(@TempDir Path folder) throws IOException {
    assertThat(DiskWatch.Space.onDisk(folder).totalBytes()).isPositive();
  }

  private long later(int seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
    return nanos;
  }
}
