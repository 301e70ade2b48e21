package stentor.app.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class TimeStretchTest {

  private static float[] stretched(float[] samples, double factor) throws IOException {
    PcmBytes out = new PcmBytes();
    TimeStretch stretch = new TimeStretch(16_000, factor, out);
    for (int from = 0; from < samples.length; from += 800) {
      float[] block = java.util.Arrays.copyOfRange(samples, from, from + 800);
      stretch.accept(block, Math.min(800, samples.length - from));
    }
    stretch.finish();
    float[] result = new float[out.length() / 2];
    PcmBytes.decode(out.bytes(), out.length(), result);
    return result;
  }

  private static double hertz(float[] samples) {
    int crossings = 0;
    for (int index = 1; index < samples.length; index++) {
      if (samples[index - 1] < 0 && samples[index] >= 0) {
        crossings++;
      }
    }
    return crossings * 16_000.0 / samples.length;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.25, 1.5, 2})
  void speech_is_that_much_shorter_and_as_high_as_before(double factor) throws IOException {
    float[] faster = stretched(Recordings.samples(220, 48_000), factor);

    assertThat(faster.length / 16_000.0).isEqualTo(3 / factor, within(0.05));
    assertThat(hertz(faster)).isEqualTo(220, within(4.0));
    float highest = 0;
    for (float sample : faster) {
      highest = Math.max(highest, Math.abs(sample));
    }
    assertThat(highest).isEqualTo(0.5f, within(0.06f));
  }

  @Test
  void at_its_own_speed_not_a_bit_changes() throws IOException {
    float[] samples = Recordings.samples(220, 4_000);

    assertThat(stretched(samples, 1)).hasSize(4_000);
    assertThat(stretched(samples, 1)[123]).isEqualTo(samples[123], within(1 / 32_768f));
  }
}
