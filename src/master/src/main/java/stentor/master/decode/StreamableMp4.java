package stentor.master.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Tells whether an MP4 can be decoded as it comes (ISO 14496-12): its boxes say how long they are
 * and what, and the index, {@code moov}, must come before the audio, {@code mdat}. Recorders write
 * it last, unless they write fragments.
 */
final class StreamableMp4 {

  private static final int HEADER_BYTES = 8;

  /** Boxes before either; more is no file that somebody wrote. */
  private static final int MOST_BOXES = 16;

  /** A box of a type of its own, or of that which fills room. */
  private static final int MOST_BOX_BYTES = 4096;

  private StreamableMp4() {}

  /**
   * Reads to the first of the two, at most {@value #MOST_BOXES} small boxes.
   *
   * @param in the file from its first byte; not closed here
   */
  static boolean is(InputStream in) throws IOException {
    for (int box = 0; box < MOST_BOXES; box++) {
      byte[] header = in.readNBytes(HEADER_BYTES);
      if (header.length < HEADER_BYTES) {
        return true;
      }
      String type = new String(header, 4, 4, StandardCharsets.ISO_8859_1);
      if (type.equals("mdat")) {
        return false;
      }
      int content = ByteBuffer.wrap(header).getInt() - HEADER_BYTES;
      if (type.equals("moov") || content < 0 || content > MOST_BOX_BYTES) {
        // The decoder says what is wrong with it, if anything is.
        return true;
      }
      byte[] passed = in.readNBytes(content);
      if (passed.length < content) {
        return true;
      }
    }
    return true;
  }
}
