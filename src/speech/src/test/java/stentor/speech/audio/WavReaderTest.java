package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WavReaderTest {

  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

  private record Heard(WavFormat format, Samples audio, boolean truncated) {
    float[] samples() {
      return audio.array();
    }
  }

  private static Heard read(InputStream in, int block) throws IOException {
    CollectedSamples samples = new CollectedSamples();
    try (WavReader reader = WavReader.open(in)) {
      float[] mono = new float[block];
      for (int read = reader.read(mono); read >= 0; read = reader.read(mono)) {
        assertThat(read).isBetween(1, block);
        samples.accept(mono, read);
      }
      assertThat(reader.read(mono)).as("after the end").isEqualTo(-1);
      return new Heard(reader.format(), new Samples(samples.array()), reader.truncated());
    }
  }

  private static Heard read(byte[] file) throws IOException {
    return read(new ByteArrayInputStream(file), 4096);
  }

  private static AudioProblem problemOf(byte[] file) {
    try {
      read(file);
    } catch (AudioException e) {
      assertThat(e.problem().code()).isEqualTo("invalid_audio");
      assertThat(e.problem().fixes()).isNotEmpty();
      assertThat(e).hasMessage(e.problem().sentence());
      return e.problem();
    } catch (IOException e) {
      throw new AssertionError("a stream in memory failed", e);
    }
    throw new AssertionError("was read");
  }

  @Test
  void eight_bits_are_unsigned() throws IOException {
    Heard heard = read(WavBytes.plain(1, 1, 8000, 8, new byte[] {0, 64, (byte) 128, (byte) 255}));

    assertThat(heard.format()).isEqualTo(new WavFormat(SampleEncoding.PCM_8, 1, 8000));
    assertThat(heard.samples()).containsExactly(-1f, -0.5f, 0f, 127 / 128f);
    assertThat(heard.truncated()).isFalse();
  }

  @Test
  void sixteen_bits_become_their_32768th() throws IOException {
    Heard heard =
        read(WavBytes.mono16(16_000, Short.MIN_VALUE, (short) -1, (short) 0, Short.MAX_VALUE));

    assertThat(heard.samples()).containsExactly(-1f, -1 / 32768f, 0f, 32767 / 32768f);
  }

  @Test
  void twenty_four_bits_keep_their_sign() throws IOException {
    byte[] audio = {0, 0, (byte) 0x80, 0, 0, (byte) 0xC0, (byte) 0xFF, (byte) 0xFF, 0x7F, 1, 0, 0};

    assertThat(read(WavBytes.plain(1, 1, 48_000, 24, audio)).samples())
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

    assertThat(read(WavBytes.plain(1, 1, 48_000, 32, audio)).samples())
        .containsExactly(-1f, 0.5f, 0f);
  }

  @Test
  void floats_are_clamped_and_what_is_no_number_is_silence() throws IOException {
    ByteBuffer audio = ByteBuffer.allocate(28).order(LITTLE);
    audio.putFloat(0.25f).putFloat(-1.5f).putFloat(2e30f).putFloat(Float.NaN);
    audio.putFloat(Float.POSITIVE_INFINITY).putFloat(Float.NEGATIVE_INFINITY).putFloat(1f);

    assertThat(read(WavBytes.plain(3, 1, 16_000, 32, audio.array())).samples())
        .containsExactly(0.25f, -1f, 1f, 0f, 0f, 0f, 1f);
  }

  @Test
  void doubles_are_treated_as_floats() throws IOException {
    ByteBuffer audio = ByteBuffer.allocate(32).order(LITTLE);
    audio.putDouble(0.25).putDouble(1e300).putDouble(Double.NaN).putDouble(-0.125);

    assertThat(read(WavBytes.plain(3, 1, 16_000, 64, audio.array())).samples())
        .containsExactly(0.25f, 1f, 0f, -0.125f);
  }

  @Test
  void bits_between_two_containers_fill_the_wider_one_from_its_top() throws IOException {
    byte[] audio = WavBytes.shorts(LITTLE, (short) 0x4000, (short) 0x8000);

    assertThat(read(WavBytes.plain(1, 1, 16_000, 12, audio)).samples()).containsExactly(0.5f, -1f);
  }

  @Test
  void channels_are_mixed_to_their_mean() throws IOException {
    byte[] audio =
        WavBytes.shorts(
            LITTLE, (short) 16384, (short) 0, (short) -16384, (short) 0, (short) 3, (short) 3);

    Heard heard = read(WavBytes.plain(1, 3, 16_000, 16, audio));

    assertThat(heard.format().channels()).isEqualTo(3);
    assertThat(heard.samples()).containsExactly(0f, 2 / 32768f);
  }

  @Test
  void sixty_four_channels_are_read_and_sixty_five_are_not() throws IOException {
    byte[] loud = WavBytes.shorts(LITTLE, new short[64]);
    loud[0] = 64;

    assertThat(read(WavBytes.plain(1, 64, 16_000, 16, loud)).samples()).containsExactly(1 / 32768f);
    assertThat(problemOf(WavBytes.plain(1, 65, 16_000, 16, new byte[130])))
        .isEqualTo(new AudioProblem.AbsurdHeader("channel count", 65, "1 to 64"));
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

    assertThat(read(pcm).samples()).containsExactly(0.5f);
    assertThat(read(floats).samples()).containsExactly(0.5f);
  }

  @Test
  void extensible_format_of_another_maker_is_refused() {
    byte[] file = WavBytes.form("RIFF", 0).extensible(1, 1, 16_000, 16, 16).bytes();
    file[file.length - 1] ^= 1;

    assertThat(problemOf(file)).isEqualTo(new AudioProblem.UnsupportedEncoding(0xFFFE, 16));
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

    assertThat(read(plain).samples()).containsExactly(0.5f, -1 / 32768f);
    assertThat(read(wide).samples()).containsExactly(-0.5f);
  }

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

    Heard heard = read(file);

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

    Heard heard = read(file);

    assertThat(heard.samples()).hasSize(2);
    assertThat(heard.truncated()).isTrue();
  }

  @Test
  void negative_sixty_four_bit_size_is_absurd() {
    byte[] sizes = ByteBuffer.allocate(28).order(LITTLE).putLong(0).putLong(Long.MIN_VALUE).array();

    assertThat(problemOf(WavBytes.form("RF64", -1).chunk("ds64", sizes).bytes()).why())
        .contains("9223372036854775808");
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

    Heard heard = read(file);

    assertThat(heard.samples()).containsExactly(0.5f);
    assertThat(heard.truncated()).isFalse();
  }

  @Test
  void chunk_too_large_to_skip_is_refused_before_it_is_read() {
    byte[] file = WavBytes.form("RIFF", 0).chunkHead("LIST", -2).bytes();

    assertThat(problemOf(file))
        .isInstanceOfSatisfying(
            AudioProblem.AbsurdHeader.class,
            absurd -> assertThat(absurd.value()).isEqualTo(0xFFFF_FFFEL));
  }

  @Test
  void endless_chunks_before_the_audio_come_to_an_end() {
    byte[] head = WavBytes.form("RIFF", 0).bytes();
    InputStream zeros = new ByteArrayInputStream(new byte[(64 << 20) + 8]);

    assertThatThrownBy(
            () -> WavReader.open(new SequenceInputStream(new ByteArrayInputStream(head), zeros)))
        .isInstanceOfSatisfying(
            AudioException.class,
            e -> assertThat(e.problem()).isInstanceOf(AudioProblem.AbsurdHeader.class));
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

    Heard heard = read(file);

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

    assertThat(read(file).samples()).isEmpty();
  }

  @Test
  void header_without_frames_is_a_recording_of_length_zero() throws IOException {
    Heard heard = read(WavBytes.mono16(16_000));

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

    Heard heard = read(file);

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

    Heard heard = read(file);

    assertThat(heard.samples()).hasSize(1000);
    assertThat(heard.truncated()).isTrue();
  }

  @Test
  void nothing_at_all_is_empty() {
    assertThat(problemOf(new byte[0])).isEqualTo(new AudioProblem.Empty());
  }

  @Test
  void text_named_wav_is_shown_as_what_it_is() {
    AudioProblem problem = problemOf("Hello\nworld, this is text".getBytes(StandardCharsets.UTF_8));

    assertThat(problem).isEqualTo(new AudioProblem.NotWav("Hello.world,"));
    assertThat(problem.sentence()).contains("Hello.world,").contains("ffmpeg");
  }

  @Test
  void riff_of_another_kind_is_no_wav() {
    byte[] avi = WavBytes.mono16(16_000);
    avi[8] = 'A';

    assertThat(problemOf(avi)).isInstanceOf(AudioProblem.NotWav.class);
    assertThat(problemOf(new byte[] {'R', 'I'})).isEqualTo(new AudioProblem.NotWav("RI"));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 11, 12, 19, 20, 35, 36, 43})
  void file_cut_within_its_header_says_so(int length) {
    byte[] file = Arrays.copyOf(WavBytes.mono16(16_000, (short) 1), length);

    assertThat(problemOf(file))
        .isInstanceOfSatisfying(
            AudioProblem.EndsInHeader.class, ends -> assertThat(ends.bytes()).isEqualTo(length));
  }

  @Test
  void audio_before_its_description_is_refused() {
    byte[] file =
        WavBytes.form("RIFF", 0).chunk("data", new byte[4]).format(1, 1, 16_000, 16).bytes();

    assertThat(problemOf(file)).isEqualTo(new AudioProblem.FormatMissing());
  }

  @ParameterizedTest
  @CsvSource({"0, 4", "1, 4", "999, 4", "768001, 4", "-1, 4"})
  void rate_out_of_range_is_refused(int rate, int frameBytes) {
    byte[] file = WavBytes.form("RIFF", 0).format(1, 2, rate, 16, frameBytes).bytes();

    assertThat(problemOf(file))
        .isEqualTo(
            new AudioProblem.AbsurdHeader(
                "sample rate in Hz", Integer.toUnsignedLong(rate), "1000 to 768000"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 16, 0, channel count",
    "1, 2, 16, 0, block align",
    "1, 2, 16, 2, block align",
    "1, 1, 24, 4, block align",
    "1, 1, 0, 0, bits a sample",
    "1, 1, 33, 5, bits a sample"
  })
  void number_that_cannot_be_is_named(
      int tag, int channels, int bits, int frameBytes, String field) {
    byte[] file = WavBytes.form("RIFF", 0).format(tag, channels, 16_000, bits, frameBytes).bytes();

    assertThat(problemOf(file))
        .isInstanceOfSatisfying(
            AudioProblem.AbsurdHeader.class, absurd -> assertThat(absurd.field()).contains(field));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 4, ADPCM",
    "0x55, 16, MP3",
    "0x1234, 8, unknown",
    "3, 16, float",
    "7, 16, mu-law"
  })
  void unknown_encoding_is_named(String tag, int bits, String name) {
    int number = Integer.decode(tag);
    byte[] file = WavBytes.form("RIFF", 0).format(number, 1, 16_000, bits).bytes();

    AudioProblem problem = problemOf(file);

    assertThat(problem).isEqualTo(new AudioProblem.UnsupportedEncoding(number, bits));
    assertThat(problem.sentence()).contains(name);
  }

  @Test
  void format_chunk_too_short_is_refused() {
    byte[] file = WavBytes.form("RIFF", 0).chunk("fmt ", new byte[14]).bytes();

    assertThat(problemOf(file).why()).contains("fmt").contains("14");
  }

  @Test
  void length_of_the_block_makes_no_difference() throws IOException {
    short[] ramp = new short[70_000];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (short) i;
    }
    byte[] file = WavBytes.mono16(16_000, ramp);
    float[] whole = read(file).samples();

    assertThat(whole).hasSize(ramp.length);
    for (int block : new int[] {1, 7, 16_384, 100_000}) {
      assertThat(read(new ByteArrayInputStream(file), block).samples()).isEqualTo(whole);
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

    assertThat(read(slow, 2).samples()).containsExactly(0.5f, -0.5f, 1 / 32768f);
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

  @Test
  void stream_is_closed_also_when_it_is_no_audio() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream text =
        new FilterInputStream(
            new ByteArrayInputStream("no audio".getBytes(StandardCharsets.UTF_8))) {
          @Override
          public void close() throws IOException {
            closed.set(true);
            super.close();
          }
        };

    assertThatThrownBy(() -> WavReader.open(text)).isInstanceOf(AudioException.class);
    assertThat(closed).isTrue();
  }
}
