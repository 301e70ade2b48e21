package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the audio begins and ends, whatever the header says about it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WavSizesTest {

  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

  @ParameterizedTest
  @ValueSource(strings = {"RF64", "BW64"})
  void sixty_four_bit_files_tell_their_size_apart(String form) throws IOException {
    byte[] sizes = ByteBuffer.allocate(28).order(LITTLE).putLong(0).putLong(4).putLong(2).array();
    byte[] file =
        WavBytes.form(form, -1)
            .chunk("ds64", sizes)
            .format(1, 1, 16_000, 16)
            .chunkHead("data", -1)
            .raw(new byte[4])
            .chunk("LIST", new byte[10])
            .bytes();

    Heard heard = Heard.of(file);

    assertThat(heard.samples()).hasSize(2);
    assertThat(heard.truncated()).isFalse();
  }

  @Test
  void sixty_four_bit_size_beyond_the_end_is_a_truncation() throws IOException {
    byte[] sizes = ByteBuffer.allocate(28).order(LITTLE).putLong(0).putLong(Long.MAX_VALUE).array();
    byte[] file =
        WavBytes.form("RF64", -1)
            .chunk("ds64", sizes)
            .format(1, 1, 16_000, 16)
            .chunkHead("data", -1)
            .raw(new byte[4])
            .bytes();

    Heard heard = Heard.of(file);

    assertThat(heard.samples()).hasSize(2);
    assertThat(heard.truncated()).isTrue();
  }

  @Test
  void unknown_chunks_are_skipped_also_odd_ones() throws IOException {
    byte[] file =
        WavBytes.form("RIFF", 0)
            .chunk("LIST", new byte[7])
            .format(1, 1, 16_000, 16)
            .chunk("bext", new byte[602])
            .chunk("id3 ", new byte[100_001])
            .chunk("data", WavBytes.shorts(LITTLE, (short) 16384))
            .chunk("LIST", new byte[20])
            .bytes();

    Heard heard = Heard.of(file);

    assertThat(heard.samples()).containsExactly(0.5f);
    assertThat(heard.truncated()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0xFFFFFFFF, 0x7FFFF000, 0x7FFFEFF8, 0x80000000})
  void size_written_before_it_was_known_means_to_the_end(int placeholder) throws IOException {
    byte[] file =
        WavBytes.form("RIFF", 36)
            .format(1, 2, 16_000, 16)
            .chunkHead("data", placeholder)
            .raw(new byte[4000])
            .bytes();

    Heard heard = Heard.of(file);

    assertThat(heard.samples()).hasSize(1000);
    assertThat(heard.truncated()).isFalse();
  }

  @Test
  void size_of_zero_with_chunks_after_it_means_no_audio() throws IOException {
    byte[] file =
        WavBytes.form("RIFF", 36 + 28)
            .format(1, 1, 16_000, 16)
            .chunkHead("data", 0)
            .chunk("LIST", new byte[20])
            .bytes();

    assertThat(Heard.of(file).samples()).isEmpty();
  }

  @Test
  void header_without_frames_is_a_recording_of_length_zero() throws IOException {
    Heard heard = Heard.of(WavBytes.mono16(16_000));

    assertThat(heard.samples()).isEmpty();
    assertThat(heard.truncated()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"4000, 1000", "100000, 1000", "0xFFFFFFF0, 1000", "4001, 1000"})
  void audio_that_ends_early_is_read_as_far_as_it_goes(String declared, int present)
      throws IOException {
    byte[] file =
        WavBytes.form("RIFF", 0)
            .format(1, 1, 16_000, 16)
            .chunkHead("data", Long.decode(declared).intValue())
            .raw(new byte[2 * present])
            .bytes();

    Heard heard = Heard.of(file);

    assertThat(heard.samples()).hasSize(present);
    assertThat(heard.truncated()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4003})
  void part_of_a_frame_at_the_end_is_dropped_and_told(int declared) throws IOException {
    byte[] file =
        WavBytes.form("RIFF", 36)
            .format(1, 2, 16_000, 16)
            .chunkHead("data", declared)
            .raw(new byte[4003])
            .bytes();

    Heard heard = Heard.of(file);

    assertThat(heard.samples()).hasSize(1000);
    assertThat(heard.truncated()).isTrue();
  }
}
