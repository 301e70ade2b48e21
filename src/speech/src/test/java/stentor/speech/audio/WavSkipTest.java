package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audio that is passed over. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WavSkipTest {

  @TempDir private Path folder;

  private static byte[] ramp(int samples) {
    short[] values = new short[samples];
    for (int index = 0; index < samples; index++) {
      values[index] = (short) index;
    }
    return WavBytes.mono16(16_000, values);
  }

  @Test
  void what_comes_after_is_read_as_if_it_had_been_read() throws IOException {
    Path file = Files.write(folder.resolve("ramp.wav"), ramp(30_000));
    float[] one = new float[1];

    try (WavReader reader = WavReader.open(file)) {
      assertThat(reader.skip(12_345)).isEqualTo(12_345);
      assertThat(reader.read(one)).isEqualTo(1);
      assertThat(one[0]).isEqualTo(12_345 / 32_768f);
      assertThat(reader.skip(Long.MAX_VALUE)).isEqualTo(30_000 - 12_346);
      assertThat(reader.read(one)).isEqualTo(-1);
      assertThat(reader.truncated()).isFalse();
    }
  }

  @Test
  void audio_that_ends_early_is_passed_over_as_far_as_it_goes() throws IOException {
    byte[] whole = ramp(1_000);
    byte[] part = java.util.Arrays.copyOf(whole, whole.length - 500);

    try (WavReader reader = WavReader.open(new ByteArrayInputStream(part))) {
      assertThat(reader.skip(1_000)).isEqualTo(750);
      assertThat(reader.truncated()).isTrue();
      assertThat(reader.read(new float[1])).isEqualTo(-1);
    }
  }
}
