package stentor.master.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Tells whether an MP3 file says how many frames it has. One that does not has a length only by
 * estimate, from its size and its first frames, which proves nothing.
 */
final class XingTag {

  /** An ID3 tag is longer where it holds a picture; then the frame is looked for after it. */
  private static final int LOOKED_AT = 1024 * 1024;

  /** A frame's header, a checksum and the side information before the tag, and the tag's name. */
  private static final int REACH = 4 + 2 + 32 + 4;

  private static final int ID3_BYTES = 10;

  private XingTag() {}

  static boolean in(InputStream mp3) throws IOException {
    byte[] head = mp3.readNBytes(LOOKED_AT);
    int at = frame(head);
    if (at < 0) {
      return false;
    }
    String first =
        new String(head, at, Math.min(REACH, head.length - at), StandardCharsets.ISO_8859_1);
    return first.contains("Xing") || first.contains("Info") || first.contains("VBRI");
  }

  private static int frame(byte[] head) {
    int at = 0;
    if (head.length > ID3_BYTES && head[0] == 'I' && head[1] == 'D' && head[2] == '3') {
      at =
          ID3_BYTES
              + ((head[6] & 0x7F) << 21 | (head[7] & 0x7F) << 14 | (head[8] & 0x7F) << 7)
              + (head[9] & 0x7F);
    }
    for (; at + 1 < head.length; at++) {
      if ((head[at] & 0xFF) == 0xFF && (head[at + 1] & 0xE0) == 0xE0) {
        return at;
      }
    }
    return -1;
  }
}
