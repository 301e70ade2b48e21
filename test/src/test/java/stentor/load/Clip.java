package stentor.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;

/** The bodies of a load: half a second of a noise that swells and fades as speech does, 16 KB. */
final class Clip {

  /** Content type of {@link #form()}. */
  static final String CONTENT_TYPE = "multipart/form-data; boundary=stentor-load";

  private static final int SAMPLES = 8_170;
  private static final double PERIOD = 4_000;

  private Clip() {}

  /** A multipart body with the clip as its part {@code file}. */
  static byte[] form() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        String.join(
                "\r\n",
                "--stentor-load",
                "Content-Disposition: form-data; name=\"file\"; filename=\"clip.wav\"",
                "Content-Type: audio/wav",
                "",
                "")
            .getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(wav());
    body.writeBytes("\r\n--stentor-load--\r\n".getBytes(StandardCharsets.US_ASCII));
    return body.toByteArray();
  }

  private static byte[] wav() {
    Random random = new Random(3);
    float[] samples = new float[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      double envelope = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / PERIOD);
      samples[i] = (float) (0.3 * envelope * random.nextGaussian());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PreparedAudio.write(new Samples(samples), out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }
}
