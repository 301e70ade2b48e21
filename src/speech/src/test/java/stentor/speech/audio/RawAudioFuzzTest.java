package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client says of its audio, and whatever audio it sends in frames of any length. */
class RawAudioFuzzTest {

  /** Buffers of a decoder and a resampler, with room to spare. */
  private static final long MOST_ALLOCATED = 8 << 20;

  /** Capabilities to the end of the line, then the audio. */
  static Stream<byte[]> streams() {
    return Stream.of(
            "audio/x-raw\nabcdefgh",
            "audio/x-raw, layout=(string)interleaved, rate=(int)16000, format=(string)S16LE,"
                + " channels=(int)1\nabcdefghijklmnopqrstuvwxyz",
            "audio/x-raw;format=F32BE;rate=8000;channels=2\nabcdefghijklmnopqrstuvwxyz",
            "audio/x-raw, format=\"F64LE\", channels=64\nabcdefghijklmnopqrstuvwxyz",
            "audio/x-raw, format=S24BE, rate=768000\nabcdefghijklmnopqrstuvwxyz",
            "audio/x-raw, format=S32LE, rate=11025\nabcdefghijklmnopqrstuvwxyz",
            "audio/x-mulaw, rate=8000\nabcdefgh",
            "audio/x-alaw, rate=1000\nabcdefgh",
            ",;,=\n",
            ",;,\n",
            "")
        .map(stream -> stream.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("streams")
  @FuzzTest
  void is_decoded_or_a_problem_in_bounded_memory(byte[] stream) throws IOException {
    AllocatedBytes.areFewerThan(MOST_ALLOCATED, () -> read(stream));
  }

  private static void read(byte[] stream) throws IOException {
    int end = 0;
    while (end < stream.length && stream[end] != '\n') {
      end++;
    }
    String type = new String(stream, 0, end, StandardCharsets.UTF_8);
    try {
      Caps caps = Caps.of(type);
      assertThat(Caps.isRaw(type)).as("'%s' is raw", type).isTrue();
      decode(caps, stream, Math.min(stream.length, end + 1));
    } catch (AudioException refused) {
      assertThat(refused.problem().sentence()).isNotEmpty();
    }
  }

  /** Each frame is as long as its first byte says. */
  private static void decode(Caps caps, byte[] stream, int from) throws IOException {
    CountedSamples heard = new CountedSamples();
    RawAudio audio = RawAudio.into(heard, caps.format(), caps.order(), AudioLimits.DEFAULT);
    int at = from;
    while (at < stream.length) {
      int length = Math.min(1 + (stream[at] & 0xFF), stream.length - at);
      audio.accept(ByteBuffer.wrap(stream, at, length));
      at += length;
    }
    audio.finish();
    long frames = (long) (stream.length - from) / caps.format().frameBytes();
    assertThat(heard.count()).isEqualTo(Resampler.outputLength(frames, caps.format().rate()));
  }
}
