package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AudioDecoderTest {

  private static final AudioDecoder DECODER = new AudioDecoder(AudioLimits.DEFAULT);

  @TempDir private Path folder;

  private Path prepared() {
    return folder.resolve("prepared.wav");
  }

  private AudioDecoder.Prepared decode(byte[] file) throws IOException {
    return DECODER.decode(new ByteArrayInputStream(file), prepared());
  }

  @Test
  void sixteen_kilohertz_mono_keeps_every_bit_of_the_file() throws IOException {
    short[] values = new short[65_536];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) i;
    }
    byte[] file = WavBytes.mono16(16_000, values);

    assertThat(decode(file)).isEqualTo(new AudioDecoder.Prepared(65_536, false));
    assertThat(Files.readAllBytes(prepared())).isEqualTo(file);
  }

  @Test
  void other_rates_and_channels_become_16_kilohertz_mono() throws IOException {
    AudioDecoder.Prepared result =
        decode(WavBytes.plain(1, 2, 44_100, 24, new byte[6 * 44_100 * 2]));

    assertThat(result).isEqualTo(new AudioDecoder.Prepared(32_000, false));
    assertThat(result.seconds()).isEqualTo(2.0);
    assertThat(PreparedAudio.open(prepared()).length()).isEqualTo(32_000);
  }

  @Test
  void recording_cut_in_the_middle_is_kept_as_far_as_it_goes() throws IOException {
    byte[] file = Arrays.copyOf(WavBytes.mono16(16_000, new short[32_000]), 44 + 32_001);

    assertThat(decode(file)).isEqualTo(new AudioDecoder.Prepared(16_000, true));
    assertThat(PreparedAudio.open(prepared()).seconds()).isEqualTo(1.0);
  }

  @Test
  void sound_header_without_samples_is_a_recording_of_nothing() throws IOException {
    assertThat(decode(WavBytes.mono16(44_100))).isEqualTo(new AudioDecoder.Prepared(0, false));
    assertThat(PreparedAudio.open(prepared()).length()).isZero();
  }

  @Test
  void failure_leaves_no_file_behind() {
    assertThatThrownBy(() -> decode(new byte[0]))
        .isInstanceOfSatisfying(
            AudioException.class, e -> assertThat(e.problem()).isEqualTo(new AudioProblem.Empty()));
    assertThat(prepared()).doesNotExist();
  }

  @Test
  void stream_that_breaks_leaves_no_file_behind() {
    byte[] file = Arrays.copyOf(WavBytes.mono16(8000, new short[100_000]), 100_000);
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return read();
          }
        };

    assertThatThrownBy(
            () ->
                DECODER.decode(
                    new SequenceInputStream(new ByteArrayInputStream(file), broken), prepared()))
        .isInstanceOf(IOException.class)
        .hasMessage("connection reset");
    assertThat(prepared()).doesNotExist();
  }

  @Test
  void exactly_the_limit_is_taken_and_one_sample_more_is_not() throws IOException {
    AudioDecoder brief = new AudioDecoder(new AudioLimits(Duration.ofMillis(1500)));
    byte[] longest = WavBytes.mono16(8000, new short[12_000]);
    byte[] longer = WavBytes.mono16(8000, new short[12_001]);

    assertThat(brief.decode(new ByteArrayInputStream(longest), prepared()).length())
        .isEqualTo(24_000);
    assertThatThrownBy(() -> brief.decode(new ByteArrayInputStream(longer), prepared()))
        .isInstanceOfSatisfying(
            AudioException.class,
            e -> assertThat(e.problem()).isInstanceOf(AudioProblem.TooLong.class));
    assertThat(prepared()).doesNotExist();
  }

  @Test
  void small_file_of_low_rate_is_stopped_at_the_limit_not_unfolded() {
    AudioDecoder brief = new AudioDecoder(new AudioLimits(Duration.ofSeconds(10)));
    byte[] file = WavBytes.plain(1, 1, 1000, 8, new byte[1_000_000]);
    ByteArrayInputStream in = new ByteArrayInputStream(file);

    assertThatThrownBy(() -> brief.decode(in, prepared())).isInstanceOf(AudioException.class);
    assertThat(in.available()).as("bytes not even read").isGreaterThan(900_000);
  }

  @Test
  void interrupted_thread_stops_and_stays_interrupted() {
    byte[] file = WavBytes.mono16(8000, new short[100_000]);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> decode(file)).isInstanceOf(ClosedByInterruptException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(prepared()).doesNotExist();
  }

  @Test
  void limits_beyond_what_a_file_can_hold_are_a_mistake_of_the_caller() {
    assertThatThrownBy(() -> new AudioLimits(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AudioLimits(Duration.ofHours(38)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
