package stentor.speech.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Takes a header's bytes from a stream, counts them, and tells where the stream ended. */
final class HeaderInput {

  private static final int FORM_BYTES = 12;
  private static final Set<String> FORMS = Set.of("RIFF", "RIFX", "RF64", "BW64");

  private final InputStream in;
  private final byte[] skipped = new byte[8192];
  private long position;

  HeaderInput(InputStream in) {
    this.in = in;
  }

  /** Bytes taken so far. */
  long position() {
    return position;
  }

  /** The first 12 bytes of the file, known to be those of a WAV file. */
  ByteBuffer takeForm() throws IOException {
    ByteBuffer form = ByteBuffer.wrap(in.readNBytes(FORM_BYTES));
    position = form.limit();
    if (position == 0) {
      throw new AudioException(new AudioProblem.Empty());
    }
    String beginning = printable(form, form.limit());
    if (FORMS.stream().noneMatch(beginning::startsWith)) {
      throw new AudioException(new AudioProblem.NotWav(beginning));
    }
    if (position < FORM_BYTES) {
      throw new AudioException(new AudioProblem.EndsInHeader(position, "the chunk 'fmt '"));
    }
    if (!beginning.endsWith("WAVE")) {
      throw new AudioException(new AudioProblem.NotWav(beginning));
    }
    return form;
  }

  /** The next {@code length} bytes; {@code awaited} says in an error what they should have been. */
  ByteBuffer take(int length, String awaited) throws IOException {
    byte[] bytes = in.readNBytes(length);
    position += bytes.length;
    if (bytes.length < length) {
      throw new AudioException(new AudioProblem.EndsInHeader(position, awaited));
    }
    return ByteBuffer.wrap(bytes);
  }

  /**
   * Passes over bytes by reading them: {@link InputStream#skip} of a file goes beyond its end
   * without a word.
   */
  void skip(long length, String awaited) throws IOException {
    long left = length;
    while (left > 0) {
      int read = in.read(skipped, 0, (int) Math.min(left, skipped.length));
      if (read < 0) {
        throw new AudioException(new AudioProblem.EndsInHeader(position, awaited));
      }
      position += read;
      left -= read;
    }
  }

  /** The first {@code length} bytes as text, a dot for each that is not printable ASCII. */
  static String printable(ByteBuffer bytes, int length) {
    byte[] shown = new byte[length];
    for (int i = 0; i < length; i++) {
      byte code = bytes.get(i);
      shown[i] = code >= ' ' && code <= '~' ? code : (byte) '.';
    }
    return new String(shown, StandardCharsets.US_ASCII);
  }
}
