package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the JDK's own reader and writer of WAV files, which share no code with ours. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JavaSoundTest {

  private static byte[] written(AudioFormat format, byte[] audio) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    AudioInputStream stream =
        new AudioInputStream(
            new ByteArrayInputStream(audio), format, audio.length / format.getFrameSize());
    AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file);
    return file.toByteArray();
  }

  private static float[] read(byte[] file, WavFormat expected) throws IOException {
    Heard heard = Heard.of(file);
    assertThat(heard.format()).isEqualTo(expected);
    assertThat(heard.truncated()).isFalse();
    return heard.samples();
  }

  private static byte[] noise(int length) {
    byte[] audio = new byte[length];
    new Random(7).nextBytes(audio);
    return audio;
  }

  @ParameterizedTest
  @CsvSource({"8, PCM_8, 7919", "16, PCM_16, 44100", "24, PCM_24, 11025", "32, PCM_32, 191999"})
  void integers_written_by_the_jdk_are_read(int bits, SampleEncoding encoding, int rate)
      throws IOException {
    int bytes = bits / 8;
    byte[] audio = noise(2 * bytes * 500);

    float[] samples =
        read(
            written(new AudioFormat(rate, bits, 2, bits > 8, false), audio),
            new WavFormat(encoding, 2, rate));

    assertThat(samples).hasSize(500);
    for (int i = 0; i < samples.length; i++) {
      double left = integer(audio, 2 * i * bytes, bytes);
      double right = integer(audio, (2 * i + 1) * bytes, bytes);
      double expected = (left + right) / 2 / Math.pow(2, bits - 1);
      assertThat((double) samples[i]).isCloseTo(expected, within(1e-7));
    }
  }

  private static long integer(byte[] audio, int at, int bytes) {
    if (bytes == 1) {
      return (audio[at] & 0xFF) - 128L;
    }
    long value = audio[at + bytes - 1];
    for (int i = bytes - 2; i >= 0; i--) {
      value = (value << 8) | (audio[at + i] & 0xFF);
    }
    return value;
  }

  @ParameterizedTest
  @EnumSource(
      value = SampleEncoding.class,
      names = {"MU_LAW", "A_LAW"})
  void telephone_laws_expand_as_the_jdk_expands_them(SampleEncoding encoding) throws IOException {
    AudioFormat.Encoding law =
        encoding == SampleEncoding.MU_LAW ? AudioFormat.Encoding.ULAW : AudioFormat.Encoding.ALAW;
    AudioFormat format = new AudioFormat(law, 8000, 8, 1, 1, 8000, false);
    byte[] codes = new byte[256];
    for (int code = 0; code < codes.length; code++) {
      codes[code] = (byte) code;
    }
    AudioInputStream expanded =
        AudioSystem.getAudioInputStream(
            new AudioFormat(8000, 16, 1, true, false),
            new AudioInputStream(new ByteArrayInputStream(codes), format, codes.length));
    ByteBuffer theirs = ByteBuffer.wrap(expanded.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);

    float[] ours = read(written(format, codes), new WavFormat(encoding, 1, 8000));

    assertThat(ours).hasSize(256);
    for (int code = 0; code < codes.length; code++) {
      assertThat(ours[code] * 32768f).as("code %d", code).isEqualTo(theirs.getShort(2 * code));
    }
  }

  @Test
  void prepared_audio_is_what_the_jdk_takes_for_16_bit_mono()
      throws IOException, UnsupportedAudioFileException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    PreparedAudio.write(new Samples(new float[] {0.5f, -0.5f, 2f, -2f}), file);

    try (AudioInputStream theirs =
        AudioSystem.getAudioInputStream(new ByteArrayInputStream(file.toByteArray()))) {
      assertThat(theirs.getFormat().matches(new AudioFormat(16_000, 16, 1, true, false))).isTrue();
      assertThat(theirs.getFrameLength()).isEqualTo(4);
      assertThat(theirs.readAllBytes())
          .isEqualTo(
              WavBytes.shorts(
                  ByteOrder.LITTLE_ENDIAN,
                  (short) 16384,
                  (short) -16384,
                  Short.MAX_VALUE,
                  Short.MIN_VALUE));
    }
  }
}
