package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which samples are stored, and streams of every kind. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WavReaderTest {

  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

  @Test
  void eight_bits_are_unsigned() throws IOException {
    Heard heard =
        Heard.of(WavBytes.plain(1, 1, 8000, 8, new byte[] {0, 64, (byte) 128, (byte) 255}));

    assertThat(heard.format()).isEqualTo(new WavFormat(SampleEncoding.PCM_8, 1, 8000));
    assertThat(heard.samples()).containsExactly(-1f, -0.5f, 0f, 127 / 128f);
    assertThat(heard.truncated()).isFalse();
  }

  @Test
  void sixteen_bits_become_their_32768th() throws IOException {
    Heard heard =
        Heard.of(WavBytes.mono16(16_000, Short.MIN_VALUE, (short) -1, (short) 0, Short.MAX_VALUE));

    assertThat(heard.samples()).containsExactly(-1f, -1 / 32768f, 0f, 32767 / 32768f);
  }

  @Test
  void twenty_four_bits_keep_their_sign() throws IOException {
    byte[] audio = {0, 0, (byte) 0x80, 0, 0, (byte) 0xC0, (byte) 0xFF, (byte) 0xFF, 0x7F, 1, 0, 0};

    assertThat(Heard.of(WavBytes.plain(1, 1, 48_000, 24, audio)).samples())
        .containsExactly(-1f, -0.5f, 8388607 / 8388608f, 1 / 8388608f);
  }

  @Test
  void thirty_two_bits_become_their_share_of_full_scale() throws IOException {
    byte[] audio =
        ByteBuffer.allocate(12)
            .order(LITTLE)
            .putInt(Integer.MIN_VALUE)
            .putInt(1 << 30)
            .putInt(0)
            .array();

    assertThat(Heard.of(WavBytes.plain(1, 1, 48_000, 32, audio)).samples())
        .containsExactly(-1f, 0.5f, 0f);
  }

  @Test
  void floats_are_clamped_and_what_is_no_number_is_silence() throws IOException {
    ByteBuffer audio = ByteBuffer.allocate(28).order(LITTLE);
    audio.putFloat(0.25f).putFloat(-1.5f).putFloat(2e30f).putFloat(Float.NaN);
    audio.putFloat(Float.POSITIVE_INFINITY).putFloat(Float.NEGATIVE_INFINITY).putFloat(1f);

    assertThat(Heard.of(WavBytes.plain(3, 1, 16_000, 32, audio.array())).samples())
        .containsExactly(0.25f, -1f, 1f, 0f, 0f, 0f, 1f);
  }

  @Test
  void doubles_are_treated_as_floats() throws IOException {
    ByteBuffer audio = ByteBuffer.allocate(32).order(LITTLE);
    audio.putDouble(0.25).putDouble(1e300).putDouble(Double.NaN).putDouble(-0.125);

    assertThat(Heard.of(WavBytes.plain(3, 1, 16_000, 64, audio.array())).samples())
        .containsExactly(0.25f, 1f, 0f, -0.125f);
  }

  @Test
  void bits_between_two_containers_fill_the_wider_one_from_its_top() throws IOException {
    byte[] audio = WavBytes.shorts(LITTLE, (short) 0x4000, (short) 0x8000);

    assertThat(Heard.of(WavBytes.plain(1, 1, 16_000, 12, audio)).samples())
        .containsExactly(0.5f, -1f);
  }

  @Test
  void channels_are_mixed_to_their_mean() throws IOException {
    byte[] audio =
        WavBytes.shorts(
            LITTLE, (short) 16384, (short) 0, (short) -16384, (short) 0, (short) 3, (short) 3);

    Heard heard = Heard.of(WavBytes.plain(1, 3, 16_000, 16, audio));

    assertThat(heard.format().channels()).isEqualTo(3);
    assertThat(heard.samples()).containsExactly(0f, 2 / 32768f);
  }

  @Test
  void sixty_four_channels_are_read() throws IOException {
    byte[] loud = WavBytes.shorts(LITTLE, new short[64]);
    loud[0] = 64;

    assertThat(Heard.of(WavBytes.plain(1, 64, 16_000, 16, loud)).samples())
        .containsExactly(1 / 32768f);
  }

  @Test
  void extensible_format_says_its_encoding_in_its_guid() throws IOException {
    byte[] pcm =
        WavBytes.form("RIFF", 0)
            .extensible(1, 2, 16_000, 24, 20)
            .chunk("data", new byte[] {0, 0, 0x40, 0, 0, 0x40})
            .bytes();
    byte[] floats =
        WavBytes.form("RIFF", 0)
            .extensible(3, 1, 16_000, 32, 32)
            .chunk("data", ByteBuffer.allocate(4).order(LITTLE).putFloat(0.5f).array())
            .bytes();

    assertThat(Heard.of(pcm).samples()).containsExactly(0.5f);
    assertThat(Heard.of(floats).samples()).containsExactly(0.5f);
  }

  @Test
  void rifx_is_big_endian_throughout() throws IOException {
    byte[] plain =
        WavBytes.form("RIFX", 0)
            .format(1, 1, 22_050, 16)
            .chunk("data", WavBytes.shorts(ByteOrder.BIG_ENDIAN, (short) 16384, (short) -1))
            .bytes();
    byte[] wide =
        WavBytes.form("RIFX", 0)
            .extensible(1, 1, 22_050, 24, 24)
            .chunk("data", new byte[] {(byte) 0xC0, 0, 0})
            .bytes();

    assertThat(Heard.of(plain).samples()).containsExactly(0.5f, -1 / 32768f);
    assertThat(Heard.of(wide).samples()).containsExactly(-0.5f);
  }

  @Test
  void length_of_the_block_makes_no_difference() throws IOException {
    short[] ramp = new short[70_000];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (short) i;
    }
    byte[] file = WavBytes.mono16(16_000, ramp);
    float[] whole = Heard.of(file).samples();

    assertThat(whole).hasSize(ramp.length);
    for (int block : new int[] {1, 7, 16_384, 100_000}) {
      assertThat(Heard.of(new ByteArrayInputStream(file), block).samples()).isEqualTo(whole);
    }
  }

  @Test
  void stream_that_gives_one_byte_at_a_time_is_read_the_same() throws IOException {
    byte[] file = WavBytes.mono16(16_000, (short) 16384, (short) -16384, (short) 1);
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream(file)) {
          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return super.read(bytes, from, Math.min(length, 1));
          }
        };

    assertThat(Heard.of(slow, 2).samples()).containsExactly(0.5f, -0.5f, 1 / 32768f);
  }

  @Test
  void file_is_read_by_its_path(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.wav"), WavBytes.mono16(16_000, (short) 16384));

    try (WavReader reader = WavReader.open(file)) {
      float[] mono = new float[2];
      assertThat(reader.read(mono)).isEqualTo(1);
      assertThat(mono[0]).isCloseTo(0.5f, within(0f));
    }
  }
}
