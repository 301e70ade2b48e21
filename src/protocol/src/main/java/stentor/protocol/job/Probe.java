package stentor.protocol.job;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.speech.audio.Pcm16;
import stentor.speech.audio.Samples;

/**
 * A master asks a worker at once what its model makes of some seconds of speech: to find out the
 * language, or because somebody speaks into a microphone. One binary frame over the worker's
 * connection: a length of four bytes (big endian), so many bytes of JSON, and the audio, 16 kHz
 * mono 16-bit little endian.
 *
 * @param number answered with; unique on its connection
 * @param from first sample of the speech, counted in {@code audio}
 * @param to one past its last sample
 * @param language BCP 47 tag of the segment that is wanted; absent: evidence is enough
 * @param thorough whether what the model does not believe itself at the first look is tried again
 * @param audio the speech with a little of what is around it, at most {@value #MOST_SECONDS} s
 */
public record Probe(
    long number, int from, int to, Optional<String> language, boolean thorough, Samples audio) {

  /** No probe is longer. */
  public static final int MOST_SECONDS = 20;

  /** The largest frame of one. */
  public static final int MOST_BYTES = 2 * MOST_SECONDS * Samples.RATE + 1024;

  private static final int MOST_HEADER = 512;

  /** Checks that the speech is in the audio. */
  public Probe {
    if (from < 0 || to <= from || to > audio.length()) {
      throw new IllegalArgumentException(
          "%d to %d of %d samples".formatted(from, to, audio.length()));
    }
  }

  private record Header(
      String type, long number, int from, int to, Optional<String> language, boolean thorough) {}

  private static final String TYPE = "probe";

  /** The frame. */
  public byte[] toFrame() {
    byte[] header = Documents.write(new Header(TYPE, number, from, to, language, thorough));
    byte[] pcm = new byte[Pcm16.BYTES * audio.length()];
    Pcm16.encode(audio.array(), 0, audio.length(), pcm);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(header.length).array());
    frame.writeBytes(header);
    frame.writeBytes(pcm);
    return frame.toByteArray();
  }

  /**
   * Reads a frame; absent where it is none of this type: of a newer master.
   *
   * @throws DocumentException if its header is damaged
   */
  public static Optional<Probe> of(ByteBuffer frame) {
    ByteBuffer rest = frame.duplicate().order(ByteOrder.BIG_ENDIAN);
    if (rest.remaining() < Integer.BYTES) {
      return Optional.empty();
    }
    int length = rest.getInt();
    if (length < 0 || length > MOST_HEADER || length > rest.remaining()) {
      return Optional.empty();
    }
    byte[] json = new byte[length];
    rest.get(json);
    Header header = Documents.read(json, Header.class);
    byte[] pcm = new byte[rest.remaining()];
    rest.get(pcm);
    float[] samples = new float[pcm.length / Pcm16.BYTES];
    Pcm16.decode(pcm, samples.length, samples, 0);
    boolean fits =
        TYPE.equals(header.type())
            && header.from() >= 0
            && header.to() > header.from()
            && header.to() <= samples.length;
    return fits
        ? Optional.of(
            new Probe(
                header.number(),
                header.from(),
                header.to(),
                header.language(),
                header.thorough(),
                new Samples(samples)))
        : Optional.empty();
  }
}
