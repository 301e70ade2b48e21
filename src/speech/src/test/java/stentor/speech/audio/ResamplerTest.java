package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ResamplerTest {

  private static final double AMPLITUDE = 0.5;

  private static float[] resampled(float[] input, int rate) throws IOException {
    return resampled(input, rate, input.length);
  }

  private static float[] resampled(float[] input, int rate, int block) throws IOException {
    CollectedSamples output = new CollectedSamples();
    SampleSink resampler = Resampler.into(output, rate);
    for (int from = 0; from < input.length; from += block) {
      float[] part = Arrays.copyOfRange(input, from, Math.min(input.length, from + block));
      resampler.accept(part, part.length);
    }
    resampler.finish();
    assertThat(output.finished()).isTrue();
    return output.array();
  }

  private static float[] sine(double frequency, int rate, double seconds) {
    float[] samples = new float[(int) Math.round(seconds * rate)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (AMPLITUDE * Math.sin(2 * Math.PI * frequency * i / rate));
    }
    return samples;
  }

  private static float[] noise(int length, int seed) {
    Random random = new Random(seed);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = random.nextFloat() * 2 - 1;
    }
    return samples;
  }

  /** Root mean square in decibels relative to that of the test sine, away from the edges. */
  private static double level(float[] samples) {
    int edge = samples.length / 4;
    double energy = 0;
    for (int i = edge; i < samples.length - edge; i++) {
      energy += (double) samples[i] * samples[i];
    }
    double mean = energy / (samples.length - 2 * edge);
    return 10 * Math.log10(mean / (AMPLITUDE * AMPLITUDE / 2) + 1e-30);
  }

  private static Stream<Arguments> passed() {
    return IntStream.of(1000, 8000, 11_025, 15_999, 16_001, 22_050, 44_100, 44_101, 48_000, 96_000)
        .boxed()
        .flatMap(
            rate ->
                Stream.of(0.003, 0.1, 0.3, 0.4, 0.45)
                    .map(part -> Arguments.of(rate, part * Math.min(rate, 16_000))));
  }

  @ParameterizedTest
  @MethodSource("passed")
  void sine_in_the_pass_band_comes_out_as_the_same_sine_at_the_same_time(int rate, double frequency)
      throws IOException {
    float[] output = resampled(sine(frequency, rate, 2), rate);
    float[] ideal = sine(frequency, 16_000, 2);

    assertThat(output).hasSameSizeAs(ideal);
    assertThat(level(output)).isCloseTo(0, within(0.01));
    float[] error = new float[ideal.length];
    for (int i = 0; i < error.length; i++) {
      error[i] = output[i] - ideal[i];
    }
    // Gain, delay, images and interpolation noise together.
    assertThat(level(error)).isLessThan(-80);
  }

  @ParameterizedTest
  @CsvSource({
    "22050, 8000",
    "22050, 9000",
    "22050, 11000",
    "44100, 8000",
    "44100, 8300",
    "44100, 16000",
    "44100, 21000",
    "44101, 8000",
    "44101, 17000",
    "48000, 8000",
    "48000, 15900",
    "48000, 23900",
    "16001, 8000",
    "96000, 8000",
    "96000, 40000",
    "192000, 31999",
    "767999, 300000",
    "768000, 8000"
  })
  void sine_above_the_new_band_does_not_fold_back(int rate, double frequency) throws IOException {
    assertThat(level(resampled(sine(frequency, rate, 1), rate))).isLessThan(-80);
  }

  @ParameterizedTest
  @CsvSource({"8000, 3600", "8000, 1000", "11025, 4900", "7919, 3500", "1000, 450"})
  void raising_the_rate_makes_no_mirror_images(int rate, double frequency) throws IOException {
    float[] output = resampled(sine(frequency, rate, 2), rate);

    assertThat(level(output)).isCloseTo(0, within(0.01));
    assertThat(level(without(frequency, output))).isLessThan(-80);
  }

  /** What is left of the middle of {@code samples} when one frequency is taken out. */
  private static float[] without(double frequency, float[] samples) {
    double step = 2 * Math.PI * frequency / 16_000;
    // Over whole periods sine and cosine are orthogonal: 1 s from the middle holds them.
    int from = samples.length / 2 - 8000;
    double sine = 0;
    double cosine = 0;
    for (int i = from; i < from + 16_000; i++) {
      sine += samples[i] * Math.sin(step * i) / 8000;
      cosine += samples[i] * Math.cos(step * i) / 8000;
    }
    float[] rest = new float[16_000];
    for (int i = 0; i < rest.length; i++) {
      double at = step * (i + from);
      rest[i] = (float) (samples[i + from] - sine * Math.sin(at) - cosine * Math.cos(at));
    }
    return rest;
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 11_025, 22_050, 32_000, 44_100, 44_101, 48_000, 96_000})
  void impulse_stays_where_it_was(int rate) throws IOException {
    float[] input = new float[rate];
    int middle = rate / 2;
    input[middle] = 1;

    float[] output = resampled(input, rate);

    int peak =
        IntStream.range(0, output.length)
            .reduce((a, b) -> output[b] > output[a] ? b : a)
            .orElseThrow();
    double time = (double) middle / rate;
    assertThat((double) peak / 16_000).isCloseTo(time, within(0.5 / 16_000));
    if (time == 0.5) {
      for (int i = 1; i < 500; i++) {
        assertThat(output[peak - i]).isCloseTo(output[peak + i], within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 8000, 22_050, 44_100, 44_101, 767_999})
  void steady_level_stays_to_the_last_bit_that_matters(int rate) throws IOException {
    float[] input = new float[rate];
    Arrays.fill(input, 0.7f);

    float[] output = resampled(input, rate);

    for (int i = 2000; i < output.length - 2000; i++) {
      assertThat(output[i]).isCloseTo(0.7f, within(1e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 8000, 44_100, 44_101, 48_000, 192_000, 767_999})
  void output_does_not_depend_on_how_the_input_is_cut(int rate) throws IOException {
    float[] input = noise(20_011, 3);
    float[] whole = resampled(input, rate);

    for (int block : new int[] {1, 2, 37, 4096, 4097, 9999}) {
      assertThat(resampled(input, rate, block)).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 44100, 0",
    "1, 8000, 2",
    "1, 44100, 0",
    "2, 44100, 1",
    "1, 32000, 1",
    "3, 48000, 1",
    "44100, 44100, 16000",
    "44101, 44100, 16000",
    "44102, 44100, 16001",
    "1, 768000, 0",
    "441, 11025, 640",
    "999, 1000, 15984",
    "5, 16000, 5"
  })
  void length_is_the_same_time_rounded(int input, int rate, int expected) throws IOException {
    assertThat(Resampler.outputLength(input, rate)).isEqualTo(expected);
    assertThat(resampled(new float[input], rate, 100)).hasSize(expected);
  }

  @Test
  void length_of_a_day_does_not_overflow() {
    assertThat(Resampler.outputLength(86_400L * 768_000, 768_000)).isEqualTo(86_400L * 16_000);
    assertThat(Resampler.outputLength(Long.MAX_VALUE, 16_000)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void sixteen_kilohertz_pass_without_a_change() throws IOException {
    float[] input = noise(10_000, 5);

    assertThat(resampled(input, 16_000, 999)).isEqualTo(input);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 768_001, -1})
  void rate_out_of_range_is_a_mistake_of_the_caller(int rate) {
    assertThatThrownBy(() -> Resampler.into(new CollectedSamples(), rate))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
