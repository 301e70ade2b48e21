package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PreparedAudioTest {

  @TempDir private Path folder;

  /** Every 16-bit value once, in order. */
  private static float[] allValues() {
    float[] samples = new float[65_536];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (i - 32_768) / 32_768f;
    }
    return samples;
  }

  private Path write(float[] samples) throws IOException {
    Path path = folder.resolve("audio");
    try (PreparedAudioWriter writer = PreparedAudioWriter.create(path)) {
      writer.accept(samples, samples.length / 3);
      float[] rest = Arrays.copyOfRange(samples, samples.length / 3, samples.length);
      writer.accept(rest, rest.length);
      writer.finish();
      assertThat(writer.length()).isEqualTo(samples.length);
    }
    return path;
  }

  private static AudioProblem problemOf(Path path) {
    try {
      PreparedAudio.open(path);
    } catch (AudioException e) {
      return e.problem();
    } catch (IOException e) {
      throw new AssertionError("cannot read", e);
    }
    throw new AssertionError("was opened");
  }

  @Test
  void every_16_bit_value_goes_there_and_back_unchanged() throws IOException {
    PreparedAudio audio = PreparedAudio.open(write(allValues()));

    assertThat(audio.length()).isEqualTo(65_536);
    assertThat(audio.seconds()).isEqualTo(4.096);
    assertThat(audio.read(0, audio.length()).array()).isEqualTo(allValues());
  }

  @Test
  void file_and_stream_are_the_same_bytes_and_nothing_but_header_and_samples() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    PreparedAudio.write(new Samples(allValues()), stream);

    assertThat(Files.readAllBytes(write(allValues())))
        .hasSize(44 + 2 * 65_536)
        .isEqualTo(stream.toByteArray());
  }

  @Test
  void samples_are_rounded_to_the_nearest_step_and_clipped() throws IOException {
    float step = 1 / 32_768f;
    float[] samples = {0.4f * step, 0.6f * step, -0.4f * step, -0.6f * step, 1f, 7f, -1f, -7f};

    float[] stored = PreparedAudio.open(write(samples)).read(0, 8).array();

    assertThat(stored).containsExactly(0f, step, 0f, -step, 32_767 * step, 32_767 * step, -1f, -1f);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "1, 2", "100, 50000", "65535, 65536", "65536, 65536", "0, 65536"})
  void any_range_is_read_from_file_and_stream(int from, int to) throws IOException {
    Path path = write(allValues());
    float[] expected = Arrays.copyOfRange(allValues(), from, to);

    assertThat(PreparedAudio.open(path).read(from, to).array()).isEqualTo(expected);
    ByteArrayInputStream stream = new ByteArrayInputStream(Files.readAllBytes(path));
    assertThat(PreparedAudio.read(stream, from, to).array()).isEqualTo(expected);
    assertThat(stream.available()).as("what is left").isEqualTo(2 * (65_536 - to));
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "2, 1", "0, 5", "5, 5"})
  void range_that_leaves_the_audio_is_a_mistake_of_the_caller(int from, int to) throws IOException {
    Path path = write(new float[4]);
    PreparedAudio audio = PreparedAudio.open(path);
    byte[] bytes = Files.readAllBytes(path);

    assertThatThrownBy(() -> audio.read(from, to)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> PreparedAudio.read(new ByteArrayInputStream(bytes), from, to))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void what_was_not_finished_holds_nothing() throws IOException {
    Path path = folder.resolve("half");
    try (PreparedAudioWriter writer = PreparedAudioWriter.create(path)) {
      writer.accept(new float[1000], 1000);
    }

    assertThat(PreparedAudio.open(path).length()).isZero();
  }

  @Test
  void longer_file_that_was_there_leaves_no_rest() throws IOException {
    write(new float[1000]);

    assertThat(Files.size(write(new float[10]))).isEqualTo(44 + 20);
  }

  @Test
  void shortened_file_is_told_when_opened_and_when_read() throws IOException {
    Path path = write(new float[1000]);
    PreparedAudio audio = PreparedAudio.open(path);
    byte[] bytes = Files.readAllBytes(path);
    byte[] shortened = Arrays.copyOf(bytes, bytes.length - 1);
    Files.write(path, shortened);

    assertThat(problemOf(path))
        .isInstanceOfSatisfying(
            AudioProblem.NotPrepared.class,
            problem -> assertThat(problem.why()).contains("1000 samples"));
    assertThatThrownBy(() -> audio.read(0, 1000)).isInstanceOf(AudioException.class);
    assertThat(audio.read(0, 999).length()).isEqualTo(999);
    assertThatThrownBy(() -> PreparedAudio.read(new ByteArrayInputStream(shortened), 999, 1000))
        .isInstanceOf(AudioException.class);
  }

  @Test
  void any_other_header_is_refused() throws IOException {
    Path path = write(new float[4]);
    byte[] good = Files.readAllBytes(path);
    for (int at = 0; at < 44; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 0x10;
      Files.write(path, bad);
      assertThat(problemOf(path)).as("byte %d", at).isInstanceOf(AudioProblem.NotPrepared.class);
    }
    Files.write(path, Arrays.copyOf(good, 43));
    assertThat(problemOf(path).why()).contains("43 bytes");
  }
}
