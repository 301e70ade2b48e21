package stentor.speech.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes are called a recording: audio that they have room for, or a problem. */
class RecordingFuzzTest {

  /** Buffers of a reader, a resampler and this test, with room to spare. */
  private static final long MOST_ALLOCATED = 4 << 20;

  static Stream<byte[]> recordings() {
    byte[] audio = new byte[48];
    for (int i = 0; i < audio.length; i++) {
      audio[i] = (byte) (37 * i);
    }
    Stream<byte[]> others =
        Stream.of(
                "ID3\4\0\0\0\0\0\nTIT2\0\0\0\0\0\0ÿû\220\0",
                "ID3\4\0\20\0\0\0\0fLaC",
                "ID3\4\0\0\177\177\177\17712",
                "\0\0\0 ftypM4A \0\0\2\0",
                "OggS\0\2\0\0\0\0\0\0\0\0",
                "fLaC\0\0\0\"\20\0\20\0",
                "#!AMR\n<\221\27\26¾f",
                "\32Eß£\237B\206\201\1",
                "ÿñP\200\2\37ü",
                "ÿû\220d\0\17ð\0")
            .map(head -> head.getBytes(ISO_8859_1));
    return Stream.concat(SoundFiles.wav(audio).stream(), others);
  }

  @MethodSource("recordings")
  @FuzzTest
  void gives_bounded_audio_or_a_problem_in_bounded_memory(byte[] recording) throws IOException {
    AllocatedBytes.areFewerThan(MOST_ALLOCATED, () -> look(recording));
    AllocatedBytes.areFewerThan(MOST_ALLOCATED, () -> read(recording));
  }

  private static void look(byte[] recording) throws IOException {
    try {
      assertThat(Container.of(new ByteArrayInputStream(recording)).label()).isNotEmpty();
    } catch (AudioException refused) {
      assertThat(refused.problem().sentence()).isNotEmpty();
    }
  }

  private static void read(byte[] recording) throws IOException {
    try (WavReader reader = WavReader.open(new ByteArrayInputStream(recording))) {
      int rate = reader.format().rate();
      CountedSamples heard = new CountedSamples();
      SampleSink pipe = Resampler.into(heard, rate);
      float[] block = new float[256];
      long frames = 0;
      for (int read = reader.read(block); read >= 0; read = reader.read(block)) {
        frames += read;
        CountedSamples.check(block, read, 1);
        pipe.accept(block, read);
      }
      pipe.finish();
      assertThat(frames * reader.format().frameBytes()).isLessThanOrEqualTo(recording.length);
      assertThat(heard.count()).isEqualTo(Resampler.outputLength(frames, rate));
    } catch (AudioException refused) {
      assertThat(refused.problem().sentence()).isNotEmpty();
    }
  }
}
