package stentor.app.sound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import stentor.speech.audio.PreparedAudioWriter;

/** Recordings for tests. */
final class Recordings {

  private Recordings() {}

  /** A sine of half the full scale, 16 kHz, so many seconds long. */
  static Path sine(Path file, double hertz, double seconds) {
    try (PreparedAudioWriter writer = PreparedAudioWriter.create(file)) {
      writer.accept(samples(hertz, (int) (seconds * 16_000)), (int) (seconds * 16_000));
      writer.finish();
      return file;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static float[] samples(double hertz, int count) {
    float[] samples = new float[count];
    for (int index = 0; index < count; index++) {
      samples[index] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * index / 16_000));
    }
    return samples;
  }
}
