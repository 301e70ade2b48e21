package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** All that a {@link WavReader} gives of one file. */
record Heard(WavFormat format, Samples audio, boolean truncated) {

  static Heard of(byte[] file) throws IOException {
    return of(new ByteArrayInputStream(file), 4096);
  }

  static Heard of(InputStream in, int block) throws IOException {
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

  float[] samples() {
    return audio.array();
  }
}
