package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no audio, and how a person is told. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WavRefusalTest {

  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

  private static AudioProblem problemOf(byte[] file) {
    try {
      Heard.of(file);
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
  void extensible_format_of_another_maker_is_refused() {
    byte[] file = WavBytes.form("RIFF", 0).extensible(1, 1, 16_000, 16, 16).bytes();
    file[file.length - 1] ^= 1;

    assertThat(problemOf(file)).isEqualTo(new AudioProblem.UnsupportedEncoding(0xFFFE, 16));
  }

  @Test
  void negative_sixty_four_bit_size_is_absurd() {
    byte[] sizes = ByteBuffer.allocate(28).order(LITTLE).putLong(0).putLong(Long.MIN_VALUE).array();

    assertThat(problemOf(WavBytes.form("RF64", -1).chunk("ds64", sizes).bytes()).why())
        .contains("9223372036854775808");
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

  @Test
  void sixty_five_channels_are_too_many() {
    assertThat(problemOf(WavBytes.plain(1, 65, 16_000, 16, new byte[130])))
        .isEqualTo(new AudioProblem.AbsurdHeader("channel count", 65, "1 to 64"));
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
