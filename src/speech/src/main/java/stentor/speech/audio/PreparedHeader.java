package stentor.speech.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first {@value #BYTES} bytes of {@link PreparedAudio}: the shortest header a PCM WAV file can
 * have.
 *
 * @param length samples that follow, 0 to {@value #MAXIMUM_LENGTH}
 */
record PreparedHeader(long length) {

  /** Bytes before the first sample. */
  static final int BYTES = 44;

  /** The most samples a 32-bit RIFF size can tell of: 37 hours. */
  static final long MAXIMUM_LENGTH = (0xFFFF_FFFFL - (BYTES - 8)) / Pcm16.BYTES;

  private static final int DATA_SIZE_AT = 40;

  PreparedHeader {
    if (length < 0 || length > MAXIMUM_LENGTH) {
      throw new IllegalArgumentException("length out of range: " + length);
    }
  }

  /** Reads the header at the beginning of {@code bytes}, which must be one of ours to the bit. */
  static PreparedHeader parse(byte[] bytes) {
    if (bytes.length < BYTES) {
      throw notPrepared("it ends after %d bytes, within its header".formatted(bytes.length));
    }
    byte[] head = Arrays.copyOf(bytes, BYTES);
    long data =
        Integer.toUnsignedLong(
            ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(DATA_SIZE_AT));
    PreparedHeader header =
        new PreparedHeader(Math.min(data / Pcm16.BYTES, PreparedHeader.MAXIMUM_LENGTH));
    if (!Arrays.equals(head, header.bytes())) {
      throw notPrepared("its header is not that of 16 kHz mono 16-bit audio");
    }
    return header;
  }

  /** The header as it stands in the file. */
  byte[] bytes() {
    int data = (int) (length * Pcm16.BYTES);
    return ByteBuffer.allocate(BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("RIFF"))
        .putInt(data + BYTES - 8)
        .put(ascii("WAVEfmt "))
        .putInt(16)
        .putShort((short) 1) // PCM
        .putShort((short) 1) // channel
        .putInt(Samples.RATE)
        .putInt(Samples.RATE * Pcm16.BYTES)
        .putShort((short) Pcm16.BYTES)
        .putShort((short) (8 * Pcm16.BYTES))
        .put(ascii("data"))
        .putInt(data)
        .array();
  }

  static AudioException notPrepared(String evidence) {
    return new AudioException(new AudioProblem.NotPrepared(evidence));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
