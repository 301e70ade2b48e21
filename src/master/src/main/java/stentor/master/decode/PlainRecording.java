package stentor.master.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Recognises recordings that need no decoder of their own process: at most {@value #MOST_BYTES}
 * bytes that begin with the shortest WAV header there is, of 16 kHz mono 16-bit PCM. They are
 * prepared already but for their cuts: nothing about them is resampled, unpacked or sized by what
 * they say of themselves (docs/decisions/0007-decoder-child.md).
 */
final class PlainRecording {

  /** A minute and five seconds. */
  static final int MOST_BYTES = 2 * 1024 * 1024;

  private static final int HEADER_BYTES = 44;
  private static final int FORMAT_BYTES = 16;
  private static final short PCM = 1;
  private static final short MONO = 1;
  private static final int RATE = 16_000;
  private static final short FRAME_BYTES = 2;
  private static final short BITS = 16;

  private PlainRecording() {}

  /** Whether the file is such a recording; its length fields may lie, as those of any may. */
  static boolean is(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      return false;
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEADER_BYTES);
    }
    if (head.length < HEADER_BYTES) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    return text(head, 0, "RIFF")
        && text(head, 8, "WAVEfmt ")
        && header.getInt(16) == FORMAT_BYTES
        && header.getShort(20) == PCM
        && header.getShort(22) == MONO
        && header.getInt(24) == RATE
        && header.getInt(28) == RATE * FRAME_BYTES
        && header.getShort(32) == FRAME_BYTES
        && header.getShort(34) == BITS
        && text(head, 36, "data");
  }

  private static boolean text(byte[] head, int at, String text) {
    return new String(head, at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
  }
}
