package stentor.app.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.testing.ManualClock;
import stentor.protocol.job.JobId;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class AudioCacheTest {

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-28T09:14:00Z"));
  private final List<Path> fetched = new ArrayList<>();

  private static JobId job(int number) {
    return JobId.of("01980000-0000-7000-8000-00000000000" + number).orElseThrow();
  }

  private void fetch(Path file) {
    fetched.add(file);
    try {
      Files.write(file, new byte[100]);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Test
  void audio_is_fetched_once_and_what_was_used_longest_ago_goes_first() throws Exception {
    AudioCache cache = new AudioCache(folder.resolve("audio"), 250, clock);
    Path one = cache.of(job(1), this::fetch);
    clock.pass(Duration.ofMinutes(1));
    Path two = cache.of(job(2), this::fetch);
    clock.pass(Duration.ofMinutes(1));
    assertThat(cache.of(job(1), this::fetch)).isEqualTo(one);
    clock.pass(Duration.ofMinutes(1));

    Path three = cache.of(job(3), this::fetch);

    assertThat(fetched).containsExactly(one, two, three);
    assertThat(one).exists();
    assertThat(three).exists();
    assertThat(two).doesNotExist();
  }

  @Test
  void a_folder_that_cannot_be_made_is_a_problem_and_no_defect() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    AudioCache cache = new AudioCache(file.resolve("audio"), 250, clock);

    assertThatThrownBy(() -> cache.of(job(1), this::fetch)).isInstanceOf(TranscribeException.class);
  }
}
