package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CapsTest {

  @Test
  void those_that_clients_of_kaldi_gstreamer_server_send_are_understood() {
    Caps caps =
        Caps.of(
            "audio/x-raw, layout=(string)interleaved, rate=(int)8000, format=(string)S16BE,"
                + " channels=(int)2");

    assertThat(caps.format()).isEqualTo(new WavFormat(SampleEncoding.PCM_16, 2, 8_000));
    assertThat(caps.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
  }

  @Test
  void types_and_what_is_usual_may_be_left_out() {
    assertThat(Caps.of("audio/x-raw;format=F32LE").format())
        .isEqualTo(new WavFormat(SampleEncoding.FLOAT_32, 1, 16_000));
    assertThat(Caps.of("audio/x-raw")).isEqualTo(Caps.of("AUDIO/X-RAW, rate=16000"));
    assertThat(Caps.of("audio/x-mulaw, rate=8000").format().encoding())
        .isEqualTo(SampleEncoding.MU_LAW);
  }

  @Test
  void only_raw_audio_has_them() {
    assertThat(Caps.isRaw("audio/x-raw, rate=1")).isTrue();
    assertThat(Caps.isRaw("audio/wav")).isFalse();
    assertThat(Caps.isRaw("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audio/x-raw, rate=(int)1",
        "audio/x-raw, rate=(int)99999999999",
        "audio/x-raw, rate=(int)-16000",
        "audio/x-raw, channels=(int)0",
        "audio/x-raw, channels=(int)65",
        "audio/x-raw, format=(string)S20LE",
        "audio/x-raw, layout=(string)non-interleaved",
        "audio/x-raw, rate=(int)",
        "audio/x-raw, =",
        "audio/wav",
        ",",
        "",
        "audio/x-raw, rate=(int)sixteen"
      })
  void what_cannot_be_is_refused(String caps) {
    assertThatThrownBy(() -> Caps.of(caps)).isInstanceOf(AudioException.class);
  }

  @Test
  void endless_ones_are_refused() {
    assertThatThrownBy(() -> Caps.of("audio/x-raw" + ", a=b".repeat(1_000)))
        .isInstanceOf(AudioException.class);
  }

  @Test
  void bytes_that_come_in_pieces_of_any_size_are_the_same_samples() throws IOException {
    ByteBuffer stereo = ByteBuffer.allocate(4 * 1_000).order(ByteOrder.BIG_ENDIAN);
    for (int frame = 0; frame < 1_000; frame++) {
      stereo.putShort((short) (frame * 10)).putShort((short) (frame * 20));
    }
    List<Float> heard = new ArrayList<>();
    Caps caps = Caps.of("audio/x-raw, format=S16BE, channels=2");
    RawAudio audio =
        RawAudio.into(
            new SampleSink() {
              @Override
              public void accept(float[] samples, int length) {
                for (int index = 0; index < length; index++) {
                  heard.add(samples[index]);
                }
              }

              @Override
              public void finish() {}
            },
            caps.format(),
            caps.order(),
            AudioLimits.DEFAULT);
    for (int from = 0; from < stereo.capacity(); from += 7) {
      audio.accept(stereo.slice(from, Math.min(7, stereo.capacity() - from)));
    }
    audio.finish();

    assertThat(heard).hasSize(1_000);
    assertThat(heard.get(100)).isCloseTo(1_500 / 32_768f, within(1e-6f));
    assertThat(heard.get(999)).isCloseTo(14_985 / 32_768f, within(1e-6f));
  }

  @Test
  void who_sends_nothing_holds_nothing() throws IOException {
    Caps caps = Caps.of("audio/x-raw, format=F64LE, channels=64, rate=44101");
    CountedSamples heard = new CountedSamples();
    AllocatedBytes.areFewerThan(
        16_384,
        () ->
            RawAudio.into(heard, caps.format(), caps.order(), AudioLimits.DEFAULT)
                .accept(ByteBuffer.allocate(0)));
  }
}
