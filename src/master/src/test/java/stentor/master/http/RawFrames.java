package stentor.master.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Frames of RFC 6455, byte by byte, also such as no honest client sends. */
final class RawFrames {

  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int FINAL = 0x80;

  private static final int MASKED = 0x80;
  private static final int SHORT = 126;
  private static final int LONG = 127;
  private static final byte[] MASK = {1, 2, 3, 4};

  private RawFrames() {}

  /**
   * A frame of the master.
   *
   * @param head its first byte: whether it is the last of its message, and of which kind
   * @param bytes its payload, a character for each byte
   */
  record Frame(int head, String bytes) {

    boolean is(int kind) {
      return (head & 0xF) == kind;
    }

    String text() {
      return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }

    /** Why a connection is closed; 1005 where it is not said. */
    int closeCode() {
      return bytes.length() < 2 ? 1005 : bytes.charAt(0) << 8 | bytes.charAt(1);
    }
  }

  /** A client's frame that is what it says, whatever its first byte is. */
  static byte[] masked(int head, byte... payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(head);
    if (payload.length < SHORT) {
      frame.write(MASKED | payload.length);
    } else {
      frame.write(MASKED | SHORT);
      frame.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    }
    frame.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i % MASK.length]);
    }
    return frame.toByteArray();
  }

  /** The frames of a client, of which each is given as its first byte, its length and itself. */
  static byte[] sent(byte[] given) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    places(given)
        .forEach(
            at -> {
              int end = Math.min(given.length, at + 2 + (given[at + 1] & 0xFF));
              frames.writeBytes(masked(given[at], Arrays.copyOfRange(given, at + 2, end)));
            });
    return frames.toByteArray();
  }

  /** The first bytes of frames that are so given. */
  static IntStream heads(byte[] given) {
    return places(given).map(at -> given[at]);
  }

  private static IntStream places(byte[] given) {
    return IntStream.iterate(0, at -> at + 1 < given.length, at -> at + 2 + (given[at + 1] & 0xFF));
  }

  /** What the master sent, up to a frame that was cut short. */
  static List<Frame> parse(byte[] bytes) {
    List<Frame> frames = new ArrayList<>();
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.remaining() >= 2) {
      int head = left.get() & 0xFF;
      long length = left.get() & 0x7F;
      int more = length == SHORT ? Short.BYTES : length == LONG ? Long.BYTES : 0;
      if (left.remaining() < more) {
        return frames;
      }
      length =
          switch (more) {
            case Short.BYTES -> left.getShort() & 0xFFFF;
            case Long.BYTES -> left.getLong();
            default -> length;
          };
      if (left.remaining() < length) {
        return frames;
      }
      byte[] payload = new byte[Math.toIntExact(length)];
      left.get(payload);
      frames.add(new Frame(head, new String(payload, ISO_8859_1)));
    }
    return frames;
  }
}
